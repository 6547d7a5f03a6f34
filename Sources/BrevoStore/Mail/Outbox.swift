package import CivilTime
package import SQLite

/// Something that would have left the machine.
package struct OutboxMessage: Sendable {
  /// Stored nowhere; the order of the cases is that of the parts of `Outbox.source`.
  package enum Kind: Int64, Sendable, CaseIterable {
    case email = 0
    /// A mail of the service itself.
    case notice = 1
    case sms = 2
  }

  package var id: String
  package var kind: Kind
  package var at: Instant
  package var from: String
  package var to: String
  package var subject: String?
  package var text: String?
  package var html: String?
  package var files: [OutboxFile]
  /// What only the account's own mail has.
  package var mail: OutboxMail?
}

/// What a mail of the account's own has beyond what every message has.
package struct OutboxMail: Sendable {
  package var messageID: MessageID
  /// Where its recipient stands in its head.
  package var role: Recipient.Kind
  package var senderName: String?
  package var recipientName: String?
  package var replyTo: Mailbox?
  /// All words that statistics find it by.
  package var tags: [String]
  package var templateID: Int64?
  package var headers: [(name: String, value: String)]
}

/// A file that travels with a message, without its content.
package struct OutboxFile: Sendable {
  package var name: String
  /// Where it was said to lie, of one that was not sent itself.
  package var url: String?
}

/// A file that travels with a message.
package enum OutboxContent: Sendable {
  case base64(String)
  case bytes([UInt8], mediaType: String)
}

/// All that would have left the machine: the account's mail, and what the service writes itself.
package struct Outbox {
  let state: AccountState

  var database: Database { state.database }
  var identifiers: Identifiers { state.identifiers }

  /// A page of the messages that a search finds, in the order of time.
  package func page(
    _ search: OutboxSearch, _ page: Page
  ) throws(DatabaseError) -> (count: Int64, messages: [OutboxMessage]) {
    let conditions = try conditions(of: search)
    var rows = Query("SELECT outbox.*, '' AS verdict FROM (")
    rows.append(Self.source)
    rows.append(") AS outbox WHERE 1")
    for condition in conditions { rows.append(all: condition.query) }
    rows.append(
      page.sort == .ascending
        ? "ORDER BY at, kind, number, position"
        : "ORDER BY at DESC, kind DESC, number DESC, position DESC")
    rows.append(page)
    let messages = try messages(rows).map(\.message)
    // The last page tells how many there are.
    let isLast = messages.count < page.limit && (!messages.isEmpty || page.offset == 0)
    return (isLast ? page.offset + Int64(messages.count) : try count(conditions), messages)
  }

  package func count(_ search: OutboxSearch) throws(DatabaseError) -> Int64 {
    try count(conditions(of: search))
  }

  private func count(_ conditions: [Condition]) throws(DatabaseError) -> Int64 {
    var query = Query("SELECT count(*) FROM (")
    query.append(Self.source)
    query.append(") AS outbox WHERE 1")
    for condition in conditions { query.append(all: condition.query) }
    return try database.first(query) { $0.int(0) } ?? 0
  }

  package func message(_ id: String) throws(DatabaseError) -> OutboxMessage? {
    guard let (kind, number, position) = row(id) else { return nil }
    var query = Query("SELECT outbox.*, '' AS verdict FROM (")
    query.append(Self.source)
    query.append(
      ") AS outbox WHERE kind = ? AND number = ? AND position = ?", .int(kind.rawValue),
      .int(number), .int(position))
    return try messages(query).first?.message
  }

  /// The file at `index` of a message, counted from 0; nil if there is none, or only its address.
  package func content(of id: String, at index: Int) throws(DatabaseError) -> OutboxContent? {
    guard let (kind, number, _) = row(id), index >= 0 else { return nil }
    switch kind {
    case .email:
      let content = try database.first(
        "SELECT content FROM attachment WHERE message = ? ORDER BY id LIMIT 1 OFFSET ?",
        .int(number), .int(index)
      ) { $0.optionalText(0) }
      return (content ?? nil).map { .base64($0) }
    case .notice:
      guard index == 0 else { return nil }
      return try database.first(
        "SELECT file, file_type FROM notice WHERE id = ? AND file IS NOT NULL", .int(number)
      ) { .bytes($0.blob(0), mediaType: $0.text(1)) }
    case .sms: return nil
    }
  }

  /// One part for each kind, all with the same columns. What identifies a mail or a text message is
  /// split: a unique id is of two numbers.
  static let source: StaticString = """
    SELECT 0 AS kind, email.id >> 16 AS number, email.id & 65535 AS position, sent_at AS at,
      sender_email AS sender, address AS recipient, coalesce(email.subject, message.subject) AS subject,
      coalesce(email.text, message.text) AS text, coalesce(email.html, message.html) AS html
    FROM email JOIN message ON message.id = email.id >> 16 WHERE sent_at IS NOT NULL
    UNION ALL
    SELECT 1, id, 0, at, NULL, address, subject, text, NULL FROM notice
    UNION ALL
    SELECT 2, id >> 16, id & 65535, sent_at, sender, number, NULL, text, NULL
    FROM sms WHERE sent_at IS NOT NULL
    """

  func files(of id: String) throws(DatabaseError) -> [OutboxFile] {
    guard let (kind, number, _) = row(id) else { return [] }
    switch kind {
    case .email:
      return try database.rows(
        "SELECT name, url FROM attachment WHERE message = ? ORDER BY id", .int(number)
      ) { OutboxFile(name: $0.text(0), url: $0.optionalText(1)) }
    case .notice:
      return try database.rows(
        "SELECT file_name FROM notice WHERE id = ? AND file IS NOT NULL", .int(number)
      ) { OutboxFile(name: $0.text(0)) }
    case .sms: return []
    }
  }

  /// What a message's id stands for.
  func row(
    _ id: String
  ) -> (kind: OutboxMessage.Kind, number: Int64, position: Int64)? {
    for kind in OutboxMessage.Kind.allCases {
      if let (number, position) = identifiers.row(kind.domain, id) {
        return (kind, number, position)
      }
    }
    return nil
  }
}

extension OutboxMessage.Kind {
  var domain: Identifiers.Domain {
    switch self {
    case .email: .email
    case .notice: .notice
    case .sms: .sms
    }
  }
}
