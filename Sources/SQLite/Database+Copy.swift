import CSQLite

extension Database {
  /// Makes this database an exact copy of `source`; what it held is gone.
  package func copy(from source: Database) throws(DatabaseError) {
    guard let backup = sqlite3_backup_init(handle, "main", source.handle, "main") else {
      throw error(sqlite3_extended_errcode(handle), "backup")
    }
    sqlite3_backup_step(backup, -1)
    let code = sqlite3_backup_finish(backup)
    guard code == SQLITE_OK else { throw error(code, "backup") }
  }

  /// The database as the bytes of a database file.
  package func serialized() throws(DatabaseError) -> [UInt8] {
    var count: Int64 = 0
    guard let bytes = sqlite3_serialize(handle, "main", &count, 0) else {
      throw DatabaseError(code: SQLITE_NOMEM, message: "out of memory", sql: "serialize")
    }
    defer { sqlite3_free(bytes) }
    return Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
  }

  /// Opens a private, read-only view of the bytes of a database file.
  package convenience init(deserializing bytes: [UInt8]) throws(DatabaseError) {
    try self.init(path: ":memory:")
    guard let copy = sqlite3_malloc64(UInt64(bytes.count)) else {
      throw DatabaseError(code: SQLITE_NOMEM, message: "out of memory", sql: "deserialize")
    }
    copy.copyMemory(from: bytes, byteCount: bytes.count)
    let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY)
    let code = sqlite3_deserialize(
      handle, "main", copy.assumingMemoryBound(to: UInt8.self), Int64(bytes.count),
      Int64(bytes.count), flags)
    guard code == SQLITE_OK else { throw error(code, "deserialize") }
  }
}
