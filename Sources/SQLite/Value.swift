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
  package func text(_ column: Int32) -> String { optionalText(column) ?? "" }

  package func optionalText(_ column: Int32) -> String? {
    guard let start = sqlite3_column_text(statement, column) else { return nil }
    let count = Int(sqlite3_column_bytes(statement, column))
    return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  }

  package func blob(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(statement, column) else { return [] }
    let count = Int(sqlite3_column_bytes(statement, column))
    return Array(UnsafeRawBufferPointer(start: start, count: count))
  }

  package func optionalInt(_ column: Int32) -> Int64? { isNull(column) ? nil : int(column) }
}
