import CivilTime
package import JSON
import SQLite

/// One text message to one number.
package struct TextMessage: Sendable {
  package enum Purpose: String, Sendable, CaseIterable {
    case transactional
    case marketing
  }

  package var sender: String
  package var number: PhoneNumber
  package var text: SMSText
  package var purpose: Purpose
  /// A text or an array of texts, as it was given.
  package var tag: JSONValue?
  /// Whom to tell of every event.
  package var webURL: String?

  package init(from sender: String, to number: PhoneNumber, _ text: SMSText, _ purpose: Purpose) {
    self.sender = sender
    self.number = number
    self.text = text
    self.purpose = purpose
  }
}

/// What whoever sends a message is told.
package struct SMSReceipt: Sendable {
  package var id: Int64
  package var reference: String
  package var remainingCredits: Double
}

/// A message that was taken, as far as its way concerns it.
struct AcceptedTextMessage {
  var id: Int64
  var number: PhoneNumber
  var segments: Int64
  var credits: Double
  var remainingCredits: Double
  var purpose: String
  var tag: JSONValue?
  var webURL: String?
}

struct TextMessageTable {
  let database: Database

  /// Microseconds since 1970, as the documented numbers are; later than all before, even if the
  /// clock stands still or was set back.
  func nextID(at now: Instant) throws(DatabaseError) -> Int64 {
    let last = try database.first("SELECT max(id) FROM sms") { $0.int(0) } ?? 0
    return max(now.milliseconds * 1000, last + 1)
  }

  func insert(
    _ message: TextMessage, id: Int64, remainingCredits: Double, at now: Instant
  ) throws(DatabaseError) {
    try database.run(
      """
      INSERT INTO sms
        (id, created_at, sent_at, sender, number, text, segments, credits, remaining_credits,
         purpose, tag, web_url)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .int(id), .int(now.milliseconds), .int(now.milliseconds), .text(message.sender),
      .text(message.number.digits), .text(message.text.shown), .int(message.text.segments),
      .real(message.text.credits), .real(remainingCredits), .text(message.purpose.rawValue),
      .text(message.tag?.text), .text(message.webURL))
  }
}
