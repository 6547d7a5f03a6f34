import CivilTime
package import JSON
package import SQLite

/// The companies, or the deals, of an account: two tables of one form.
package struct CRMRecordTable {
  let state: AccountState
  let now: Instant
  /// The table's name.
  let name: StaticString

  private var database: Database { state.database }

  @discardableResult
  package func insert(
    id: String? = nil, name: String, attributes: JSONObject = JSONObject()
  ) throws(DatabaseError) -> String {
    let id = try state.objectID(id, at: now)
    var query = Query("INSERT INTO")
    query.append(self.name)
    query.append(
      "(id, name, attributes, created_at, modified_at) VALUES (?, ?, ?, ?, ?)", .text(id),
      .text(name), .text(JSONValue.object(attributes).text), .int(now.milliseconds),
      .int(now.milliseconds))
    try database.run(query)
    return id
  }

  /// In the order of their creation.
  package func all() throws(DatabaseError) -> [CRMRecord] {
    var query = Query("SELECT id, name, attributes FROM")
    query.append(name)
    query.append("ORDER BY number")
    return try database.rows(query, read: CRMRecord.read)
  }

  /// The first of `ids` that none of them has; nil if all are known.
  package func unknown(among ids: [String]) throws(DatabaseError) -> String? {
    var query = Query(
      "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM", .texts(ids))
    query.append(name)
    query.append(")")
    return try database.first(query) { $0.text(0) }
  }
}
