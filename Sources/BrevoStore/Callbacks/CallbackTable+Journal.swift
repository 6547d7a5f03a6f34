import CivilTime
import JSON
package import SQLite

/// What whoever controls the emulator sees of the calls.
extension CallbackTable {
  /// Which calls are wanted; all conditions hold together.
  package struct Filter: Sendable {
    package var state: Callback.State?
    package var url: String?

    package init(state: Callback.State?, url: String?) {
      self.state = state
      self.url = url
    }
  }

  package func page(
    _ filter: Filter, _ page: Page
  ) throws(DatabaseError) -> (count: Int64, callbacks: [CallbackRecord]) {
    var source = Query("FROM callback WHERE TRUE")
    if let state = filter.state { source.append("AND state = ?", .int(state.rawValue)) }
    if let url = filter.url { source.append("AND url = ?", .text(url)) }
    var (count, callbacks) = try state.database.page(
      "id, occasion, url, body, state, created_at, due_at", source, page, read: read)
    for index in callbacks.indices {
      callbacks[index].attempts = try attempts(of: callbacks[index].id)
    }
    return (count, callbacks)
  }

  package func callback(_ id: Int64) throws(DatabaseError) -> CallbackRecord? {
    var callback = try state.database.first(
      "SELECT id, occasion, url, body, state, created_at, due_at FROM callback WHERE id = ?",
      .int(id), read: read)
    callback?.attempts = try attempts(of: id)
    return callback
  }

  private func read(_ row: borrowing Row) throws(DatabaseError) -> CallbackRecord {
    guard let occasion = Callback.Occasion(rawValue: row.int(1)),
      let state = Callback.State(rawValue: row.int(4))
    else { throw .unreadable("callback") }
    return CallbackRecord(
      id: row.int(0), occasion: occasion, url: row.text(2),
      body: try JSONValue(stored: row.text(3)), state: state,
      createdAt: Instant(milliseconds: row.int(5)),
      nextAttemptAt: row.optionalInt(6).map { Instant(milliseconds: $0) }, attempts: [])
  }

  private func attempts(of id: Int64) throws(DatabaseError) -> [CallbackRecord.Attempt] {
    try state.database.rows(
      "SELECT at, status, error FROM callback_attempt WHERE callback = ? ORDER BY number",
      .int(id)
    ) {
      CallbackRecord.Attempt(
        at: Instant(milliseconds: $0.int(0)), status: $0.optionalInt(1),
        error: $0.optionalText(2))
    }
  }
}
