package import CivilTime
package import SQLite

/// A stored mail, to be filled in when it is sent.
package struct EmailTemplate: Sendable, Equatable {
  package var id: Int64 = 0
  package var name: String
  package var subject: String
  package var html: String
  package var sender: Mailbox
  /// Empty if unset, as are `toField` and `tag`: that is how the documented API shows them.
  package var replyTo = ""
  package var toField = ""
  package var tag = ""
  package var attachmentURL: String?
  package var isActive = false
  package var isTestSent = false
  package var createdAt: Instant
  package var modifiedAt: Instant

  package init(name: String, subject: String, html: String, sender: Mailbox, at now: Instant) {
    self.name = name
    self.subject = subject
    self.html = html
    self.sender = sender
    createdAt = now
    modifiedAt = now
  }
}

package struct EmailTemplateTable {
  let database: Database

  @discardableResult
  package func insert(_ template: EmailTemplate, id: Int64? = nil) throws(DatabaseError) -> Int64 {
    try database.run(
      """
      INSERT INTO template
        (id, name, subject, html, sender_name, sender_email, reply_to, to_field, tag,
         attachment_url, is_active, test_sent, created_at, modified_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .int(id), .text(template.name), .text(template.subject), .text(template.html),
      .text(template.sender.name ?? ""), .text(template.sender.email), .text(template.replyTo),
      .text(template.toField), .text(template.tag), .text(template.attachmentURL),
      .bool(template.isActive), .bool(template.isTestSent),
      .int(template.createdAt.milliseconds), .int(template.modifiedAt.milliseconds))
    return database.lastInsertedRow
  }

  /// Writes every column of `template` but its id and its day of creation.
  package func update(_ template: EmailTemplate) throws(DatabaseError) {
    try database.run(
      """
      UPDATE template SET
        name = ?, subject = ?, html = ?, sender_name = ?, sender_email = ?, reply_to = ?,
        to_field = ?, tag = ?, attachment_url = ?, is_active = ?, test_sent = ?, modified_at = ?
      WHERE id = ?
      """,
      .text(template.name), .text(template.subject), .text(template.html),
      .text(template.sender.name ?? ""), .text(template.sender.email), .text(template.replyTo),
      .text(template.toField), .text(template.tag), .text(template.attachmentURL),
      .bool(template.isActive), .bool(template.isTestSent),
      .int(template.modifiedAt.milliseconds), .int(template.id))
  }

  package func delete(id: Int64) throws(DatabaseError) {
    try database.run("DELETE FROM template WHERE id = ?", .int(id))
  }

  package func template(id: Int64) throws(DatabaseError) -> EmailTemplate? {
    var query = Query("SELECT")
    query.append(Self.columns)
    query.append("FROM template WHERE id = ?", .int(id))
    return try database.first(query, read: Self.read)
  }

  /// A page of the templates that are active, or are not, or of both, in the order of their
  /// creation.
  package func page(
    isActive: Bool?, _ page: Page
  ) throws(DatabaseError) -> (count: Int64, templates: [EmailTemplate]) {
    var source = Query("FROM template")
    if let isActive { source.append("WHERE is_active = ?", .bool(isActive)) }
    let (count, templates) = try database.page(Self.columns, source, page, read: Self.read)
    return (count, templates)
  }

  private static let columns: StaticString = """
    id, name, subject, html, sender_name, sender_email, reply_to, to_field, tag,
    attachment_url, is_active, test_sent, created_at, modified_at
    """

  private static func read(_ row: borrowing Row) -> EmailTemplate {
    let senderName = row.text(4)
    var template = EmailTemplate(
      name: row.text(1), subject: row.text(2), html: row.text(3),
      sender: Mailbox(email: row.text(5), name: senderName.isEmpty ? nil : senderName),
      at: Instant(milliseconds: row.int(12)))
    template.id = row.int(0)
    template.replyTo = row.text(6)
    template.toField = row.text(7)
    template.tag = row.text(8)
    template.attachmentURL = row.optionalText(9)
    template.isActive = row.bool(10)
    template.isTestSent = row.bool(11)
    template.modifiedAt = Instant(milliseconds: row.int(13))
    return template
  }
}
