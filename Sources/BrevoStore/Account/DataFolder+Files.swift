import Glibc
import SQLite

/// Whole files, which lie beside the databases.
extension DataFolder {
  /// The names of the files that begin and end so, sorted.
  func names(from start: String, to end: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(start), name.hasSuffix(end) { names.append(name) }
    }
    return names.sorted()
  }

  /// An empty file is none.
  func contains(_ name: String) -> Bool { byteCount(of: name) > 0 }

  /// The size of a file, in bytes; none if it is not there.
  func byteCount(of name: String) -> Int {
    var status = stat()
    return stat("\(path)/\(name)", &status) == 0 ? Int(status.st_size) : 0
  }

  /// Nil if there is none.
  func read(_ name: String) throws(DatabaseError) -> [UInt8]? {
    let descriptor = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT { return nil }
      throw Self.error("cannot read \(name)")
    }
    defer { close(descriptor) }
    let size = byteCount(of: name)
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let taken = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
        if taken <= 0 { break }
        count += taken
      }
    }
    guard bytes.count == size else { throw Self.error("cannot read \(name)") }
    return bytes
  }

  /// Writes beside the file and then renames, so that nobody reads half of it. What was there is gone
  /// before: to rename onto a file would be to wait for the disk.
  func write(_ bytes: [UInt8], to name: String) throws(DatabaseError) {
    let draft = "\(path)/\(name).draft"
    let descriptor = open(draft, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Self.error("cannot write \(name)") }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
      }
      if count <= 0 { break }
      written += count
    }
    guard close(descriptor) == 0, written == bytes.count else {
      let failure = Self.error("cannot write \(name)")
      unlink(draft)
      throw failure
    }
    remove(name)
    try rename("\(name).draft", to: name)
  }

  /// Puts a database that nobody has open in the place of another one. Once the old one is touched it
  /// happens, even if the process ends: then whoever next takes the folder goes on with it.
  func replaceDatabase(_ name: String, by other: String) throws(DatabaseError) {
    try rename(other, to: name + Self.ready)
    try finishReplacing(name)
  }

  /// Goes on with what an earlier process had begun.
  func finishReplacing() throws(DatabaseError) {
    for name in names(from: "", to: Self.ready) {
      try finishReplacing(String(name.dropLast(Self.ready.count)))
    }
  }

  private func finishReplacing(_ name: String) throws(DatabaseError) {
    removeDatabase(name)
    try rename(name + Self.ready, to: name)
  }

  private static let ready = ".ready"

  private func rename(_ name: String, to other: String) throws(DatabaseError) {
    guard Glibc.rename("\(path)/\(name)", "\(path)/\(other)") == 0 else {
      throw Self.error("cannot write \(other)")
    }
  }

  /// Removes a database with its log.
  func removeDatabase(_ name: String) {
    for ending in ["", "-wal", "-shm"] { remove(name + ending) }
  }

  func remove(_ name: String) { unlink("\(path)/\(name)") }

  private static func error(_ what: String) -> DatabaseError {
    let isFull = [ENOSPC, EDQUOT].contains(errno)
    let reason = String(cString: strerror(errno))
    return DatabaseError(kind: isFull ? .full : .unavailable, message: "\(what): \(reason)")
  }
}
