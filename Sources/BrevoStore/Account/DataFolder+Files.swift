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

  /// Whether anything has that name, be it a file or not.
  func contains(_ name: String) -> Bool {
    var status = stat()
    return lstat("\(path)/\(name)", &status) == 0
  }

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

  /// Makes `bytes` a file, in the place of one of that name: whole, or not at all.
  func write(_ bytes: [UInt8], to name: String) throws(DatabaseError) {
    try draft(bytes, as: name + Self.draft)
    try replace(name, by: name + Self.draft)
  }

  /// Writes a file that nobody reads before it is put in the place of another one.
  func draft(_ bytes: [UInt8], as name: String) throws(DatabaseError) {
    try requireHeld()
    let descriptor = open("\(path)/\(name)", O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o644)
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
      unlink("\(path)/\(name)")
      throw failure
    }
  }

  /// Puts a draft in the place of a file or a database that nobody has open. Once the old one is
  /// touched it happens, even if the process ends: then whoever next takes the folder goes on with
  /// it. The old one goes first: to rename onto a file would be to wait for the disk.
  func replace(_ name: String, by draft: String) throws(DatabaseError) {
    let isNew = !Self.databaseFiles(name).contains(where: contains)
    do throws(DatabaseError) {
      try sync(draft)
      try rename(draft, to: isNew ? name : name + Self.ready)
    } catch {
      unlink("\(path)/\(draft)")
      throw error
    }
    try syncNames()
    if !isNew { try finishReplacing(name) }
  }

  private func finishReplacing(_ name: String) throws(DatabaseError) {
    for file in Self.databaseFiles(name) { unlink("\(path)/\(file)") }
    // Never may the new database meet the log of the old one.
    try syncNames()
    try rename(name + Self.ready, to: name)
    try syncNames()
  }

  /// Removes all files of an account, whose names begin with `stem`, if it has a database: all of
  /// them, or none, even if the process ends.
  func removeAccount(_ stem: String) throws(DatabaseError) {
    let name = stem + ".sqlite"
    guard contains(name) else { return try finishRemoving(stem) }
    try rename(name, to: name + Self.gone)
    try syncNames()
    try finishRemoving(stem)
  }

  private func finishRemoving(_ stem: String) throws(DatabaseError) {
    let mark = stem + ".sqlite" + Self.gone
    for name in names(from: stem + ".", to: "") where name != mark { unlink("\(path)/\(name)") }
    try syncNames()
    unlink("\(path)/\(mark)")
    try syncNames()
  }

  /// Removes files, if they are there.
  func remove(_ names: [String]) throws(DatabaseError) {
    if names.isEmpty { return }
    try requireHeld()
    for name in names {
      guard unlink("\(path)/\(name)") == 0 || errno == ENOENT else {
        throw Self.error("cannot remove \(name)")
      }
    }
    try syncNames()
  }

  /// Goes on with what an earlier process had begun, and drops what it had only drafted. Files whose
  /// names are none that accounts have are somebody else's.
  func finish() throws(DatabaseError) {
    for name in names(from: "", to: "") where Self.isOurs(name) && contains(name) {
      if name.hasSuffix(Self.ready) {
        try finishReplacing(String(name.dropLast(Self.ready.count)))
      } else if name.hasSuffix(Self.gone) {
        try finishRemoving(String(name.prefix { $0 != "." }))
      } else if name.hasSuffix(Self.draft) {
        unlink("\(path)/\(name)")
      }
    }
  }

  /// What stands behind the name of a file that is being written, of one that is whole and about to
  /// take its place, and of a database that is about to be removed with all that lies beside it.
  static let draft = ".new"
  private static let ready = ".ready"
  private static let gone = ".gone"

  /// A database, and what SQLite keeps beside it.
  private static func databaseFiles(_ name: String) -> [String] {
    ["", "-wal", "-shm", "-journal"].map { name + $0 }
  }

  private func rename(_ name: String, to other: String) throws(DatabaseError) {
    guard Glibc.rename("\(path)/\(name)", "\(path)/\(other)") == 0 else {
      throw Self.error("cannot write \(other)")
    }
  }

  // MARK: The disk

  /// Waits until what a file holds is on the disk, if accounts are to outlive the machine.
  func sync(_ name: String) throws(DatabaseError) {
    if durability == .full { try Self.sync(path: "\(path)/\(name)") }
  }

  /// Waits until what the folder's files are called is on the disk, if accounts are to outlive the
  /// machine.
  func syncNames() throws(DatabaseError) { if durability == .full { try Self.sync(path: path) } }

  static func sync(path: String) throws(DatabaseError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.error("cannot open \(path)") }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw Self.error("cannot write \(path) to the disk") }
  }

  static func error(_ what: String) -> DatabaseError {
    let isFull = [ENOSPC, EDQUOT].contains(errno)
    let reason = String(cString: strerror(errno))
    return DatabaseError(kind: isFull ? .full : .unavailable, message: "\(what): \(reason)")
  }
}
