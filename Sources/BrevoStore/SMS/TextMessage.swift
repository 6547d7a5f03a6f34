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
  /// The campaign and the contact that it is for.
  var campaign: Int64?
  var contact: Int64?
  /// Why it will not leave. Then it costs nothing.
  var fault: String?

  package init(from sender: String, to number: PhoneNumber, _ text: SMSText, _ purpose: Purpose) {
    self.sender = sender
    self.number = number
    self.text = text
    self.purpose = purpose
  }

  package var credits: Double { fault == nil ? text.credits : 0 }
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
  var campaign: Int64?
  var number: PhoneNumber
  var segments: Int64
  var credits: Double
  var remainingCredits: Double
  var purpose: String
  var tag: JSONValue?
  var webURL: String?
  var fault: String?
}

struct TextMessageTable {
  let database: Database

  /// Microseconds since 1970, as the documented numbers are; later than all before, even if the
  /// clock stands still or was set back.
  func nextID(at now: Instant) throws(DatabaseError) -> Int64 {
    let last = try database.first("SELECT max(id) FROM sms") { $0.int(0) } ?? 0
    return max(now.milliseconds * 1000, last + 1)
  }

  /// Stores a message that is taken now. One that has not left has no `sentAt`.
  func insert(
    _ message: TextMessage, id: Int64, sentAt: Instant?, remainingCredits: Double, at now: Instant
  ) throws(DatabaseError) {
    try database.run(
      """
      INSERT INTO sms
        (id, campaign, contact, created_at, sent_at, sender, number, text, segments, credits,
         remaining_credits, purpose, tag, web_url, fault)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .int(id), .int(message.campaign), .int(message.contact), .int(now.milliseconds),
      .int(sentAt?.milliseconds), .text(message.sender), .text(message.number.digits),
      .text(message.text.shown), .int(message.text.segments), .real(message.credits),
      .real(remainingCredits), .text(message.purpose.rawValue), .text(message.tag?.text),
      .text(message.webURL), .text(message.fault))
  }

  // MARK: Campaigns

  /// Lets the messages of a campaign leave that have not left, and answers them.
  func release(campaign: Int64, at now: Instant) throws(DatabaseError) -> [AcceptedTextMessage] {
    let messages = try database.rows(
      """
      SELECT id, number, segments, credits, remaining_credits, purpose, fault FROM sms
      WHERE campaign = ? AND sent_at IS NULL ORDER BY id
      """, .int(campaign)
    ) { (row) throws(DatabaseError) in
      guard let number = PhoneNumber(row.text(1)) else { throw .unreadable("sms.number") }
      return AcceptedTextMessage(
        id: row.int(0), campaign: campaign, number: number, segments: row.int(2),
        credits: row.real(3), remainingCredits: row.real(4), purpose: row.text(5),
        fault: row.optionalText(6))
    }
    try database.run(
      "UPDATE sms SET sent_at = ? WHERE campaign = ? AND sent_at IS NULL",
      .int(now.milliseconds), .int(campaign))
    return messages
  }

  /// Takes back the messages of a campaign that have not left, and answers how many they were and
  /// what they cost.
  func withdraw(campaign: Int64) throws(DatabaseError) -> (count: Int, credits: Double) {
    let credits = try database.first(
      "SELECT sum(credits) FROM sms WHERE campaign = ? AND sent_at IS NULL", .int(campaign)
    ) { $0.real(0) }
    let count = try database.run(
      "DELETE FROM sms WHERE campaign = ? AND sent_at IS NULL", .int(campaign))
    return (count, credits ?? 0)
  }
}
