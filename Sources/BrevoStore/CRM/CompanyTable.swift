import CivilTime
package import JSON
package import SQLite

/// The firms that the account has to do with.
package struct CompanyTable {
  let state: AccountState
  let now: Instant

  private var database: Database { state.database }

  @discardableResult
  package func insert(
    id: String? = nil, name: String, attributes: JSONObject = JSONObject()
  ) throws(DatabaseError) -> String {
    let id = try state.objectID(id, at: now)
    try database.run(
      "INSERT INTO company (id, name, attributes, created_at, modified_at) VALUES (?, ?, ?, ?, ?)",
      .text(id), .text(name), .text(JSONValue.object(attributes).text), .int(now.milliseconds),
      .int(now.milliseconds))
    return id
  }

  /// In the order of their creation.
  package func all() throws(DatabaseError) -> [CRMRecord] {
    try database.rows(
      "SELECT id, name, attributes FROM company ORDER BY number", read: CRMRecord.read)
  }

  /// The first of `ids` that no company has; nil if all are known.
  package func unknown(among ids: [String]) throws(DatabaseError) -> String? {
    try database.first(
      "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM company)", .texts(ids)
    ) { $0.text(0) }
  }
}
