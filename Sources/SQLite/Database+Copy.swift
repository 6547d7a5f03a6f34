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

  /// Makes this database, which must be new, what the bytes of a database file hold.
  package func load(_ bytes: [UInt8]) throws(DatabaseError) {
    try bytes.withUnsafeBufferPointer { (buffer) throws(DatabaseError) in
      // The view is read where it lies, and closed before the bytes go away.
      let view = try Database(path: ":memory:")
      let code = sqlite3_deserialize(
        view.handle, "main", UnsafeMutablePointer(mutating: buffer.baseAddress),
        Int64(buffer.count), Int64(buffer.count), UInt32(SQLITE_DESERIALIZE_READONLY))
      guard code == SQLITE_OK else { throw view.error(code, "deserialize") }
      try view.execute("PRAGMA mmap_size = 0x7fff0000")
      try copy(from: view)
    }
  }

  /// The database as the bytes of a database file.
  package func serialized() throws(DatabaseError) -> [UInt8] {
    // Of a file, whole pages are read where they lie.
    try execute("PRAGMA mmap_size = 0x7fff0000")
    defer { sqlite3_exec(handle, "PRAGMA mmap_size = 0", nil, nil, nil) }
    var count: Int64 = 0
    guard let bytes = sqlite3_serialize(handle, "main", &count, 0) else {
      throw DatabaseError(code: SQLITE_NOMEM, message: "out of memory", sql: "serialize")
    }
    defer { sqlite3_free(bytes) }
    var file = Array(UnsafeBufferPointer(start: bytes, count: Int(count)))
    // Whether there is a log beside the file: it is all in the bytes now.
    for index in 18...19 where index < file.count { file[index] = 1 }
    return file
  }

  /// Opens a private copy of the bytes of a database file.
  package convenience init(deserializing bytes: [UInt8]) throws(DatabaseError) {
    try self.init(path: ":memory:")
    guard let copy = sqlite3_malloc64(UInt64(bytes.count)) else {
      throw DatabaseError(code: SQLITE_NOMEM, message: "out of memory", sql: "deserialize")
    }
    copy.copyMemory(from: bytes, byteCount: bytes.count)
    let flags = UInt32(SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE)
    let code = sqlite3_deserialize(
      handle, "main", copy.assumingMemoryBound(to: UInt8.self), Int64(bytes.count),
      Int64(bytes.count), flags)
    guard code == SQLITE_OK else { throw error(code, "deserialize") }
  }

  /// How many bytes the pages of the database have, the free ones too.
  package func byteCount() throws(DatabaseError) -> Int {
    let pages = try first("PRAGMA page_count") { $0.int(0) } ?? 0
    let size = try first("PRAGMA page_size") { $0.int(0) } ?? 0
    return Int(pages * size)
  }

  /// What is wrong with the file's structure; nil if nothing is.
  package func damage() throws(DatabaseError) -> String? {
    let word = try first("PRAGMA quick_check(1)") { $0.text(0) } ?? ""
    return word == "ok" ? nil : word
  }
}
