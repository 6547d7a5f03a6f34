import Glibc
import SQLite

/// What a file is, before SQLite opens it: opening may change a database already.
extension DataFolder {
  /// Where a database file says whose it is: the last four of these bytes, the highest first.
  private static let headByteCount = 72
  private static let magic = Array("SQLite format 3\u{0}".utf8)

  /// Opens the database of an account, and changes neither its file nor its log by that.
  func openAccount(inFile name: String) throws(DatabaseError) -> Database {
    try requireAccount(inFile: name)
    // What an earlier process wrote may not be on the disk yet, and its log is about to be reused.
    try sync(name)
    let hasLog = byteCount(of: name + "-wal") > 0
    let database = try Database(existing: "\(path)/\(name)")
    database.mergeLogOnClose(!hasLog)
    return database
  }

  /// Refuses what is no account, whatever else it is.
  private func requireAccount(inFile name: String) throws(DatabaseError) {
    let descriptor = open("\(path)/\(name)", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.error("it cannot be read") }
    defer { close(descriptor) }
    var head = [UInt8](repeating: 0, count: Self.headByteCount)
    let count = Glibc.read(descriptor, &head, head.count)
    guard count >= 0 else { throw Self.error("it cannot be read") }
    guard count == head.count, head.starts(with: Self.magic) else {
      throw DatabaseError(
        kind: .corrupt, message: count == 0 ? "the file is empty" : "the file is no SQLite file")
    }
    let id = head.suffix(4).reduce(0) { $0 << 8 | Int64($1) }
    guard id == AccountSchema.applicationID else { throw .foreign }
  }
}

extension DatabaseError {
  /// This error, as one of the file of that name.
  func of(file name: String) -> Self {
    var error = self
    error.message = "\(name): \(message)"
    return error
  }
}
