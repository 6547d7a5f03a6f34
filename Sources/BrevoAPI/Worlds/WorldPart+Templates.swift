import APIContract
import BrevoStore
import CivilTime
import JSON

/// What the rows of templates are made of.
private enum Row {
  static let id = Field.optional("id", .identifier)
  static let name = Field.required("name", .text)
  static let subject = Field.required("subject", .text)
  static let html = Field.required("htmlContent", .text)
  static let sender = Field.required("sender", .email)
  /// A template keeps the name that its sender had, and its sender when there is none any more.
  static let senderName = Field.optional("senderName", .text(mayBeBlank: true))
  static let replyTo = Field.optional("replyTo", .email)
  static let toField = Field.optional("toField", .text)
  static let tag = Field.optional("tag", .text)
  static let attachmentURL = Field.optional("attachmentUrl", .uri)
  static let isActive = Field.optional("active", .boolean, default: true)
  static let isTestSent = Field.optional("testSent", .boolean, default: false)
  static let createdAt = Field.optional("createdAt", .dateTime)
  static let modifiedAt = Field.optional("modifiedAt", .dateTime)
}

extension WorldPart {
  static let templates = rows(
    "templates",
    .object(
      Row.id, Row.name, Row.subject, Row.html, Row.sender, Row.senderName, Row.replyTo, Row.toField,
      Row.tag, Row.attachmentURL, Row.isActive, Row.isTestSent, Row.createdAt, Row.modifiedAt),
    insert: { row, store in
      var template = EmailTemplate(
        name: row[Row.name], subject: row[Row.subject], html: row[Row.html],
        sender: try store.templateSender(inWorld: row), at: row[Row.createdAt] ?? store.now)
      template.replyTo = row[Row.replyTo] ?? ""
      template.toField = row[Row.toField] ?? ""
      template.tag = row[Row.tag] ?? ""
      template.attachmentURL = row[Row.attachmentURL]
      template.isActive = row[Row.isActive]
      template.isTestSent = row[Row.isTestSent]
      template.modifiedAt = row[Row.modifiedAt] ?? template.createdAt
      try store.templates.insert(template, id: row[Row.id])
    },
    export: { store in
      let page = Page(limit: .max, offset: 0, sort: .ascending)
      return try store.templates.page(isActive: nil, page).templates.map(store.worldRow)
    })
}

extension Transaction {
  fileprivate func templateSender(inWorld row: Inputs) throws -> Mailbox {
    let email = row[Row.sender]
    if let name = row[Row.senderName] {
      return Mailbox(email: email, name: name.isEmpty ? nil : name)
    }
    guard let sender = try senders.sender(email: email) else {
      throw World.Failure(description: "sender \(email) is not in the world")
    }
    return Mailbox(email: sender.email, name: sender.name)
  }

  fileprivate func worldRow(_ template: EmailTemplate) throws -> JSONValue {
    let sender = try senders.sender(email: template.sender.email)
    let isAsRegistered =
      sender?.email == template.sender.email && sender?.name == template.sender.name
    return [
      "id": .int(template.id), "name": .string(template.name),
      "subject": .string(template.subject), "htmlContent": .string(template.html),
      "sender": .string(template.sender.email),
      "senderName": isAsRegistered ? nil : .string(template.sender.name ?? ""),
      "replyTo": .unlessEmpty(template.replyTo), "toField": .unlessEmpty(template.toField),
      "tag": .unlessEmpty(template.tag),
      "attachmentUrl": template.attachmentURL.map { .string($0) },
      "active": template.isActive ? nil : false, "testSent": template.isTestSent ? true : nil,
      "createdAt": .instant(template.createdAt), "modifiedAt": .instant(template.modifiedAt),
    ]
  }
}
