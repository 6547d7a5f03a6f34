import APIContract
import BrevoStore
import CivilTime
import JSON

/// What the rows of a world are made of.
private enum Row {
  static let id = Field.optional("id", .identifier)
  static let name = Field.required("name", .text)
  static let email = Field.required("email", .email)
  /// A contact may have a telephone number alone.
  static let contactEmail = Field.optional("email", .email)
  static let isActive = Field.optional("active", .boolean, default: true)
  static let attributes = Field.optional("attributes", .dictionary)
  static let memberships = Field.optional(
    "lists", .list(of: .identifier, count: 0 ... .max), default: [])
  static let isEmailBlacklisted = Field.optional(
    "emailBlacklisted", .boolean, default: false)
  static let isSMSBlacklisted = Field.optional("smsBlacklisted", .boolean, default: false)
  static let subject = Field.required("subject", .text)
  static let html = Field.required("htmlContent", .text)
  static let sender = Field.required("sender", .email)
  static let replyTo = Field.optional("replyTo", .email)
  static let toField = Field.optional("toField", .text)
  static let tag = Field.optional("tag", .text)
  static let reason = Field.optional(
    "reason", .oneOfNames(BlockReason.allCases), default: .adminBlocked)
  static let senderEmail = Field.optional("senderEmail", .email)
  static let blockedAt = Field.optional("blockedAt", .dateTime)
}

extension WorldPart {
  static let settings = value(
    "settings", Shape(.dictionary(.any, mayBeEmpty: true)) { $0.object }
  ) { given, store in
    var settings = Settings()
    for (name, value) in given.members where !settings.set(name, to: value) {
      throw World.Failure(description: "settings: \(name) is no setting, or has no such value")
    }
    try store.keep(given)
  }

  static let emailCredits = value("emailCredits", .integer(0 ... .max)) { count, store in
    try store.setEmailCredits(count)
  }

  static let smsCredits = value("smsCredits", .amount) { count, store in
    try store.setSMSCredits(count)
  }

  static let lists = rows("lists", .object(Row.id, Row.name)) { row, store in
    try store.contactLists.insert(id: row[Row.id], name: row[Row.name], at: store.now)
  }

  static let contacts = rows(
    "contacts",
    .object(
      Row.id, Row.contactEmail, Row.attributes, Row.memberships, Row.isEmailBlacklisted,
      Row.isSMSBlacklisted)
  ) { row, store in
    let contact = try store.contacts.insert(
      id: row[Row.id], email: row[Row.contactEmail],
      attributes: row[Row.attributes] ?? JSONObject(),
      isEmailBlacklisted: row[Row.isEmailBlacklisted], isSMSBlacklisted: row[Row.isSMSBlacklisted],
      at: store.now)
    for list in row[Row.memberships] {
      guard try store.contactLists.contains(list) else {
        throw World.Failure(description: "list \(list) is not in the world")
      }
      try store.contactLists.add(contact: contact, to: list)
    }
  }

  static let templates = rows(
    "templates",
    .object(
      Row.id, Row.name, Row.subject, Row.html, Row.sender, Row.replyTo, Row.toField, Row.tag,
      Row.isActive)
  ) { row, store in
    guard let sender = try store.senders.sender(email: row[Row.sender]) else {
      throw World.Failure(description: "sender \(row[Row.sender]) is not in the world")
    }
    var template = EmailTemplate(
      name: row[Row.name], subject: row[Row.subject], html: row[Row.html],
      sender: Mailbox(email: sender.email, name: sender.name), at: store.now)
    template.replyTo = row[Row.replyTo] ?? ""
    template.toField = row[Row.toField] ?? ""
    template.tag = row[Row.tag] ?? ""
    template.isActive = row[Row.isActive]
    try store.templates.insert(template, id: row[Row.id])
  }

  static let blockedContacts = rows(
    "blockedContacts", .object(Row.email, Row.senderEmail, Row.reason, Row.blockedAt)
  ) { row, store in
    try store.blockedContacts.insert(
      BlockedContact(
        email: row[Row.email], sender: row[Row.senderEmail], reason: row[Row.reason],
        blockedAt: row[Row.blockedAt] ?? store.now))
  }

  static let blockedDomains = rows("blockedDomains", .text(.hostname)) { domain, store in
    _ = try store.blockedDomains.insert(domain)
  }
}

extension Shape {
  /// One of the cases, by the name that the program gives it.
  static func oneOfNames(_ cases: [Value]) -> Self {
    Self(.enumeration(cases.map { "\($0)" })) { value in
      cases.first { "\($0)" == value.string }
    }
  }
}
