import Glibc

/// Where a server in the background leaves its port, its process and its log: files side by side.
struct Place {
  let portFile: String
  var processFile: String { portFile + ".pid" }
  var logFile: String { portFile + ".log" }

  /// The port file if one is named, or one in a folder of the user's own, named by the port.
  init(_ address: AddressOptions) throws {
    if let portFile = address.portFile {
      self.portFile = portFile
      return
    }
    guard address.port > 0 else {
      throw Failure(.usage, "--port 0 needs --port-file, or nobody could find the server again")
    }
    portFile = "\(try Self.folder())/\(address.port).port"
  }

  private static func folder() throws -> String {
    let runtime = EnvironmentVariables["XDG_RUNTIME_DIR"]
    let folder = runtime.map { "\($0)/brevo-mock" } ?? "/tmp/brevo-mock-\(getuid())"
    mkdir(folder, 0o700)
    var status = stat()
    guard lstat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR,
      status.st_uid == getuid()
    else {
      throw Failure(.failure, "\(folder) is no folder of this user's: name a --port-file")
    }
    return folder
  }
}

/// The file that names the process of a server in the background. The server holds a lock on it for as
/// long as it lives, so that no other process is ever taken for it.
struct ProcessFile: ~Copyable {
  private let path: String
  private let descriptor: Int32

  /// - Throws: A sentence, if the file cannot be opened.
  init(_ path: String) throws {
    // The process that is started inherits it, and the lock with it.
    descriptor = open(path, O_CREAT | O_RDWR, 0o600)
    guard descriptor >= 0 else {
      throw Failure(
        .failure, "cannot write \(path): \(String(cString: strerror(errno)))")
    }
    self.path = path
  }

  deinit { close(descriptor) }

  /// Takes the lock, if no server holds it; then the file names nobody any more.
  func lock() -> Bool {
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { return false }
    ftruncate(descriptor, 0)
    return true
  }

  /// The process that it names; nil if it names none.
  var process: pid_t? {
    var buffer = [UInt8](repeating: 0, count: 20)
    let count = pread(descriptor, &buffer, buffer.count, 0)
    return pid_t(
      String(decoding: buffer.prefix(max(0, count)), as: UTF8.self).prefix(while: \.isNumber))
  }

  func name(_ process: pid_t) {
    let text = Array("\(process)\n".utf8)
    _ = pwrite(descriptor, text, text.count, 0)
  }

  func remove() { File.remove(path) }
}
