package import CivilTime
import JSON
package import SQLite

extension Outbox {
  /// The messages of `rows`, which has the columns of `Outbox.source` and a verdict on each, in its
  /// own order.
  func messages(
    _ rows: Query
  ) throws(DatabaseError) -> [(message: OutboxMessage, verdict: String)] {
    var query = Query(
      """
      SELECT found.*, email.kind, email.name, email.template, message.created_at, message.version,
        message.sender_name, message.reply_to, message.tags, message.tag, message.headers
      FROM (SELECT *, row_number() OVER () AS place FROM (
      """)
    query.append(rows)
    query.append(
      """
      )) AS found
      LEFT JOIN message ON found.kind = 0 AND message.id = found.number
      LEFT JOIN email ON found.kind = 0 AND email.id = found.number << 16 | found.position
      ORDER BY found.place
      """)
    var found = try database.rows(query) { (row) throws(DatabaseError) in
      (message: try read(row), verdict: row.text(9))
    }
    for index in found.indices {
      found[index].message.files = try files(of: found[index].message.id)
    }
    return found
  }

  private func read(_ row: borrowing Row) throws(DatabaseError) -> OutboxMessage {
    guard let kind = OutboxMessage.Kind(rawValue: row.int(0)) else { throw .unreadable("kind") }
    return OutboxMessage(
      id: identifiers.uuid(kind.domain, row.int(1), row.int(2)), kind: kind,
      at: Instant(milliseconds: row.int(3)), from: row.optionalText(4) ?? Notice.sender,
      to: row.text(5), subject: row.optionalText(6), text: row.optionalText(7),
      html: row.optionalText(8), files: [], mail: kind == .email ? try readMail(row) : nil)
  }

  /// Reads the columns behind those of the source, the verdict and the place.
  private func readMail(_ row: borrowing Row) throws(DatabaseError) -> OutboxMail {
    guard let role = Recipient.Kind(rawValue: row.int(11)) else { throw .unreadable("email.kind") }
    let headers = try row.optionalText(20).map { (text) throws(DatabaseError) in
      try JSONValue(stored: text).object
    }
    return OutboxMail(
      messageID: identifiers.messageID(
        row: row.int(1), createdAt: Instant(milliseconds: row.int(14)),
        version: row.optionalInt(15)),
      role: role, senderName: row.optionalText(16), recipientName: row.optionalText(12),
      replyTo: try row.optionalText(17).map { (text) throws(DatabaseError) in
        try Mailbox(stored: text)
      },
      tags: Message.allTags(
        tags: try [String](storedTags: row.optionalText(18)), tag: row.optionalText(19)),
      templateID: row.optionalInt(13),
      headers: (headers ?? nil)?.members.map { (name: $0.name, value: $0.value.string ?? "") }
        ?? [])
  }

  // MARK: More of one message

  /// Whom the head of a mail names under To and Cc, in their order; none of what is no mail of the
  /// account's own.
  package func recipients(of id: String) throws(DatabaseError) -> [Recipient] {
    guard let (kind, number, _) = row(id), kind == .email else { return [] }
    var recipients = Query("SELECT kind, address, name FROM email WHERE")
    recipients.append(Query(ofMessage: number))
    recipients.append("AND kind <> ? ORDER BY id", .int(Recipient.Kind.bcc.rawValue))
    return try database.rows(recipients) { (row) throws(DatabaseError) in
      guard let kind = Recipient.Kind(rawValue: row.int(0)) else {
        throw .unreadable("email.kind")
      }
      return Recipient(kind, Mailbox(email: row.text(1), name: row.optionalText(2)))
    }
  }

  /// How long it is until more may leave by itself; nil if nothing will, as on a clock that stands
  /// still.
  package var timeUntilNext: TimeSpan? {
    guard let due = state.ledger.nextDue, state.clock.frozenAt == nil else { return nil }
    return .milliseconds(max(0, due.milliseconds - state.clock.now.milliseconds))
  }
}

extension Mailbox {
  /// A mailbox that a column holds.
  fileprivate init(stored text: String) throws(DatabaseError) {
    let object = try JSONValue(stored: text).object
    guard let email = object?["email"]?.string else { throw .unreadable(text) }
    self.init(email: email, name: object?["name"]?.string)
  }
}
