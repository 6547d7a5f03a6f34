package import CivilTime
package import SQLite

/// How often each thing happened.
package struct Figures: Sendable, Equatable {
  private var counts: [Int64] = Array(repeating: 0, count: Counter.allCases.count)

  package init() {}

  package subscript(counter: Counter) -> Int64 {
    get { counts[Int(counter.rawValue)] }
    set { counts[Int(counter.rawValue)] = newValue }
  }
}

/// One event, with what the reports tell of its mail.
package struct LoggedEvent: Sendable {
  package var event: Event
  package var address: String
  package var subject: String
  package var messageID: MessageID
  package var from: String
  package var tag: String?
  package var templateID: Int64?
}

/// Which events are wanted; all conditions hold together.
package struct EventFilter: Sendable {
  package var period: Range<Instant>
  package var address: String?
  /// Of any of these kinds; nil for all.
  package var kinds: [Event.Kind]?
  /// With any of these tags; none for all.
  package var tags: [String] = []
  package var messageID: MessageID?
  package var templateID: Int64?

  package init(period: Range<Instant>) { self.period = period }
}

/// What happened to the mail of an account: single events while their mail is in the log, and
/// figures for good.
package struct Statistics {
  let state: AccountState
  /// The last instant that is known of; nil if all is.
  let horizon: Instant?

  var database: Database { state.database }

  // MARK: Figures

  /// The figures of a period of days, of the mail with that tag, or of all.
  package func figures(
    _ days: ClosedRange<Day>, tag: String?
  ) throws(DatabaseError) -> Figures {
    try state.growth.write(to: database)
    var figures = Figures()
    let rows = try database.rows(
      """
      SELECT counter, sum(count) FROM daily_count
      WHERE tag = ? AND day BETWEEN ? AND ? GROUP BY counter
      """, .text(tag ?? ""), .int(days.lowerBound.number), .int(days.upperBound.number)
    ) { (counter: $0.int(0), count: $0.int(1)) }
    for (number, count) in rows {
      guard let counter = Counter(rawValue: number) else {
        throw .unreadable("daily_count.counter")
      }
      figures[counter] = count
    }
    return try figures - unknownFigures(days, tag: tag)
  }

  /// The figures of single days, of those on which there is something to report.
  package func dailyFigures(
    _ days: ClosedRange<Day>, tag: String?, _ page: Page
  ) throws(DatabaseError) -> [(day: Day, figures: Figures)] {
    try state.growth.write(to: database)
    var query = Query(
      "SELECT DISTINCT day FROM daily_count WHERE tag = ? AND day BETWEEN ? AND ?",
      .text(tag ?? ""), .int(days.lowerBound.number), .int(days.upperBound.number))
    query.append(page.sort == .ascending ? "ORDER BY day" : "ORDER BY day DESC")
    // Behind the horizon there may be days of which nothing is to be told yet.
    if horizon == nil { query.append(page) }
    let wanted = try database.rows(query) { Day(number: Int($0.int(0))) }
    var result: [(day: Day, figures: Figures)] = []
    for day in wanted { result.append((day, try figures(day...day, tag: tag))) }
    guard horizon != nil else { return result }
    return Array(
      result.filter { $0.figures != Figures() }.dropFirst(Int(page.offset)).prefix(Int(page.limit)))
  }

  // MARK: Events

  /// A page of events, in the order of time.
  package func events(
    _ filter: EventFilter, _ page: Page
  ) throws(DatabaseError) -> [LoggedEvent] {
    var source = EventSource(period: filter.period, kinds: filter.kinds)
    if let id = filter.messageID {
      guard let row = try log.message(id) else { return [] }
      source.narrow.append("AND")
      source.narrow.append(Query(ofMessage: row))
    }
    if let address = filter.address { source.narrow.append("AND address = ?", .text(address)) }
    if let template = filter.templateID {
      source.broad.append("AND email.template = ?", .int(template))
    }
    if !filter.tags.isEmpty { source.message.append(Query(tagged: filter.tags)) }
    let query = source.page(
      """
      event.kind, at, reason, link, ip, address, coalesce(email.subject, message.subject),
      message.id, created_at, version, sender_email, tag, email.template
      """, page)
    return try database.rows(query) { (row) throws(DatabaseError) in
      LoggedEvent(
        event: try Event(row, from: 0), address: row.text(5), subject: row.text(6),
        messageID: state.identifiers.messageID(
          row: row.int(7), createdAt: Instant(milliseconds: row.int(8)),
          version: row.optionalInt(9)),
        from: row.text(10), tag: row.optionalText(11), templateID: row.optionalInt(12))
    }
  }

  private var log: EmailLog { EmailLog(state: state) }
}

extension Query {
  fileprivate init(tagged tags: [String]) {
    self.init(
      """
      AND (tag IN (SELECT value FROM json_each(?)) OR EXISTS (
        SELECT 1 FROM json_each(message.tags) AS own
        WHERE own.value IN (SELECT value FROM json_each(?))))
      """, .texts(tags), .texts(tags))
  }
}
