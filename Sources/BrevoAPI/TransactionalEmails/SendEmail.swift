import APIContract
import BrevoStore
import CivilTime
import HTTP
import JSON

/// The documents have it in the body's `headers`; many clients put it into the head of the request.
private let sandbox = Field.optional(
  MailHeaders.sandbox, .text(mayBeBlank: true), "`drop` checks the request, and sends nothing.")

extension TransactionalEmails {
  static let send = BrevoEndpoint(
    .post, "/smtp/email", "sendTransacEmail",
    summary: "Send a transactional email",
    permission: Permission(else: .sendingNotActivated) { $0.isActivated },
    rateLimit: .sending,
    headers: Fields(sandbox),
    body: SendFields.all,
    responses: [
      .created("transactional email sent", acceptance),
      .accepted("transactional email scheduled", acceptance),
      .badRequest, .refused(.sendingNotActivated),
    ]
  ) { call, store in
    let mail = try store.composition(of: call.body)
    let messages = try store.messages(of: call.body, mail)
    let ids = messages.map { store.id(of: $0).text }
    if mail.headers.asksForSandbox || MailHeaders.isSandbox(call.headers[sandbox]) {
      return accepted(ids, call.body, .now)
    }
    let recipients = messages.reduce(0) { $0 + $1.recipients.count }
    guard store.emailCredits >= recipients else { throw APIError.creditsSpent }
    if let key = mail.headers.idempotencyKey {
      guard try store.idempotencyKeys.claim(key, until: store.now + .minutes(30), at: store.now)
      else { throw APIError.requestRepeated }
    }
    let departure = store.departure(of: call.body)
    for message in messages { try store.accept(message, departure) }
    return accepted(ids, call.body, departure)
  }

  private static let acceptance = Schema.object(
    .optional("messageId", .text, "Id of the mail; it is the same for all its recipients."),
    .optional("messageIds", .array(.text), "Ids of the versions, in their order."),
    .optional("batchId", .text(.uuid), "Of scheduled mail."))

  private static func accepted(
    _ ids: [String], _ body: Inputs, _ departure: Departure
  ) -> Reply {
    var batch: String?
    if case .scheduled(_, let id) = departure { batch = id }
    let hasVersions = body[SendFields.messageVersions] != nil
    return Reply(
      batch == nil ? .created : .accepted,
      .object(capacity: 64 + 64 * ids.count) { reply in
        if hasVersions {
          reply.member("messageIds", ids)
        } else {
          reply.member("messageId", ids[0])
        }
        reply.member("batchId", batch)
      })
  }
}

extension Transaction {
  fileprivate func departure(of body: Inputs) -> Departure {
    guard let instant = body[SendFields.scheduledAt] else { return .now }
    return .scheduled(at: instant, batch: body[SendFields.batchID] ?? drawBatchID())
  }

  /// What the request says of its mail, before any version changes it.
  fileprivate func composition(of body: Inputs) throws -> Composition {
    let mail: Composition
    if let id = body[SendFields.templateID] {
      guard let template = try templates.template(id: id), template.isActive else {
        throw APIError.templateIDInvalid
      }
      mail = Composition(template: template)
      if let subject = body[SendFields.subject] { mail.content.subject = subject }
    } else {
      mail = Composition(
        Content(
          subject: body[SendFields.subject] ?? "", html: body[SendFields.htmlContent],
          text: body[SendFields.textContent]))
    }
    if let sender = body[SendFields.sender] { mail.sender = try mailbox(ofSender: sender) }
    if let replyTo = body[SendFields.replyTo] { mail.replyTo = Mailbox(replyTo) }
    if let headers = body[SendFields.headers] { mail.headers = MailHeaders(headers) }
    if let files = body[SendFields.attachment] {
      mail.attachments += files.map(AttachmentFields.attachment)
    }
    if let tags = body[SendFields.tags] { mail.tags = tags }
    if let params = body[SendFields.params] { mail.params = params }
    return mail
  }

  private func mailbox(ofSender inputs: Inputs) throws -> Mailbox {
    let fields = SendFields.senderFields
    if let email = inputs[fields.email], let name = inputs[fields.name] {
      return Mailbox(email: email, name: name)
    }
    let registered = try registered(fields, inputs)
    if let email = inputs[fields.email] { return Mailbox(email: email, name: registered?.name) }
    guard let registered else { throw APIError.senderInactive }
    return Mailbox(email: registered.email, name: registered.name)
  }

  /// One message, or one for each version.
  fileprivate func messages(of body: Inputs, _ mail: Composition) throws -> [Message] {
    guard let versions = body[SendFields.messageVersions] else {
      let recipients = Recipient.list(
        to: body[SendFields.to] ?? [], cc: body[SendFields.cc], bcc: body[SendFields.bcc])
      return [try compose(mail, to: recipients)]
    }
    return try versions.enumerated().map { index, version in
      let recipients = Recipient.list(
        to: version[VersionFields.to], cc: version[VersionFields.cc] ?? body[SendFields.cc],
        bcc: version[VersionFields.bcc] ?? body[SendFields.bcc])
      return try compose(mail.changed(by: version), to: recipients, version: Int64(index) + 1)
    }
  }
}

extension Recipient {
  fileprivate static func list(to: [Inputs], cc: [Inputs]?, bcc: [Inputs]?) -> [Recipient] {
    var recipients = to.map { Recipient(.to, Mailbox($0)) }
    if let cc { recipients += cc.map { Recipient(.cc, Mailbox($0)) } }
    if let bcc { recipients += bcc.map { Recipient(.bcc, Mailbox($0)) } }
    return recipients
  }
}

extension Composition {
  fileprivate func changed(by version: Inputs) -> Composition {
    let mail = Composition(self)
    mail.content.subject = version[VersionFields.subject] ?? content.subject
    mail.content.html = version[VersionFields.htmlContent] ?? content.html
    mail.content.text = version[VersionFields.textContent] ?? content.text
    mail.replyTo = version[VersionFields.replyTo].map { Mailbox($0) } ?? replyTo
    mail.headers.merge(version[VersionFields.headers] ?? [])
    for (name, value) in version[VersionFields.params]?.members ?? [] {
      mail.params[name] = value
    }
    return mail
  }
}
