package import CivilTime
package import SQLite

/// An address that mail may be sent from, once it is verified.
package struct Sender: Sendable, Equatable {
  package var id: Int64
  package var name: String
  package var email: String
  /// Whether the address is verified.
  package var isActive: Bool
  /// What verifies the address, if a code was mailed to it.
  package var code: Code?

  /// The domain of the address, in lower case.
  package var domain: String { email.emailDomain }

  package struct Code: Sendable, Equatable {
    package var number: Int64
    package var expiresAt: Instant

    package init(_ number: Int64, until expiresAt: Instant) {
      self.number = number
      self.expiresAt = expiresAt
    }
  }
}

package struct SenderTable {
  let state: AccountState

  private var database: Database { state.database }

  @discardableResult
  package func insert(
    id: Int64? = nil, name: String, email: String, isActive: Bool, code: Sender.Code? = nil
  ) throws(DatabaseError) -> Int64 {
    if !isActive { state.mayHaveInactiveSenders = true }
    try database.run(
      """
      INSERT INTO sender (id, name, email, is_active, code, code_expires_at)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      .int(id), .text(name), .text(email), .bool(isActive), .int(code?.number),
      .int(code?.expiresAt.milliseconds))
    return database.lastInsertedRow
  }

  package func update(_ sender: Sender) throws(DatabaseError) {
    if !sender.isActive { state.mayHaveInactiveSenders = true }
    try database.run(
      """
      UPDATE sender SET name = ?, email = ?, is_active = ?, code = ?, code_expires_at = ?
      WHERE id = ?
      """,
      .text(sender.name), .text(sender.email), .bool(sender.isActive), .int(sender.code?.number),
      .int(sender.code?.expiresAt.milliseconds), .int(sender.id))
  }

  /// Answers false if there was none.
  package func delete(id: Int64) throws(DatabaseError) -> Bool {
    try database.run("DELETE FROM sender_ip WHERE sender = ?", .int(id))
    return try database.run("DELETE FROM sender WHERE id = ?", .int(id)) > 0
  }

  /// By their numbers.
  package func all() throws(DatabaseError) -> [Sender] {
    try database.rows(
      "SELECT id, name, email, is_active, code, code_expires_at FROM sender ORDER BY id",
      read: Self.read)
  }

  package func sender(id: Int64) throws(DatabaseError) -> Sender? {
    try database.first(
      "SELECT id, name, email, is_active, code, code_expires_at FROM sender WHERE id = ?",
      .int(id), read: Self.read)
  }

  package func sender(email: String) throws(DatabaseError) -> Sender? {
    try database.first(
      "SELECT id, name, email, is_active, code, code_expires_at FROM sender WHERE email = ?",
      .text(email), read: Self.read)
  }

  /// Whether the address is verified; nil if it is no sender's.
  func isActive(email: String) throws(DatabaseError) -> Bool? {
    try database.first("SELECT is_active FROM sender WHERE email = ?", .text(email)) { $0.bool(0) }
  }

  private static func read(_ row: borrowing Row) -> Sender {
    let code = row.optionalInt(4).map { number in
      Sender.Code(number, until: Instant(milliseconds: row.int(5)))
    }
    return Sender(
      id: row.int(0), name: row.text(1), email: row.text(2), isActive: row.bool(3), code: code)
  }
}
