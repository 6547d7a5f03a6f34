package import CivilTime
import JSON
package import SQLite

/// The calls that the account owes: owed in the transaction of what brings them about, made after
/// it, and written back in another.
package struct CallbackTable {
  /// How long after an attempt that failed the next one is made; after the last, none is. Assumed:
  /// nobody outside knows how the service does it.
  package static let pauses: [TimeSpan] = [.seconds(10), .minutes(1), .minutes(10), .hours(1)]

  /// How many calls that have ended are kept.
  private static let keptCount = 1000
  /// How many calls to one target are taken at a time.
  private static let takenCount: Int64 = 32

  let state: AccountState
  let now: Instant

  private var database: Database { state.database }

  /// Owes a call, which is made once the transaction is committed, and not before `instant`.
  package func insert(_ callback: Callback, at instant: Instant) throws(DatabaseError) {
    try database.run(
      """
      INSERT INTO callback (occasion, url, fields, body, state, tries, created_at, due_at)
      VALUES (?, ?, ?, ?, ?, 0, ?, ?)
      """,
      .int(callback.occasion.rawValue), .text(callback.url),
      .text(JSONValue.object(callback.fields).text), .text(callback.body.text),
      .int(Callback.State.pending.rawValue), .int(now.milliseconds), .int(instant.milliseconds))
    state.ledger.owe(at: instant)
  }

  /// Has a call made again, now, whatever became of it; false if there is none.
  package func redeliver(_ id: Int64) throws(DatabaseError) -> Bool {
    let count = try database.run(
      "UPDATE callback SET state = ?, tries = 0, due_at = ? WHERE id = ?",
      .int(Callback.State.pending.rawValue), .int(now.milliseconds), .int(id))
    if count > 0 { state.ledger.owe(at: now) }
    return count > 0
  }

  // MARK: Making them

  /// The calls that are due, in the order in which they are owed, some for each target. Targets that
  /// are `busy` are left alone: whoever calls them asks again.
  package func due(except busy: Set<String>) throws(DatabaseError) -> [DueCallback] {
    var due: [DueCallback] = []
    state.ledger.nextCallback = nil
    for (target, instant) in try targets() where !busy.contains(target) {
      if instant <= now {
        due += try calls(to: target)
      } else {
        state.ledger.owe(at: instant)
      }
    }
    return due
  }

  /// Everybody who is owed something, and since or from when; the index is jumped through.
  private func targets() throws(DatabaseError) -> [(url: String, at: Instant)] {
    try database.rows(
      """
      WITH RECURSIVE target (url) AS (
        SELECT min(url) FROM callback WHERE due_at IS NOT NULL
        UNION ALL
        SELECT (SELECT min(url) FROM callback WHERE due_at IS NOT NULL AND url > target.url)
        FROM target WHERE target.url IS NOT NULL)
      SELECT url, (SELECT min(due_at) FROM callback
        WHERE due_at IS NOT NULL AND callback.url = target.url)
      FROM target WHERE url IS NOT NULL
      """
    ) { (url: $0.text(0), at: Instant(milliseconds: $0.int(1))) }
  }

  private func calls(to target: String) throws(DatabaseError) -> [DueCallback] {
    try database.rows(
      """
      SELECT id, fields, body FROM callback
      WHERE due_at IS NOT NULL AND url = ? AND due_at <= ? ORDER BY due_at, id LIMIT ?
      """, .text(target), .int(now.milliseconds), .int(Self.takenCount)
    ) { (row) throws(DatabaseError) in
      DueCallback(
        id: row.int(0), url: target,
        fields: try JSONValue(stored: row.text(1)).object ?? JSONObject(), body: row.text(2))
    }
  }

  /// Writes down what came of calls.
  package func note(_ results: [CallbackResult]) throws(DatabaseError) {
    guard !results.isEmpty else { return }
    for result in results { try note(result) }
    try forget()
  }

  private func note(_ result: CallbackResult) throws(DatabaseError) {
    let tries = try database.first(
      "UPDATE callback SET tries = tries + 1 WHERE id = ? RETURNING tries", .int(result.id)
    ) { Int($0.int(0)) }
    guard let tries else { return }
    let (status, error): (Int64?, String?) =
      switch result.outcome {
      case .answered(let status): (Int64(status), nil)
      case .unanswered(let reason), .refused(let reason): (nil, reason)
      }
    try database.run(
      """
      INSERT INTO callback_attempt (callback, number, at, status, error)
      SELECT ?, count(*), ?, ?, ? FROM callback_attempt WHERE callback = ?
      """, .int(result.id), .int(now.milliseconds), .int(status), .text(error), .int(result.id))
    let (next, dueAt) = fate(result.outcome, tries: tries)
    try database.run(
      "UPDATE callback SET state = ?, due_at = ? WHERE id = ?", .int(next.rawValue),
      .int(dueAt?.milliseconds), .int(result.id))
    if let dueAt { state.ledger.owe(at: dueAt) }
  }

  /// What becomes of a call after so many attempts.
  private func fate(
    _ outcome: CallbackResult.Outcome, tries: Int
  ) -> (Callback.State, Instant?) {
    switch outcome {
    case .answered(status: 200..<300): (.delivered, nil)
    case .refused: (.refused, nil)
    case .answered, .unanswered:
      tries <= Self.pauses.count ? (.pending, now + Self.pauses[tries - 1]) : (.failed, nil)
    }
  }

  /// Drops the oldest of the calls that have ended.
  private func forget() throws(DatabaseError) {
    let newest = try database.first(
      "SELECT id FROM callback WHERE due_at IS NULL ORDER BY id DESC LIMIT 1 OFFSET ?",
      .int(Self.keptCount)
    ) { $0.int(0) }
    guard let newest else { return }
    try database.run(
      """
      DELETE FROM callback_attempt WHERE callback IN
        (SELECT id FROM callback WHERE due_at IS NULL AND id <= ?)
      """, .int(newest))
    try database.run("DELETE FROM callback WHERE due_at IS NULL AND id <= ?", .int(newest))
  }
}
