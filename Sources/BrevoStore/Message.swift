package import CivilTime
import JSON
import SQLite

/// What one request, or one of its versions, sends: rendered, but for what is a recipient's own.
package struct Message: Sendable {
  /// Its row, which its ids come from.
  let row: Int64
  /// Which version of its request it is, counted from 1; nil if the request has none.
  let version: Int64?
  package var sender: Mailbox
  package var replyTo: Mailbox?
  package var content: Content
  package var templateID: Int64?
  /// The one tag that events show.
  package var tag: String?
  package var tags: [String] = []
  package var headers: [(name: String, value: String)] = []
  package var attachments: [Attachment] = []
  package var recipients: [Recipient] = []
  /// Whether it is a test of a template.
  package var isTest = false
  /// Why it will not leave although it was accepted.
  package var fault: String?

  init(row: Int64, version: Int64?, sender: Mailbox, content: Content) {
    self.row = row
    self.version = version
    self.sender = sender
    self.content = content
  }
}

/// The rendered texts of a mail.
package struct Content: Sendable, Equatable {
  package var subject: String
  package var html: String?
  package var text: String?

  package init(subject: String, html: String?, text: String?) {
    self.subject = subject
    self.html = html
    self.text = text
  }
}

package struct Recipient: Sendable {
  /// Stored as numbers, which never change.
  package enum Kind: Int64, Sendable {
    case to = 0
    case cc = 1
    case bcc = 2
  }

  package var kind: Kind
  package var mailbox: Mailbox
  /// Where this recipient reads something else than the message says.
  package var ownContent: Content?

  package init(_ kind: Kind, _ mailbox: Mailbox) {
    self.kind = kind
    self.mailbox = mailbox
  }
}

/// A file that travels with a mail: its content, or the address where it was said to lie.
package struct Attachment: Sendable, Equatable {
  package var name: String
  package var url: String?
  /// In Base64, as it was received.
  package var content: String?

  package init(name: String, url: String? = nil, content: String? = nil) {
    self.name = name
    self.url = url
    self.content = content
  }
}

/// When a message leaves: at once, or later and in a batch.
package enum Departure: Sendable {
  case now
  case scheduled(at: Instant, batch: String)
}

struct MessageTable {
  let database: Database

  func insert(
    _ message: Message, at now: Instant, departure: Departure
  ) throws(DatabaseError) {
    var sentAt: Int64?
    var scheduledAt: Int64?
    var batch: String?
    switch departure {
    case .now: sentAt = now.milliseconds
    case .scheduled(let instant, let id): (scheduledAt, batch) = (instant.milliseconds, id)
    }
    try database.run(
      """
      INSERT INTO message
        (id, version, created_at, scheduled_at, batch, is_waiting, sender_name, sender_email,
         reply_to, subject, html, text, template, tag, tags, headers, attachment_count, is_test,
         fault)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .int(message.row), .int(message.version), .int(now.milliseconds), .int(scheduledAt),
      .text(batch), .bool(scheduledAt != nil), .text(message.sender.name),
      .text(message.sender.email), .text(message.replyTo?.json.text),
      .text(message.content.subject), .text(message.content.html), .text(message.content.text),
      .int(message.templateID), .text(message.tag), .text(message.storedTags),
      .text(message.storedHeaders), .int(message.attachments.count), .bool(message.isTest),
      .text(message.fault))
    for (position, recipient) in message.recipients.enumerated() {
      let own = recipient.ownContent
      try database.run(
        """
        INSERT INTO email
          (message, position, kind, address, name, sent_at, template, subject, html, text)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        .int(message.row), .int(position), .int(recipient.kind.rawValue),
        .text(recipient.mailbox.email),
        .text(recipient.mailbox.name), .int(sentAt), .int(message.templateID),
        .text(own?.subject), .text(own?.html), .text(own?.text))
    }
    for attachment in message.attachments {
      try database.run(
        "INSERT INTO attachment (message, name, url, content) VALUES (?, ?, ?, ?)",
        .int(message.row), .text(attachment.name), .text(attachment.url), .text(attachment.content))
    }
  }
}

extension Message {
  fileprivate var storedTags: String? {
    tags.isEmpty ? nil : JSONValue.array(tags.map { .string($0) }).text
  }

  fileprivate var storedHeaders: String? {
    guard !headers.isEmpty else { return nil }
    return JSONValue.object(JSONObject(headers.map { ($0.name, .string($0.value)) })).text
  }
}
