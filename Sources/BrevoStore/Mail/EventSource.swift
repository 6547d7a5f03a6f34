import CivilTime
import SQLite

/// The events of mails, for queries: those of the mails' own rows and those of the table of events
/// as one table, with the columns email, number, kind, at, reason, link and ip.
struct EventSource {
  /// When the events happened; nil for always.
  var period: Range<Instant>?
  /// Of any of these kinds; nil for all.
  var kinds: [Event.Kind]?
  /// Conditions on columns of `email` that leave few mails: their events are looked up mail by mail,
  /// and not by the instants. Each begins with AND.
  var narrow = Query("")
  /// Conditions on columns of `email` that may leave many, likewise.
  var broad = Query("")
  /// Conditions on columns of `message`, likewise.
  var message = Query("")

  /// `columns` of a page of the events, which are called `event`, and of their mails and messages, in
  /// the order of time.
  func page(_ columns: StaticString, _ page: Page) -> Query {
    // The rows of one part that can be on the page are at most so many.
    let (sum, isTooLarge) = page.limit.addingReportingOverflow(page.offset)
    let reach = isTooLarge ? Int64.max : sum
    var query = Query("SELECT")
    query.append(columns)
    query.append("FROM (")
    query.append(
      union { part in
        var rows = Query("SELECT * FROM (")
        rows.append(part.query)
        rows.append(part.order(page.sort))
        rows.append("LIMIT ?)", .int(reach))
        return rows
      })
    query.append(
      page.sort == .ascending
        ? "ORDER BY at, email, number" : "ORDER BY at DESC, email DESC, number DESC")
    query.append(page)
    query.append(
      """
      ) AS event CROSS JOIN email ON email.id = event.email
      CROSS JOIN message ON message.id = email.id >> 16
      """)
    query.append(Self.order(page.sort))
    return query
  }

  /// All of the events, in no order.
  var all: Query { union { $0.query } }

  /// The order of time, for events of a table that is called `event`.
  private static func order(_ sort: SortOrder) -> StaticString {
    sort == .ascending
      ? "ORDER BY event.at, event.email, event.number"
      : "ORDER BY event.at DESC, event.email DESC, event.number DESC"
  }

  // MARK: Parts

  /// Events that stand in one table.
  private struct Part {
    var query: Query
    /// The column that says when they happened.
    var isOwn: Bool

    /// As the indexes have them.
    func order(_ sort: SortOrder) -> StaticString {
      guard isOwn else { return EventSource.order(sort) }
      return sort == .ascending
        ? "ORDER BY sent_at, email.id" : "ORDER BY sent_at DESC, email.id DESC"
    }
  }

  private func union(_ query: (Part) -> Query) -> Query {
    var union = query(stored)
    for (number, kind) in Event.ownKinds.enumerated() where kinds?.contains(kind) ?? true {
      union.append("UNION ALL")
      union.append(query(own(kind, Int64(number))))
    }
    return union
  }

  /// The events of one kind that stand in the mails' own rows.
  private func own(_ kind: Event.Kind, _ number: Int64) -> Part {
    var query = Query(
      """
      SELECT email.id AS email, ? AS number, ? AS kind, sent_at + ? AS at,
        NULL AS reason, NULL AS link, NULL AS ip
      """, .int(number), .int(kind.rawValue), .int(number))
    query.append("FROM email")
    if !message.isEmpty { query.append("CROSS JOIN message ON message.id = email.id >> 16") }
    query.append("WHERE sent_at IS NOT NULL")
    if kind == .delivered { query.append("AND is_delivered") }
    if let period {
      query.append(
        "AND sent_at >= ? AND sent_at < ?", .int(period.lowerBound.milliseconds - number),
        .int(period.upperBound.milliseconds - number))
    }
    appendConditions(to: &query)
    return Part(query: query, isOwn: true)
  }

  private var stored: Part {
    var query = Query(
      """
      SELECT event.email, event.number, event.kind, event.at, event.reason, event.link, event.ip
      """)
    // CROSS JOIN keeps the order of the tables: from the narrowest condition to the others.
    if !narrow.isEmpty {
      query.append("FROM email CROSS JOIN event ON event.email = email.id")
    } else {
      query.append("FROM event")
      if !broad.isEmpty { query.append("CROSS JOIN email ON email.id = event.email") }
    }
    if !message.isEmpty { query.append("CROSS JOIN message ON message.id = event.email >> 16") }
    query.append("WHERE 1")
    if let period {
      query.append(
        "AND at >= ? AND at < ?", .int(period.lowerBound.milliseconds),
        .int(period.upperBound.milliseconds))
    }
    if let kinds {
      query.append("AND (0")
      for kind in kinds { query.append("OR event.kind = ?", .int(kind.rawValue)) }
      query.append(")")
    }
    appendConditions(to: &query)
    return Part(query: query, isOwn: false)
  }

  private func appendConditions(to query: inout Query) {
    for condition in [narrow, broad, message] where !condition.isEmpty { query.append(condition) }
  }
}
