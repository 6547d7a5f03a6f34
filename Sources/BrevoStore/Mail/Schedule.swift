package import CivilTime
package import SQLite

/// A request that was sent with a time to leave.
package struct ScheduledSend: Sendable, Equatable {
  package enum Status: String, Sendable, CaseIterable {
    case queued
    case inProgress
    case processed
    case error
  }

  package var createdAt: Instant
  package var scheduledAt: Instant
  package var status: Status
}

/// What clients know scheduled mail by.
package enum ScheduleIdentifier: Sendable {
  case batch(String)
  case message(MessageID)

  /// Nil if the text is neither a batch id nor a message id in its angle brackets.
  package init?(_ text: String) {
    if let id = MessageID(bracketed: text) {
      self = .message(id)
    } else if Identifiers.isUUID(text) {
      self = .batch(text.lowercased())
    } else {
      return nil
    }
  }
}

/// Mail that leaves, or left, at a time of its own.
package struct Schedule {
  /// How long mail that has left is said to be in progress. Assumed: the service has no number.
  private static let timeInProgress = TimeSpan.seconds(1)

  let state: AccountState
  let now: Instant

  private var database: Database { state.database }

  /// The scheduled send of one message; nil if there is none.
  package func send(_ id: MessageID) throws(DatabaseError) -> ScheduledSend? {
    guard let row = try log.message(id) else { return nil }
    return try database.first(
      """
      SELECT created_at, scheduled_at, is_waiting, fault FROM message
      WHERE id = ? AND scheduled_at IS NOT NULL
      """, .int(row), read: read)
  }

  /// Which sends of a batch are wanted.
  package struct Filter: Sendable {
    package var status: ScheduledSend.Status?
    /// When they were created.
    package var period: Range<Instant>

    package init(status: ScheduledSend.Status?, period: Range<Instant>) {
      self.status = status
      self.period = period
    }
  }

  package func contains(batch: String, since instant: Instant) throws(DatabaseError) -> Bool {
    try database.first(
      "SELECT 1 FROM message WHERE batch = ? AND created_at >= ?", .text(batch),
      .int(instant.milliseconds)
    ) { _ in true } ?? false
  }

  /// A page of the sends of a batch: one for each request, however many versions it has left.
  package func sends(
    batch: String, _ filter: Filter, _ page: Page
  ) throws(DatabaseError) -> (count: Int64, sends: [ScheduledSend]) {
    var condition = Query(
      """
      FROM (
        SELECT min(id) AS id, created_at, scheduled_at, is_waiting, fault FROM message
        WHERE batch = ? GROUP BY id - coalesce(version, 1))
      WHERE created_at >= ? AND created_at < ?
      """, .text(batch), .int(filter.period.lowerBound.milliseconds),
      .int(filter.period.upperBound.milliseconds))
    let inProgressFrom = Value.int((now - Self.timeInProgress).milliseconds)
    switch filter.status {
    case nil: break
    case .queued: condition.append("AND is_waiting")
    case .error: condition.append("AND NOT is_waiting AND fault IS NOT NULL")
    case .inProgress:
      condition.append("AND NOT is_waiting AND fault IS NULL AND scheduled_at > ?", inProgressFrom)
    case .processed:
      condition.append("AND NOT is_waiting AND fault IS NULL AND scheduled_at <= ?", inProgressFrom)
    }
    let (count, sends) = try database.page(
      "created_at, scheduled_at, is_waiting, fault", condition, page, read: read)
    return (count, sends)
  }

  /// Takes back mail that has not left, and gives back its credits; answers whether there was any.
  package func cancel(_ identifier: ScheduleIdentifier) throws(DatabaseError) -> Bool {
    let rows: [Int64] =
      switch identifier {
      case .batch(let batch):
        try database.rows(
          "SELECT id FROM message WHERE batch = ? AND is_waiting", .text(batch)
        ) { $0.int(0) }
      case .message(let id): try waitingRow(id).map { [$0] } ?? []
      }
    for row in rows {
      var mails = Query("DELETE FROM email WHERE")
      mails.append(Query(ofMessage: row))
      state.ledger.emailCredits += Int64(try database.run(mails))
      try database.run("DELETE FROM attachment WHERE message = ?", .int(row))
      try database.run("DELETE FROM message WHERE id = ?", .int(row))
    }
    guard !rows.isEmpty else { return false }
    try state.findNextDue()
    return true
  }

  private var log: EmailLog { EmailLog(state: state) }

  private func waitingRow(_ id: MessageID) throws(DatabaseError) -> Int64? {
    guard let row = try log.message(id) else { return nil }
    return try database.first(
      "SELECT id FROM message WHERE id = ? AND is_waiting", .int(row)
    ) { $0.int(0) }
  }

  private func read(_ row: borrowing Row) -> ScheduledSend {
    let scheduledAt = Instant(milliseconds: row.int(1))
    let status: ScheduledSend.Status =
      if row.bool(2) {
        .queued
      } else if !row.isNull(3) {
        .error
      } else {
        scheduledAt > now - Self.timeInProgress ? .inProgress : .processed
      }
    return ScheduledSend(
      createdAt: Instant(milliseconds: row.int(0)), scheduledAt: scheduledAt, status: status)
  }
}
