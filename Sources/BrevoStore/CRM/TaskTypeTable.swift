import CivilTime
package import SQLite

/// A kind of task: a call, a meeting.
package struct TaskType: Sendable, Equatable {
  package var id: String
  package var title: String
}

package struct TaskTypeTable {
  /// What an account has that was given none.
  package static let standard = [
    "Email", "Call", "Meeting", "Todo", "Lunch", "Deadline", "LinkedIn",
  ]

  let state: AccountState
  let now: Instant

  private var database: Database { state.database }

  @discardableResult
  package func insert(id: String? = nil, title: String) throws(DatabaseError) -> String {
    let id = try state.objectID(id, at: now)
    try database.run("INSERT INTO task_type (id, title) VALUES (?, ?)", .text(id), .text(title))
    return id
  }

  /// In the order of their creation. The standard ones come into being when there are none.
  package func all() throws(DatabaseError) -> [TaskType] {
    let known = try stored()
    guard known.isEmpty else { return known }
    for title in Self.standard { try insert(title: title) }
    return try stored()
  }

  /// Those that have come into being.
  package func stored() throws(DatabaseError) -> [TaskType] {
    try database.rows("SELECT id, title FROM task_type ORDER BY number") {
      TaskType(id: $0.text(0), title: $0.text(1))
    }
  }
}
