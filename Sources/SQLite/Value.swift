import CSQLite

/// A value on its way into a statement.
package enum Value: Sendable {
  case null
  case int(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  package static func text(_ text: String?) -> Self { text.map { .text($0) } ?? .null }
  package static func int(_ number: Int64?) -> Self { number.map { .int($0) } ?? .null }
  package static func int(_ number: Int) -> Self { .int(Int64(number)) }
  package static func bool(_ flag: Bool) -> Self { .int(flag ? 1 : 0 as Int64) }

  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    switch self {
    case .null: return sqlite3_bind_null(statement, index)
    case .int(let number): return sqlite3_bind_int64(statement, index, number)
    case .real(let number): return sqlite3_bind_double(statement, index, number)
    case .text(let text):
      let code = text.utf8.withContiguousStorageIfAvailable { utf8 in
        utf8.withMemoryRebound(to: CChar.self) {
          sqlite3_bind_text64(
            statement, index, $0.baseAddress, UInt64($0.count), Self.copied, UInt8(SQLITE_UTF8))
        }
      }
      // Strings that are not UTF-8 in one piece come from other languages.
      return code
        ?? Value.text(String(decoding: Array(text.utf8), as: UTF8.self))
        .bind(to: statement, at: index)
    case .blob(let bytes):
      // A null pointer would bind NULL instead of an empty blob.
      guard !bytes.isEmpty else { return sqlite3_bind_zeroblob(statement, index, 0) }
      return sqlite3_bind_blob64(statement, index, bytes, UInt64(bytes.count), Self.copied)
    }
  }

  /// `SQLITE_TRANSIENT`, a cast that the importer leaves out: SQLite copies before it returns.
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
}

/// One row of a result, valid until the next one is read.
package struct Row: ~Copyable {
  let statement: OpaquePointer

  package func int(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
  package func real(_ column: Int32) -> Double { sqlite3_column_double(statement, column) }
  package func bool(_ column: Int32) -> Bool { int(column) != 0 }

  package func isNull(_ column: Int32) -> Bool {
    sqlite3_column_type(statement, column) == SQLITE_NULL
  }

  /// The text of a column; empty where the column is null.
  package func text(_ column: Int32) -> String {
    guard let start = sqlite3_column_text(statement, column) else { return "" }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  package func blob(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(statement, column) else { return [] }
    let count = Int(sqlite3_column_bytes(statement, column))
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  package func optionalInt(_ column: Int32) -> Int64? { isNull(column) ? nil : int(column) }
  package func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }
}
