package import SQLite

/// An address that mail may be sent from, once it is verified.
package struct Sender: Sendable, Equatable {
  package var id: Int64
  package var name: String
  package var email: String
  /// Whether the address is verified.
  package var isActive: Bool
}

package struct SenderTable {
  let database: Database

  @discardableResult
  package func insert(
    id: Int64? = nil, name: String, email: String, isActive: Bool
  ) throws(DatabaseError) -> Int64 {
    try database.run(
      "INSERT INTO sender (id, name, email, is_active) VALUES (?, ?, ?, ?)",
      .int(id), .text(name), .text(email), .bool(isActive))
    return database.lastInsertedRow
  }

  package func sender(id: Int64) throws(DatabaseError) -> Sender? {
    try database.first(
      "SELECT id, name, email, is_active FROM sender WHERE id = ?", .int(id), read: Self.read)
  }

  package func sender(email: String) throws(DatabaseError) -> Sender? {
    try database.first(
      "SELECT id, name, email, is_active FROM sender WHERE email = ?", .text(email),
      read: Self.read)
  }

  private static func read(_ row: borrowing Row) -> Sender {
    Sender(id: row.int(0), name: row.text(1), email: row.text(2), isActive: row.bool(3))
  }
}
