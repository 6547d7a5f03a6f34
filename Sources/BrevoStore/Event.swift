package import CivilTime
package import SQLite

/// Something that happened to one mail on its way.
package struct Event: Sendable, Equatable {
  /// Stored as numbers, which never change.
  package enum Kind: Int64, Sendable, CaseIterable {
    case requests = 0
    case delivered = 1
    case error = 2
  }

  package var kind: Kind
  package var at: Instant
  package var reason: String?
  package var link: String?
  package var ip: String?
}

package struct EventTable {
  let database: Database

  /// Adds an event behind those that the mail already has.
  package func insert(
    _ event: Event, message: Int64, position: Int64, number: Int64
  ) throws(DatabaseError) {
    try database.run(
      """
      INSERT INTO event (message, position, number, kind, at, reason, link, ip)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .int(message), .int(position), .int(number), .int(event.kind.rawValue),
      .int(event.at.milliseconds), .text(event.reason), .text(event.link), .text(event.ip))
  }

  /// The events of one mail, in the order in which they happened.
  package func events(message: Int64, position: Int64) throws(DatabaseError) -> [Event] {
    try database.rows(
      """
      SELECT kind, at, reason, link, ip FROM event
      WHERE message = ? AND position = ? ORDER BY number
      """, .int(message), .int(position)
    ) { (row) throws(DatabaseError) in
      guard let kind = Event.Kind(rawValue: row.int(0)) else {
        throw .unreadable("event.kind")
      }
      return Event(
        kind: kind, at: Instant(milliseconds: row.int(1)), reason: row.optionalText(2),
        link: row.optionalText(3), ip: row.optionalText(4))
    }
  }
}
