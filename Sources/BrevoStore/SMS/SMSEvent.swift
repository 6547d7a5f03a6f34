package import CivilTime
import SQLite

/// Something that happened to one text message on its way.
package struct SMSEvent: Sendable, Equatable {
  /// Stored as numbers, which never change. `SMSLifecycle` says what each means.
  package enum Kind: Int64, Sendable, CaseIterable {
    case sent = 0
    case accepted = 1
    case delivered = 2
    case replied = 3
    case unsubscribed = 4
    case softBounces = 5
    case hardBounces = 6
    case rejected = 7
    case blocked = 8
    case skipped = 9
  }

  package var kind: Kind
  package var at: Instant
  /// Why, of a message that did not arrive.
  package var reason: String?

  init(_ kind: Kind, at instant: Instant, reason: String?) {
    self.kind = kind
    at = instant
    self.reason = reason
  }
}

struct SMSEventTable {
  let database: Database

  func insert(_ event: SMSEvent, message: Int64, number: Int64) throws(DatabaseError) {
    try database.run(
      "INSERT INTO sms_event (message, number, kind, at, reason) VALUES (?, ?, ?, ?, ?)",
      .int(message), .int(number), .int(event.kind.rawValue), .int(event.at.milliseconds),
      .text(event.reason))
  }
}
