import CivilTime
import JSON
package import SQLite

package struct TaskTable {
  let state: AccountState
  let now: Instant

  private var database: Database { state.database }

  /// Adds a task; with the id that it has, if it has one.
  @discardableResult
  package func insert(_ task: CRMTask) throws(DatabaseError) -> String {
    let id = try state.objectID(task.id.isEmpty ? nil : task.id, at: now)
    try database.run(
      """
      INSERT INTO task
        (id, type, name, due_at, duration, notes, is_done, assignee, contacts, deals, companies,
         reminder, created_at, modified_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .text(id), .text(task.type), .text(task.name), .int(task.dueAt.milliseconds),
      .int(task.duration), .text(task.notes), .bool(task.isDone), .text(task.assignee),
      .numbers(task.contacts), .texts(task.deals), .texts(task.companies),
      .text(task.reminder.map { JSONValue.object($0).text }), .int(task.createdAt.milliseconds),
      .int(task.modifiedAt.milliseconds))
    return id
  }

  /// Writes every column of `task` but its id and its instant of creation.
  package func update(_ task: CRMTask) throws(DatabaseError) {
    try database.run(
      """
      UPDATE task SET
        type = ?, name = ?, due_at = ?, duration = ?, notes = ?, is_done = ?, assignee = ?,
        contacts = ?, deals = ?, companies = ?, reminder = ?, modified_at = ?
      WHERE id = ?
      """,
      .text(task.type), .text(task.name), .int(task.dueAt.milliseconds), .int(task.duration),
      .text(task.notes), .bool(task.isDone), .text(task.assignee), .numbers(task.contacts),
      .texts(task.deals), .texts(task.companies),
      .text(task.reminder.map { JSONValue.object($0).text }), .int(task.modifiedAt.milliseconds),
      .text(task.id))
  }

  /// Answers false if there was none of that id.
  package func delete(id: String) throws(DatabaseError) -> Bool {
    try database.run("DELETE FROM task WHERE id = ?", .text(id)) > 0
  }

  package func task(id: String) throws(DatabaseError) -> CRMTask? {
    var query = Self.selection
    query.append("WHERE id = ?", .text(id))
    return try database.first(query, read: Self.read)
  }

  /// A page of the tasks; those that are alike in `key`, and all without one, are in the order of
  /// their creation.
  package func page(
    _ filter: TaskFilter, by key: TaskSortKey?, _ page: Page
  ) throws(DatabaseError) -> [CRMTask] {
    let direction: StaticString = page.sort == .ascending ? "ASC" : "DESC"
    var query = Self.selection
    query.append("WHERE 1")
    query.append(filter)
    query.append("ORDER BY")
    if let key {
      query.append(key.column)
      query.append(direction)
      query.append(",")
    }
    query.append("number")
    query.append(direction)
    query.append(page)
    return try database.rows(query, read: Self.read)
  }

  private static let selection = Query(
    """
    SELECT id, type, name, due_at, duration, notes, is_done, assignee, contacts, deals, companies,
      reminder, created_at, modified_at
    FROM task
    """)

  private static func read(_ row: borrowing Row) throws(DatabaseError) -> CRMTask {
    var task = CRMTask(
      type: row.text(1), name: row.text(2), dueAt: Instant(milliseconds: row.int(3)),
      at: Instant(milliseconds: row.int(12)))
    task.id = row.text(0)
    task.duration = row.optionalInt(4)
    task.notes = row.optionalText(5)
    task.isDone = row.bool(6)
    task.assignee = row.optionalText(7)
    task.contacts = try JSONValue(stored: row.text(8)).array?.compactMap(\.int) ?? []
    task.deals = try JSONValue(stored: row.text(9)).array?.compactMap(\.string) ?? []
    task.companies = try JSONValue(stored: row.text(10)).array?.compactMap(\.string) ?? []
    if let reminder = row.optionalText(11) {
      task.reminder = try JSONValue(stored: reminder).object
    }
    task.modifiedAt = Instant(milliseconds: row.int(13))
    return task
  }
}

extension Query {
  fileprivate mutating func append(_ filter: TaskFilter) {
    if let type = filter.type { append("AND type = ?", .text(type)) }
    if let isDone = filter.isDone { append("AND is_done = ?", .bool(isDone)) }
    switch filter.dates {
    case .overdue(let now): append("AND due_at < ? AND NOT is_done", .int(now.milliseconds))
    case .within(let dates):
      append(
        "AND due_at BETWEEN ? AND ?", .int(dates.lowerBound.milliseconds),
        .int(dates.upperBound.milliseconds))
    case nil: break
    }
    if let assignee = filter.assignee { append("AND assignee = ? COLLATE NOCASE", .text(assignee)) }
    if let contacts = filter.contacts {
      append(
        """
        AND EXISTS (SELECT value FROM json_each(contacts) INTERSECT
          SELECT value FROM json_each(?))
        """, .numbers(contacts))
    }
    if let deals = filter.deals {
      append(
        "AND EXISTS (SELECT value FROM json_each(deals) INTERSECT SELECT value FROM json_each(?))",
        .texts(deals))
    }
    if let companies = filter.companies {
      append(
        """
        AND EXISTS (SELECT value FROM json_each(companies) INTERSECT
          SELECT value FROM json_each(?))
        """, .texts(companies))
    }
  }
}
