import CivilTime
package import SQLite

/// One event of a mail in the outbox.
package struct OutboxEvent: Sendable {
  /// The id of the mail in the outbox.
  package var mail: String
  package var address: String
  package var messageID: MessageID
  package var event: Event
}

/// What happened to the mails that are in the outbox.
package struct EventLog {
  let state: AccountState

  /// Which events are wanted; all conditions hold together.
  package struct Filter: Sendable {
    /// The id of the mail.
    package var mail: String?
    package var kind: Event.Kind?
    package var address: String?

    package init() {}
  }

  /// A page of events, in the order of time.
  package func page(
    _ filter: Filter, _ page: Page
  ) throws(DatabaseError) -> (count: Int64, events: [OutboxEvent]) {
    let source = source(filter)
    var count = Query("SELECT count(*) FROM (")
    count.append(source.all)
    count.append(")")
    let rows = source.page(
      """
      event.kind, at, reason, link, ip, email.id, address, created_at, version
      """, page)
    let identifiers = state.identifiers
    let events = try state.database.rows(rows) { (row) throws(DatabaseError) in
      let id = EmailID(number: row.int(5))
      return OutboxEvent(
        mail: identifiers.uuid(id), address: row.text(6),
        messageID: identifiers.messageID(
          row: id.message, createdAt: Instant(milliseconds: row.int(7)),
          version: row.optionalInt(8)),
        event: try Event(row, from: 0))
    }
    return (try state.database.first(count) { $0.int(0) } ?? 0, events)
  }

  private func source(_ filter: Filter) -> EventSource {
    var source = EventSource(kinds: filter.kind.map { [$0] })
    if let mail = filter.mail {
      source.narrow.append("AND email.id = ?", .int(state.identifiers.email(mail)?.number))
    }
    if let address = filter.address { source.narrow.append("AND address = ?", .text(address)) }
    return source
  }
}
