package import SQLite

/// The account's authenticated domains, in lower case: whoever has an address there needs no code.
package struct DomainTable {
  let database: Database

  package func insert(_ domain: String) throws(DatabaseError) {
    try database.run("INSERT OR IGNORE INTO domain (name) VALUES (?)", .text(domain.lowercased()))
  }

  /// In the order in which they were authenticated.
  package func all() throws(DatabaseError) -> [String] {
    try database.rows("SELECT name FROM domain ORDER BY id") { $0.text(0) }
  }

  /// Whether the domain of an address is authenticated.
  package func isAuthenticated(_ email: String) throws(DatabaseError) -> Bool {
    try database.first(
      "SELECT 1 FROM domain WHERE name = ?", .text(email.emailDomain)
    ) { _ in true } ?? false
  }
}

extension String {
  /// What stands behind the @ of an address, in lower case.
  var emailDomain: String { split(separator: "@").last?.lowercased() ?? "" }
}
