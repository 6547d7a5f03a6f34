import CivilTime
import JSON
import SQLite

struct MessageTable {
  let database: Database

  /// Stores messages with their attachments, but without their mails.
  func insert(_ messages: [UnwrittenMail.Accepted]) throws(DatabaseError) {
    try database.insert(
      """
      INSERT OR ROLLBACK INTO message
        (id, version, created_at, scheduled_at, batch, is_waiting, sender_name, sender_email,
         reply_to, subject, html, text, template, tag, tags, headers, attachment_count, is_test,
         fault)
      """, columns: 19, count: messages.count
    ) { values, index in
      let message = messages[index].message
      var scheduledAt: Int64?
      var batch: String?
      // A UUID means the same in either case of letters; what is looked for is in lower case.
      if case .scheduled(let instant, let id) = messages[index].departure {
        (scheduledAt, batch) = (instant.milliseconds, id.lowercased())
      }
      values.int(message.row)
      values.int(message.version)
      values.int(messages[index].at.milliseconds)
      values.int(scheduledAt)
      values.text(batch)
      values.bool(scheduledAt != nil)
      values.text(message.sender.name)
      values.text(message.sender.email)
      values.text(message.replyTo?.json.text)
      values.text(message.content.subject)
      values.text(message.content.html)
      values.text(message.content.text)
      values.int(message.templateID)
      values.text(message.tag)
      values.text(message.storedTags)
      values.text(message.storedHeaders)
      values.int(Int64(message.attachments.count))
      values.bool(message.isTest)
      values.text(message.fault)
    }
    for message in messages.map(\.message) {
      for attachment in message.attachments {
        try database.run(
          "INSERT INTO attachment (message, name, url, content) VALUES (?, ?, ?, ?)",
          .int(message.row), .text(attachment.name), .text(attachment.url),
          .text(attachment.content))
      }
    }
  }

  /// Stores mails, each to one recipient of a message.
  func insert(_ mails: [UnwrittenMail.Mail]) throws(DatabaseError) {
    try database.insert(
      """
      INSERT OR ROLLBACK INTO email
        (id, kind, address, name, sent_at, is_delivered, template, subject, html, text)
      """, columns: 10, count: mails.count
    ) { values, index in
      let mail = mails[index]
      let recipient = mail.message.recipients[mail.position]
      values.int(EmailID(message: mail.message.row, position: Int64(mail.position)).number)
      values.int(recipient.kind.rawValue)
      values.text(recipient.mailbox.email)
      values.text(recipient.mailbox.name)
      values.int(mail.sentAt?.milliseconds)
      values.bool(mail.isDelivered)
      values.int(mail.message.templateID)
      values.text(recipient.ownContent?.subject)
      values.text(recipient.ownContent?.html)
      values.text(recipient.ownContent?.text)
    }
  }

  // MARK: Departures

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
