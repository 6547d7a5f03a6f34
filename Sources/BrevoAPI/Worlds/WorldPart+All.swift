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
  static let reason = Field.optional(
    "reason", .oneOfNames(BlockReason.allCases), default: .adminBlocked)
  static let senderEmail = Field.optional("senderEmail", .email)
  static let blockedAt = Field.optional("blockedAt", .dateTime)
}

extension WorldPart {
  static let settings = value(
    "settings", Shape(.dictionary(.any, mayBeEmpty: true)) { $0.object },
    insert: { given, store in
      var settings = Settings()
      for (name, value) in given.members where !settings.set(name, to: value) {
        throw World.Failure(description: "settings: \(name) is no setting, or has no such value")
      }
      try store.keep(given)
    }, export: { .object(try $0.ownSettings()) })

  static let emailCredits = value(
    "emailCredits", .integer(0 ... .max),
    insert: { count, store in try store.setEmailCredits(count) },
    export: { .int($0.emailCredits) })

  static let smsCredits = value(
    "smsCredits", .amount,
    insert: { count, store in try store.setSMSCredits(count) },
    export: { .amount($0.smsCredits) })

  static let lists = rows(
    "lists", .object(Row.id, Row.name),
    insert: { row, store in
      try store.contactLists.insert(id: row[Row.id], name: row[Row.name], at: store.now)
    },
    export: { store in
      try store.contactLists.all().map { ["id": .int($0.id), "name": .string($0.name)] }
    })

  static let contacts = rows(
    "contacts",
    .object(
      Row.id, Row.contactEmail, Row.attributes, Row.memberships, Row.isEmailBlacklisted,
      Row.isSMSBlacklisted),
    insert: { row, store in
      let contact = try store.contacts.insert(
        id: row[Row.id], email: row[Row.contactEmail],
        attributes: row[Row.attributes] ?? JSONObject(),
        isEmailBlacklisted: row[Row.isEmailBlacklisted],
        isSMSBlacklisted: row[Row.isSMSBlacklisted], at: store.now)
      for list in row[Row.memberships] {
        guard try store.contactLists.contains(list) else {
          throw World.Failure(description: "list \(list) is not in the world")
        }
        try store.contactLists.add(contact: contact, to: list)
      }
    },
    export: { store in
      try store.contacts.all().map { contact in
        let lists = try store.contactLists.lists(of: contact.id)
        return [
          "id": .int(contact.id), "email": contact.email.map { .string($0) },
          "attributes": .unlessEmpty(contact.attributes),
          "lists": .unlessEmpty(lists.map { .int($0) }),
          "emailBlacklisted": contact.isEmailBlacklisted ? true : nil,
          "smsBlacklisted": contact.isSMSBlacklisted ? true : nil,
        ]
      }
    })

  static let blockedContacts = rows(
    "blockedContacts", .object(Row.email, Row.senderEmail, Row.reason, Row.blockedAt),
    insert: { row, store in
      try store.blockedContacts.insert(
        BlockedContact(
          email: row[Row.email], sender: row[Row.senderEmail], reason: row[Row.reason],
          blockedAt: row[Row.blockedAt] ?? store.now))
    },
    export: { store in
      let page = Page(limit: .max, offset: 0, sort: .ascending)
      return try store.blockedContacts.page(senders: [], period: nil, page).contacts.map {
        [
          "email": .string($0.email), "senderEmail": $0.sender.map { .string($0) },
          "reason": .string("\($0.reason)"), "blockedAt": .instant($0.blockedAt),
        ]
      }
    })

  static let blockedDomains = rows(
    "blockedDomains", .text(.hostname),
    insert: { domain, store in _ = try store.blockedDomains.insert(domain) },
    export: { try $0.blockedDomains.all().map { .string($0) } })
}

extension Shape {
  /// One of the cases, by the name that the program gives it.
  static func oneOfNames(_ cases: [Value]) -> Self {
    Self(.enumeration(cases.map { "\($0)" })) { value in
      cases.first { "\($0)" == value.string }
    }
  }
}
