package import CivilTime
import SQLite

/// Something that happened to one mail on its way.
package struct Event: Sendable, Equatable {
  /// Stored as numbers, which never change. `Lifecycle` says what each means.
  package enum Kind: Int64, Sendable, CaseIterable {
    case requests = 0
    case delivered = 1
    case error = 2
    case hardBounces = 3
    case softBounces = 4
    case deferred = 5
    case blocked = 6
    case invalid = 7
    case spam = 8
    case unsubscribed = 9
    case opened = 10
    case clicks = 11
    case loadedByProxy = 12
  }

  package let kind: Kind
  package let at: Instant
  /// Nil where nothing more is known of it.
  private let details: Details?

  /// Why, of a mail that failed.
  package var reason: String? { details?.reason }
  /// What was clicked.
  package var link: String? { details?.link }
  /// Where it was opened or clicked.
  package var ip: String? { details?.ip }

  /// What is known of few events. A class, because most events have none, and are copied often.
  private final class Details: Sendable {
    let reason: String?
    let link: String?
    let ip: String?

    init(reason: String?, link: String?, ip: String?) {
      self.reason = reason
      self.link = link
      self.ip = ip
    }
  }

  package init(
    _ kind: Kind, at instant: Instant, reason: String? = nil, link: String? = nil,
    ip: String? = nil
  ) {
    self.kind = kind
    at = instant
    let isBare = reason == nil && link == nil && ip == nil
    details = isBare ? nil : Details(reason: reason, link: link, ip: ip)
  }

  package static func == (a: Event, b: Event) -> Bool {
    a.kind == b.kind && a.at == b.at && a.reason == b.reason && a.link == b.link && a.ip == b.ip
  }
}

extension Event {
  /// What stands in a mail's own row, and not in the table of events: that it was requested as it
  /// left and, if so, that it was delivered a millisecond later. Their numbers among the mail's events
  /// are their indexes, and the milliseconds.
  static let ownKinds = [Kind.requests, .delivered]

  static func own(sentAt: Instant, isDelivered: Bool) -> [Event] {
    let request = Event(.requests, at: sentAt)
    return isDelivered
      ? [request, Event(.delivered, at: sentAt + .milliseconds(1))] : [request]
  }
}

/// The events of mails but those that stand in the mails' own rows.
struct EventTable {
  let state: AccountState

  private var database: Database { state.database }

  func insert(_ event: Event, of mail: Mail, number: Int64) throws(DatabaseError) {
    state.mayHaveEvents = true
    try database.run(
      """
      INSERT INTO event (email, number, kind, at, reason, link, ip) VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      .int(mail.id.number), .int(number), .int(event.kind.rawValue),
      .int(event.at.milliseconds), .text(event.reason), .text(event.link), .text(event.ip))
  }

  /// Whether a mail has had an event that is none of its own row.
  func contains(_ kind: Event.Kind, of mail: Mail) throws(DatabaseError) -> Bool {
    try database.first(
      "SELECT 1 FROM event WHERE email = ? AND kind = ?", .int(mail.id.number),
      .int(kind.rawValue)
    ) { _ in true } ?? false
  }

  /// All events of a mail that has left, in the order in which they happened.
  func events(of mail: Mail) throws(DatabaseError) -> [Event] {
    let own = try database.first(
      "SELECT sent_at, is_delivered FROM email WHERE id = ?", .int(mail.id.number)
    ) { Event.own(sentAt: Instant(milliseconds: $0.int(0)), isDelivered: $0.bool(1)) }
    return try (own ?? []) + rows(of: mail.id)
  }

  /// The events of one mail that the table has, in the order in which they happened.
  func rows(of mail: EmailID) throws(DatabaseError) -> [Event] {
    guard state.mayHaveEvents else { return [] }
    return try database.rows(
      "SELECT kind, at, reason, link, ip FROM event WHERE email = ? ORDER BY number",
      .int(mail.number)
    ) { (row) throws(DatabaseError) in try Event(row, from: 0) }
  }
}

extension Event {
  /// Reads the columns kind, at, reason, link and ip, which stand side by side.
  init(_ row: borrowing Row, from column: Int32) throws(DatabaseError) {
    guard let kind = Kind(rawValue: row.int(column)) else { throw .unreadable("event.kind") }
    self.init(
      kind, at: Instant(milliseconds: row.int(column + 1)), reason: row.optionalText(column + 2),
      link: row.optionalText(column + 3), ip: row.optionalText(column + 4))
  }
}
