import CSQLite

/// Takes the values of a statement, one after the other; nil is NULL.
package struct Binder: ~Copyable {
  private let statement: OpaquePointer
  private(set) var count: Int32 = 0
  /// What SQLite said of the values so far.
  private(set) var code = SQLITE_OK

  init(_ statement: OpaquePointer) { self.statement = statement }

  package mutating func int(_ number: Int64?) {
    guard let number else { return null() }
    bind { sqlite3_bind_int64($0, $1, number) }
  }

  package mutating func bool(_ flag: Bool) { int(flag ? 1 : 0) }

  package mutating func real(_ number: Double) { bind { sqlite3_bind_double($0, $1, number) } }

  package mutating func text(_ text: String?) {
    guard let text else { return null() }
    bind { statement, index in
      // The span of an empty text may have no address, and a null pointer would bind NULL.
      guard !text.isEmpty else { return sqlite3_bind_text(statement, index, "", 0, Self.copied) }
      return text.utf8.span.withUnsafeBytes { utf8 in
        sqlite3_bind_text64(
          statement, index, utf8.assumingMemoryBound(to: CChar.self).baseAddress,
          UInt64(utf8.count), Self.copied, UInt8(SQLITE_UTF8))
      }
    }
  }

  /// A text that stays where it is until the statement has run.
  mutating func text(lyingAt utf8: UnsafeRawBufferPointer) {
    bind { statement, index in
      sqlite3_bind_text64(
        statement, index, utf8.assumingMemoryBound(to: CChar.self).baseAddress,
        UInt64(utf8.count), nil, UInt8(SQLITE_UTF8))
    }
  }

  package mutating func blob(_ bytes: [UInt8]) {
    bind { statement, index in
      // A null pointer would bind NULL instead of an empty blob.
      guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(statement, index, 0) }
      return sqlite3_bind_blob64(statement, index, bytes, UInt64(bytes.count), Self.copied)
    }
  }

  package mutating func null() { bind { sqlite3_bind_null($0, $1) } }

  mutating func values(_ values: [Value]) {
    for value in values {
      switch value {
      case .null: null()
      case .int(let number): int(number)
      case .real(let number): real(number)
      case .text(let text): self.text(text)
      case .blob(let bytes): blob(bytes)
      }
    }
  }

  /// Nothing is bound any more once something could not be.
  private mutating func bind(_ bind: (OpaquePointer, Int32) -> Int32) {
    count += 1
    if code == SQLITE_OK { code = bind(statement, count) }
  }

  /// `SQLITE_TRANSIENT`, a cast that the importer leaves out: SQLite copies before it returns.
  private static var copied: sqlite3_destructor_type {
    unsafeBitCast(-1, to: sqlite3_destructor_type.self)
  }
}
