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

  private var database: Database { state.database }
  private var identifiers: Identifiers { state.identifiers }

  /// A page of the messages to an address or number, or to anybody, in the order of time.
  package func page(
    to recipient: String?, _ page: Page
  ) throws(DatabaseError) -> (count: Int64, messages: [OutboxMessage]) {
    var count = Query("SELECT count(*) FROM (")
    count.append(Self.source)
    count.append(")")
    var rows = Query("SELECT * FROM (")
    rows.append(Self.source)
    rows.append(")")
    if let recipient {
      let recipient = PhoneNumber(recipient)?.digits ?? recipient
      count.append("WHERE recipient = ? COLLATE NOCASE", .text(recipient))
      rows.append("WHERE recipient = ? COLLATE NOCASE", .text(recipient))
    }
    rows.append(
      page.sort == .ascending
        ? "ORDER BY at, kind, number, position"
        : "ORDER BY at DESC, kind DESC, number DESC, position DESC")
    rows.append(page)
    var messages = try database.rows(rows, read: read)
    for index in messages.indices { messages[index].files = try files(of: messages[index].id) }
    return (try database.first(count) { $0.int(0) } ?? 0, messages)
  }

  package func message(_ id: String) throws(DatabaseError) -> OutboxMessage? {
    guard let (kind, number, position) = row(id) else { return nil }
    var query = Query("SELECT * FROM (")
    query.append(Self.source)
    query.append(
      ") WHERE kind = ? AND number = ? AND position = ?", .int(kind.rawValue), .int(number),
      .int(position))
    guard var message = try database.first(query, read: read) else { return nil }
    message.files = try files(of: id)
    return message
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

  /// One part for each kind, all with the same columns. A text message's number is too large for a
  /// unique id, so it is split.
  private static let source: StaticString = """
    SELECT 0 AS kind, email.message AS number, position, sent_at AS at, sender_email AS sender,
      address AS recipient, coalesce(email.subject, message.subject) AS subject,
      coalesce(email.text, message.text) AS text, coalesce(email.html, message.html) AS html
    FROM email JOIN message ON message.id = email.message WHERE sent_at IS NOT NULL
    UNION ALL
    SELECT 1, id, 0, at, NULL, address, subject, text, NULL FROM notice
    UNION ALL
    SELECT 2, id >> 16, id & 65535, sent_at, sender, number, NULL, text, NULL
    FROM sms WHERE sent_at IS NOT NULL
    """

  private func read(_ row: borrowing Row) throws(DatabaseError) -> OutboxMessage {
    guard let kind = OutboxMessage.Kind(rawValue: row.int(0)) else { throw .unreadable("kind") }
    return OutboxMessage(
      id: identifiers.uuid(kind.domain, row.int(1), row.int(2)), kind: kind,
      at: Instant(milliseconds: row.int(3)), from: row.optionalText(4) ?? Notice.sender,
      to: row.text(5), subject: row.optionalText(6), text: row.optionalText(7),
      html: row.optionalText(8), files: [])
  }

  private func files(of id: String) throws(DatabaseError) -> [OutboxFile] {
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
  private func row(
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
  fileprivate var domain: Identifiers.Domain {
    switch self {
    case .email: .email
    case .notice: .notice
    case .sms: .sms
    }
  }
}
