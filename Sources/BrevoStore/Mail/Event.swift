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

  package var kind: Kind
  package var at: Instant
  /// Why, of a mail that failed.
  package var reason: String?
  /// What was clicked.
  package var link: String?
  /// Where it was opened or clicked.
  package var ip: String?

  package init(
    _ kind: Kind, at instant: Instant, reason: String? = nil, link: String? = nil,
    ip: String? = nil
  ) {
    self.kind = kind
    at = instant
    self.reason = reason
    self.link = link
    self.ip = ip
  }
}

package struct EventTable {
  let database: Database

  func insert(
    _ event: Event, message: Int64, position: Int64, number: Int64
  ) throws(DatabaseError) {
    guard event.reason != nil || event.link != nil || event.ip != nil else {
      try database.run(
        "INSERT INTO event (message, position, number, kind, at) VALUES (?, ?, ?, ?, ?)",
        .int(message), .int(position), .int(number), .int(event.kind.rawValue),
        .int(event.at.milliseconds))
      return
    }
    try database.run(
      """
      INSERT INTO event (message, position, number, kind, at, reason, link, ip)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .int(message), .int(position), .int(number), .int(event.kind.rawValue),
      .int(event.at.milliseconds), .text(event.reason), .text(event.link), .text(event.ip))
  }

  func contains(
    _ kind: Event.Kind, message: Int64, position: Int64
  ) throws(DatabaseError) -> Bool {
    try database.first(
      "SELECT 1 FROM event WHERE message = ? AND position = ? AND kind = ?", .int(message),
      .int(position), .int(kind.rawValue)
    ) { _ in true } ?? false
  }

  /// The events of one mail, in the order in which they happened.
  func events(message: Int64, position: Int64) throws(DatabaseError) -> [Event] {
    try database.rows(
      """
      SELECT kind, at, reason, link, ip FROM event
      WHERE message = ? AND position = ? ORDER BY number
      """, .int(message), .int(position)
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
