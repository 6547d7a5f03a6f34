package import CivilTime
package import SQLite

/// How far lists and statistics can see: they know what has happened only some time later, where the
/// settings say so. Nothing else waits for that.
extension Transaction {
  /// The last instant that they know of; nil if they know all.
  var horizon: Instant? {
    let delay = settings.consistencyDelay
    return delay == .milliseconds(0) ? nil : now - delay
  }

  /// The part of a period that they know of.
  package func known(_ period: Range<Instant>) -> Range<Instant> {
    guard let horizon else { return period }
    let end = min(period.upperBound, horizon + .milliseconds(1))
    return min(period.lowerBound, end)..<end
  }

  /// The mail of that uuid, and what has happened to it, as far as they know of it.
  package func knownEmail(uuid: String) throws(DatabaseError) -> EmailContent? {
    guard let email = try emails.email(uuid: uuid) else { return nil }
    guard let horizon else { return email }
    guard email.sentAt <= horizon else { return nil }
    email.events.removeAll { $0.at > horizon }
    return email
  }
}

extension Statistics {
  /// The figures of what has happened behind the horizon: they are counted already, but not to be
  /// told.
  ///
  /// They are found by single events, so that of mail whose log is deleted nothing is held back.
  func unknownFigures(
    _ days: ClosedRange<Day>, tag: String?
  ) throws(DatabaseError) -> Figures {
    var figures = Figures()
    guard let horizon else { return figures }
    let offset = state.settings.offset
    let start = max(horizon + .milliseconds(1), days.lowerBound.start(at: offset))
    let end = max(start, (days.upperBound + 1).start(at: offset))
    var source = EventSource(period: start..<end)
    if let tag {
      source.message.append(
        """
        AND (tag = ? OR EXISTS (
          SELECT 1 FROM json_each(message.tags) AS own WHERE own.value = ?))
        """, .text(tag), .text(tag))
    }
    var query = Query(
      """
      SELECT found.kind, count(*), total(NOT EXISTS (
        SELECT 1 FROM event AS earlier
        WHERE earlier.email = found.email
          AND earlier.kind = found.kind AND earlier.number < found.number))
      FROM (
      """)
    query.append(source.all)
    query.append(") AS found GROUP BY found.kind")
    let rows = try database.rows(query) {
      (kind: $0.int(0), count: $0.int(1), firsts: Int64($0.real(2)))
    }
    for (number, count, firsts) in rows {
      guard let kind = Event.Kind(rawValue: number) else { throw .unreadable("event.kind") }
      if let counter = kind.lifecycle.counter { figures[counter] += count }
      if let counter = kind.lifecycle.uniqueCounter { figures[counter] += firsts }
    }
    return figures
  }
}

extension Figures {
  static func - (a: Figures, b: Figures) -> Figures {
    var difference = a
    for counter in Counter.allCases { difference[counter] = a[counter] - b[counter] }
    return difference
  }
}
