import Glibc

/// This program once more, in a session of its own, so that it outlives whoever started it.
struct BackgroundProcess {
  let id: pid_t

  /// `POSIX_SPAWN_SETSID`, which the system's headers have for GNU programs alone.
  private static let ownSession: Int16 = 0x80

  /// - Throws: A sentence, if it cannot be started.
  init(arguments: [String], log: String) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, STDOUT_FILENO, log, O_CREAT | O_WRONLY | O_TRUNC | O_APPEND, 0o600)
    posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Self.ownSession)

    var words: [UnsafeMutablePointer<CChar>?] = (["brevo-mock"] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var id = pid_t()
    let error = posix_spawn(&id, try Self.program(), &actions, &attributes, words, environ)
    guard error == 0 else {
      throw Failure(
        .failure,
        "cannot start a process with its log in \(log): \(String(cString: strerror(error)))")
    }
    self.id = id
  }

  /// How it ended, as an exit code; nil if it has not.
  var exitCode: Int32? {
    var status: Int32 = 0
    guard waitpid(id, &status, WNOHANG) == id else { return nil }
    // A signal has no code of its own here.
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : Failure.Code.failure.rawValue
  }

  func kill() {
    Glibc.kill(id, SIGKILL)
    waitpid(id, nil, 0)
  }

  private static func program() throws -> String {
    var path = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = path.withUnsafeMutableBytes { buffer in
      buffer.assumingMemoryBound(to: CChar.self).baseAddress.map {
        readlink("/proc/self/exe", $0, buffer.count)
      } ?? 0
    }
    guard count > 0 else { throw Failure(.failure, "cannot find the program's own file") }
    return String(decoding: path[..<count], as: UTF8.self)
  }
}
