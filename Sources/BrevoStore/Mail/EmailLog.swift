package import CivilTime
package import SQLite

/// One mail to one recipient, as the lists show it.
package struct EmailSummary: Sendable {
  package var address: String
  package var subject: String
  package var messageID: MessageID
  package var uuid: String
  package var sentAt: Instant
  package var from: String
  package var tags: [String]
  package var templateID: Int64?
}

/// One mail to one recipient, whole. A class, because it is large, and handed on.
package final class EmailContent {
  package let address: String
  package let content: Content
  package let sentAt: Instant
  package let templateID: Int64?
  package let attachmentCount: Int64
  package internal(set) var events: [Event]

  /// Reads the columns that `EmailLog.email` selects.
  fileprivate init(_ row: borrowing Row) {
    address = row.text(0)
    content = Content(
      subject: row.text(1), html: row.optionalText(2), text: row.optionalText(3))
    sentAt = Instant(milliseconds: row.int(4))
    templateID = row.optionalInt(5)
    attachmentCount = row.int(6)
    events = Event.own(sentAt: sentAt, isDelivered: row.bool(7))
  }
}

/// Which mails a list shows; all conditions hold together.
package struct EmailFilter: Sendable {
  package var address: String?
  package var templateID: Int64?
  package var messageID: MessageID?
  /// From its first day's beginning to its last day's end.
  package var period: Range<Instant>

  package init(period: Range<Instant>) { self.period = period }
}

/// The mails that have left. Those still waiting are not in it.
package struct EmailLog {
  let state: AccountState

  private var database: Database { state.database }
  private var identifiers: Identifiers { state.identifiers }

  package func page(
    _ filter: EmailFilter, _ page: Page
  ) throws(DatabaseError) -> (count: Int64, emails: [EmailSummary]) {
    var messageRow: Int64?
    if let id = filter.messageID {
      guard let row = try message(id) else { return (0, []) }
      messageRow = row
    }
    var count = Query("SELECT count(*) FROM email")
    count.append(filter, messageRow: messageRow)

    var rows = Query(
      """
      SELECT email.id, address, coalesce(email.subject, message.subject),
        created_at, version, sent_at, sender_email, tags, email.template
      FROM email JOIN message ON message.id = email.id >> 16
      """)
    rows.append(filter, messageRow: messageRow)
    rows.append(
      page.sort == .ascending
        ? "ORDER BY sent_at, email.id" : "ORDER BY sent_at DESC, email.id DESC")
    rows.append(page)
    return (
      try database.first(count) { $0.int(0) } ?? 0,
      try database.rows(rows) { (row) throws(DatabaseError) in try summary(row) }
    )
  }

  private func summary(_ row: borrowing Row) throws(DatabaseError) -> EmailSummary {
    let id = EmailID(number: row.int(0))
    return EmailSummary(
      address: row.text(1), subject: row.text(2),
      messageID: identifiers.messageID(
        row: id.message, createdAt: Instant(milliseconds: row.int(3)),
        version: row.optionalInt(4)),
      uuid: identifiers.uuid(id), sentAt: Instant(milliseconds: row.int(5)), from: row.text(6),
      tags: try [String](storedTags: row.optionalText(7)),
      templateID: row.optionalInt(8))
  }

  /// The mail of that uuid, if it has left.
  package func email(uuid: String) throws(DatabaseError) -> EmailContent? {
    guard let id = identifiers.email(uuid) else { return nil }
    var email: EmailContent?
    try database.visit(
      """
      SELECT address, coalesce(email.subject, message.subject),
        coalesce(email.html, message.html), coalesce(email.text, message.text),
        sent_at, email.template, attachment_count, is_delivered
      FROM email JOIN message ON message.id = email.id >> 16
      WHERE email.id = ? AND sent_at IS NOT NULL
      """, bind: { $0.int(id.number) }
    ) { row in
      email = EmailContent(row)
      return false
    }
    guard let email else { return nil }
    email.events += try EventTable(state: state).rows(of: id)
    return email
  }

  /// What an event concerns of the mail of that uuid, if it has left.
  func mail(uuid: String) throws(DatabaseError) -> Mail? {
    guard let id = identifiers.email(uuid) else { return nil }
    return try database.first(
      """
      SELECT address, sender_email, tags, tag FROM email JOIN message ON message.id = email.id >> 16
      WHERE email.id = ? AND sent_at IS NOT NULL
      """, .int(id.number)
    ) { (row) throws(DatabaseError) in
      Mail(
        id: id, address: row.text(0), sender: row.text(1),
        tags: Message.allTags(
          tags: try [String](storedTags: row.optionalText(2)), tag: row.optionalText(3)))
    }
  }

  /// How many test mails were accepted since `instant`.
  package func tests(since instant: Instant) throws(DatabaseError) -> Int {
    let count = try database.first(
      "SELECT count(*) FROM message WHERE is_test AND created_at >= ?", .int(instant.milliseconds)
    ) { Int($0.int(0)) }
    return count ?? 0
  }

  /// Takes the mails of a message out of the log, and answers how many there were.
  package func delete(_ id: MessageID) throws(DatabaseError) -> Int {
    guard let row = try message(id) else { return 0 }
    return try delete(Query(ofMessage: row))
  }

  /// Takes the mails to an address out of the log, those of a period if it is named.
  package func delete(
    address: String, from start: Instant?, to end: Instant?
  ) throws(DatabaseError) -> Int {
    var condition = Query("address = ?", .text(address))
    if let start { condition.append("AND sent_at >= ?", .int(start.milliseconds)) }
    if let end { condition.append("AND sent_at < ?", .int(end.milliseconds)) }
    return try delete(condition)
  }

  /// Removes mails that have left, their events, and the messages that have no mail any more.
  ///
  /// Figures stay. So does what is known of a schedule, but for its content.
  private func delete(_ condition: Query) throws(DatabaseError) -> Int {
    var selection = Query("SELECT id FROM email WHERE sent_at IS NOT NULL AND")
    selection.append(condition)
    let mails = try database.rows(selection) { EmailID(number: $0.int(0)) }
    for id in mails {
      try database.run("DELETE FROM event WHERE email = ?", .int(id.number))
      try database.run("DELETE FROM email WHERE id = ?", .int(id.number))
    }
    for message in Set(mails.map(\.message)) { try deleteIfEmpty(message) }
    return mails.count
  }

  private func deleteIfEmpty(_ message: Int64) throws(DatabaseError) {
    var mails = Query("SELECT 1 FROM email WHERE")
    mails.append(Query(ofMessage: message))
    guard try database.first(mails, read: { _ in true }) == nil else { return }
    try database.run("UPDATE message SET html = NULL, text = NULL WHERE id = ?", .int(message))
    try database.run("DELETE FROM attachment WHERE message = ?", .int(message))
    try database.run(
      "DELETE FROM message WHERE id = ? AND scheduled_at IS NULL", .int(message))
  }

  /// The row of the message that `id` names.
  func message(_ id: MessageID) throws(DatabaseError) -> Int64? {
    guard let row = identifiers.row(of: id) else { return nil }
    let named = try database.first(
      "SELECT created_at, version FROM message WHERE id = ?", .int(row)
    ) { [identifiers] in
      identifiers.messageID(
        row: row, createdAt: Instant(milliseconds: $0.int(0)), version: $0.optionalInt(1))
    }
    return named == id ? row : nil
  }
}

extension Query {
  /// What holds for the mails of a message.
  init(ofMessage row: Int64) {
    self.init(
      "email.id BETWEEN ? AND ?", .int(EmailID.first(of: row).number),
      .int(EmailID.last(of: row).number))
  }

  fileprivate mutating func append(_ filter: EmailFilter, messageRow: Int64?) {
    append(
      "WHERE sent_at >= ? AND sent_at < ?", .int(filter.period.lowerBound.milliseconds),
      .int(filter.period.upperBound.milliseconds))
    if let address = filter.address { append("AND address = ?", .text(address)) }
    if let template = filter.templateID { append("AND email.template = ?", .int(template)) }
    if let messageRow {
      append("AND")
      append(Query(ofMessage: messageRow))
    }
  }
}

extension Identifiers {
  /// The versions of one request have consecutive rows, and the first one's number.
  func messageID(row: Int64, createdAt: Instant, version: Int64?) -> MessageID {
    let stem = row - (version ?? 1) + 1
    return MessageID(acceptedAt: createdAt, number: digits(of: stem), version: version)
  }

  func row(of id: MessageID) -> Int64? {
    row(ofDigits: id.number).map { $0 + (id.version ?? 1) - 1 }
  }
}
