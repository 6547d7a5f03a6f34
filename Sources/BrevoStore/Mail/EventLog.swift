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
    var count = Query("SELECT count(*)")
    count.append(source)
    var rows = Query(
      """
      SELECT event.kind, at, reason, link, ip, email.message, email.position, address,
        created_at, version
      """)
    rows.append(source)
    rows.append(
      page.sort == .ascending
        ? "ORDER BY at, event.message, event.position, number"
        : "ORDER BY at DESC, event.message DESC, event.position DESC, number DESC")
    rows.append(page)
    let identifiers = state.identifiers
    let events = try state.database.rows(rows) { (row) throws(DatabaseError) in
      OutboxEvent(
        mail: identifiers.uuid(.email, row.int(5), row.int(6)), address: row.text(7),
        messageID: identifiers.messageID(
          row: row.int(5), createdAt: Instant(milliseconds: row.int(8)),
          version: row.optionalInt(9)),
        event: try Event(row, from: 0))
    }
    return (try state.database.first(count) { $0.int(0) } ?? 0, events)
  }

  private func source(_ filter: Filter) -> Query {
    var query = Query(
      """
      FROM event JOIN email ON email.message = event.message AND email.position = event.position
      JOIN message ON message.id = event.message WHERE 1
      """)
    if let mail = filter.mail {
      let row = state.identifiers.row(.email, mail)
      query.append(
        "AND event.message = ? AND event.position = ?", .int(row?.number), .int(row?.position))
    }
    if let kind = filter.kind { query.append("AND event.kind = ?", .int(kind.rawValue)) }
    if let address = filter.address { query.append("AND address = ?", .text(address)) }
    return query
  }
}
