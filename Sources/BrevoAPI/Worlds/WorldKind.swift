import APIContract
import BrevoStore
import JSON

/// One kind of rows that a world may have: their shape, and how one gets into an account.
struct WorldKind: Sendable {
  let kind: String
  private let shape: Shape<Inputs>
  private let insertion: @Sendable (Inputs, Transaction) throws -> Void

  /// In the order in which they are written: what is referred to comes first.
  static let all = [senders, lists, contacts, templates]

  /// What is wrong with a row; nil if nothing is.
  func fault(in row: JSONValue) -> String? { shape.schema.fault(in: row) }

  /// Inserts a row that has no fault.
  func insert(_ row: JSONValue, _ store: Transaction) throws {
    guard let inputs = shape.read(row) else { return }
    try insertion(inputs, store)
  }
}

private let id = Field.optional("id", .identifier)
private let name = Field.required("name", .text)
private let email = Field.required("email", .email)

extension WorldKind {
  private static let isActive = Field.optional("active", .boolean, default: true)

  private static let senders = WorldKind(
    kind: "senders", shape: .object(id, name, email, isActive)
  ) { row, store in
    try store.senders.insert(
      id: row[id], name: row[name], email: row[email], isActive: row[isActive])
  }

  private static let lists = WorldKind(kind: "lists", shape: .object(id, name)) { row, store in
    try store.contactLists.insert(id: row[id], name: row[name], at: store.now)
  }

  private static let attributes = Field.optional("attributes", .dictionary)
  private static let memberships = Field.optional(
    "lists", .list(of: .identifier, count: 0 ... .max), default: [])
  private static let isEmailBlacklisted = Field.optional(
    "emailBlacklisted", .boolean, default: false)
  private static let isSMSBlacklisted = Field.optional("smsBlacklisted", .boolean, default: false)

  private static let contacts = WorldKind(
    kind: "contacts",
    shape: .object(id, email, attributes, memberships, isEmailBlacklisted, isSMSBlacklisted)
  ) { row, store in
    let contact = try store.contacts.insert(
      id: row[id], email: row[email], attributes: row[attributes] ?? JSONObject(),
      isEmailBlacklisted: row[isEmailBlacklisted], isSMSBlacklisted: row[isSMSBlacklisted],
      at: store.now)
    for list in row[memberships] {
      guard try store.contactLists.contains(list) else {
        throw World.Failure(description: "list \(list) is not in the world")
      }
      try store.contactLists.add(contact: contact, to: list)
    }
  }

  private static let subject = Field.required("subject", .text)
  private static let html = Field.required("htmlContent", .text)
  private static let sender = Field.required("sender", .email)
  private static let replyTo = Field.optional("replyTo", .email)
  private static let toField = Field.optional("toField", .text)
  private static let tag = Field.optional("tag", .text)

  private static let templates = WorldKind(
    kind: "templates",
    shape: .object(id, name, subject, html, sender, replyTo, toField, tag, isActive)
  ) { row, store in
    guard let sender = try store.senders.sender(email: row[sender]) else {
      throw World.Failure(description: "sender \(row[sender]) is not in the world")
    }
    var template = EmailTemplate(
      name: row[name], subject: row[subject], html: row[html],
      sender: Mailbox(email: sender.email, name: sender.name), at: store.now)
    template.replyTo = row[replyTo] ?? ""
    template.toField = row[toField] ?? ""
    template.tag = row[tag] ?? ""
    template.isActive = row[isActive]
    try store.templates.insert(template, id: row[id])
  }
}
