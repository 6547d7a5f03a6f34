import CivilTime
package import SQLite

/// Somebody who works with the account, and may be given tasks.
package struct User: Sendable, Equatable {
  package var id: String
  package var email: String
  package var name: String
}

package struct UserTable {
  let state: AccountState
  let now: Instant

  private var database: Database { state.database }

  @discardableResult
  package func insert(
    id: String? = nil, email: String, name: String
  ) throws(DatabaseError) -> String {
    let id = try state.objectID(id, at: now)
    try database.run(
      "INSERT INTO user (id, email, name) VALUES (?, ?, ?)", .text(id), .text(email), .text(name))
    return id
  }

  /// In the order of their creation.
  package func all() throws(DatabaseError) -> [User] {
    try database.rows("SELECT id, email, name FROM user ORDER BY number") {
      User(id: $0.text(0), email: $0.text(1), name: $0.text(2))
    }
  }

  /// The user of that id or address.
  package func user(_ idOrEmail: String) throws(DatabaseError) -> User? {
    try database.first(
      "SELECT id, email, name FROM user WHERE id = lower(?) OR email = ?", .text(idOrEmail),
      .text(idOrEmail)
    ) { User(id: $0.text(0), email: $0.text(1), name: $0.text(2)) }
  }
}
