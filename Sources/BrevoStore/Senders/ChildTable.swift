package import SQLite

/// An account that a reseller acts for.
package struct Child: Sendable, Equatable {
  package var id: Int64
  package var key: String
  package var email: String?
  package var companyName: String?

  package init(id: Int64, key: String, email: String? = nil, companyName: String? = nil) {
    self.id = id
    self.key = key
    self.email = email
    self.companyName = companyName
  }
}

/// A domain that a child sends from.
package struct ChildDomain: Sendable, Equatable {
  package var name: String
  /// Whether it is verified.
  package var isActive: Bool
}

package struct ChildTable {
  let database: Database

  package func insert(
    id: Int64? = nil, key: String, email: String?, companyName: String?
  ) throws(DatabaseError) -> Int64 {
    try database.run(
      "INSERT INTO child (id, key, email, company_name) VALUES (?, ?, ?, ?)",
      .int(id), .text(key), .text(email), .text(companyName))
    return database.lastInsertedRow
  }

  /// By their numbers.
  package func all() throws(DatabaseError) -> [Child] {
    try database.rows("SELECT id, key, email, company_name FROM child ORDER BY id", read: Self.read)
  }

  package func child(id: Int64) throws(DatabaseError) -> Child? {
    try database.first(
      "SELECT id, key, email, company_name FROM child WHERE id = ?", .int(id), read: Self.read)
  }

  package func child(key: String) throws(DatabaseError) -> Child? {
    try database.first(
      "SELECT id, key, email, company_name FROM child WHERE key = ?", .text(key), read: Self.read)
  }

  private static func read(_ row: borrowing Row) -> Child {
    Child(
      id: row.int(0), key: row.text(1), email: row.optionalText(2), companyName: row.optionalText(3)
    )
  }
}

/// The domains of one child, in lower case.
package struct ChildDomainTable {
  let database: Database
  let child: Int64

  /// In the order in which they were added.
  package func all() throws(DatabaseError) -> [ChildDomain] {
    try database.rows(
      "SELECT name, is_active FROM child_domain WHERE child = ? ORDER BY id", .int(child)
    ) { ChildDomain(name: $0.text(0), isActive: $0.bool(1)) }
  }

  package func contains(_ name: String) throws(DatabaseError) -> Bool {
    try database.first(
      "SELECT 1 FROM child_domain WHERE child = ? AND name = ?", .int(child),
      .text(name.lowercased())
    ) { _ in true } ?? false
  }

  /// Answers false if the child has it already.
  package func insert(_ name: String, isActive: Bool = false) throws(DatabaseError) -> Bool {
    try database.run(
      "INSERT OR IGNORE INTO child_domain (child, name, is_active) VALUES (?, ?, ?)", .int(child),
      .text(name.lowercased()), .bool(isActive)) > 0
  }

  /// Puts another domain, which is not verified yet, in the place of one.
  package func rename(_ name: String, to other: String) throws(DatabaseError) {
    try database.run(
      "UPDATE child_domain SET name = ?, is_active = 0 WHERE child = ? AND name = ?",
      .text(other.lowercased()), .int(child), .text(name.lowercased()))
  }

  /// Answers false if the child did not have it.
  package func delete(_ name: String) throws(DatabaseError) -> Bool {
    try database.run(
      "DELETE FROM child_domain WHERE child = ? AND name = ?", .int(child),
      .text(name.lowercased())) > 0
  }
}

/// The dedicated IPs of its reseller that one child may send from.
package struct ChildIPTable {
  let database: Database
  let child: Int64

  /// In the order in which they were associated.
  package func all() throws(DatabaseError) -> [String] {
    try database.rows("SELECT ip FROM child_ip WHERE child = ? ORDER BY id", .int(child)) {
      $0.text(0)
    }
  }

  /// Answers false if it was associated already.
  package func insert(_ ip: String) throws(DatabaseError) -> Bool {
    try database.run(
      "INSERT OR IGNORE INTO child_ip (child, ip) VALUES (?, ?)", .int(child),
      .text(ip.lowercased())) > 0
  }

  /// Answers false if it was not associated.
  package func delete(_ ip: String) throws(DatabaseError) -> Bool {
    try database.run(
      "DELETE FROM child_ip WHERE child = ? AND ip = ?", .int(child), .text(ip.lowercased())) > 0
  }
}
