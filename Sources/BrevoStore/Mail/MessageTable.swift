import CivilTime
import JSON
import SQLite

/// The rows of messages and mails, for their departures.
struct MessageTable {
  let database: Database

  /// A message whose time has come.
  struct Waiting {
    var row: Int64
    var sender: String
    var tags: [String]
    var fault: String?
    var departure: Instant
  }

  func waiting(until now: Instant) throws(DatabaseError) -> [Waiting] {
    try database.rows(
      """
      SELECT id, sender_email, tags, tag, fault, scheduled_at FROM message
      WHERE is_waiting AND scheduled_at <= ? ORDER BY scheduled_at, id
      """, .int(now.milliseconds)
    ) { (row) throws(DatabaseError) in
      Waiting(
        row: row.int(0), sender: row.text(1),
        tags: Message.allTags(
          tags: try [String](storedTags: row.optionalText(2)), tag: row.optionalText(3)),
        fault: row.optionalText(4), departure: Instant(milliseconds: row.int(5)))
    }
  }

  func addresses(of message: Int64) throws(DatabaseError) -> [(id: EmailID, address: String)] {
    var query = Query("SELECT id, address FROM email WHERE")
    query.append(Query(ofMessage: message))
    query.append("ORDER BY id")
    return try database.rows(query) { (id: EmailID(number: $0.int(0)), address: $0.text(1)) }
  }

  /// Notes that a message has left, or why it could not.
  func release(_ message: Int64, fault: String?) throws(DatabaseError) {
    try database.run(
      "UPDATE message SET is_waiting = 0, fault = ? WHERE id = ?", .text(fault), .int(message))
  }

  /// Notes that one of its mails has left.
  func release(_ mail: Mail, _ fate: Fate, at departure: Instant) throws(DatabaseError) {
    try database.run(
      "UPDATE email SET sent_at = ?, is_delivered = ? WHERE id = ?",
      .int(departure.milliseconds), .bool(fate.isDelivered), .int(mail.id.number))
  }
}

extension RowBuffer {
  // What cannot be written ends the transaction anyway, which spares SQLite the notes to undo a
  // statement by.

  static var messages: RowBuffer {
    RowBuffer(
      """
      INSERT OR ROLLBACK INTO message
        (id, version, created_at, scheduled_at, batch, is_waiting, sender_name, sender_email,
         reply_to, subject, html, text, template, tag, tags, headers, attachment_count, is_test,
         fault)
      """, columnCount: 19)
  }

  mutating func append(_ message: Message, at now: Instant, _ departure: Departure) {
    var scheduledAt: Int64?
    var batch: String?
    // A UUID means the same in either case of letters; what is looked for is in lower case.
    if case .scheduled(let instant, let id) = departure {
      (scheduledAt, batch) = (instant.milliseconds, id.lowercased())
    }
    int(message.row)
    int(message.version)
    int(now.milliseconds)
    int(scheduledAt)
    text(batch)
    bool(scheduledAt != nil)
    text(message.sender.name)
    text(message.sender.email)
    text(message.replyTo?.json.text)
    text(message.content.subject)
    text(message.content.html)
    text(message.content.text)
    int(message.templateID)
    text(message.tag)
    text(message.storedTags)
    text(message.storedHeaders)
    int(Int64(message.attachments.count))
    bool(message.isTest)
    text(message.fault)
  }

  static var attachments: RowBuffer {
    RowBuffer(
      "INSERT OR ROLLBACK INTO attachment (message, name, url, content)", columnCount: 4)
  }

  mutating func append(_ attachment: Attachment, of message: Message) {
    int(message.row)
    text(attachment.name)
    text(attachment.url)
    text(attachment.content)
  }

  static var mails: RowBuffer {
    RowBuffer(
      """
      INSERT OR ROLLBACK INTO email
        (id, kind, address, name, sent_at, is_delivered, template, subject, html, text)
      """, columnCount: 10)
  }

  /// The mail of `message` to the recipient at `position`. It has no instant until it leaves.
  mutating func append(_ message: Message, to position: Int, at sentAt: Instant?, _ fate: Fate?) {
    // One part of a recipient costs less than all of it.
    let recipients = message.recipients
    int(EmailID(message: message.row, position: Int64(position)).number)
    int(recipients[position].kind.rawValue)
    text(recipients[position].mailbox.email)
    text(recipients[position].mailbox.name)
    int(sentAt?.milliseconds)
    bool(fate?.isDelivered ?? false)
    int(message.templateID)
    text(recipients[position].ownContent?.subject)
    text(recipients[position].ownContent?.html)
    text(recipients[position].ownContent?.text)
  }
}

extension Message {
  fileprivate var storedTags: String? {
    tags.isEmpty ? nil : JSONText.array(tags).text
  }

  fileprivate var storedHeaders: String? {
    guard !headers.isEmpty else { return nil }
    return JSONValue.object(JSONObject(headers.map { ($0.name, .string($0.value)) })).text
  }
}

extension [String] {
  /// The tags that a column holds; none where it is null.
  init(storedTags text: String?) throws(DatabaseError) {
    guard let text else {
      self = []
      return
    }
    self = try JSONValue(stored: text).array?.compactMap(\.string) ?? []
  }
}
