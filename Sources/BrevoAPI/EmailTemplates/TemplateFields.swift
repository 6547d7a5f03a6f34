import APIContract
import BrevoStore

/// The properties of a template, as the bodies that create and update one have them.
///
/// The text that GET shows empty when it is unset may be given empty, to unset it.
enum TemplateFields {
  static let id = Field.required("templateId", .identifier, "Number of the template.")
    .refused(missing: .templateIDInvalid, invalid: .templateIDInvalid)

  static let sender = SenderFields(both: .senderBothOfTemplate, ignoresNameWithID: false)
  static let replyTo = Field.optional(
    "replyTo", .text(.email, mayBeBlank: true), "Address that answers go to.")
  static let toField = Field.optional(
    "toField", .text(mayBeBlank: true),
    "Name of the recipient: `{FIRSTNAME} {LASTNAME}`, or with `{{contact.FIRSTNAME}}`.")
  static let tag = Field.optional("tag", .text(mayBeBlank: true), "One tag.")
  static let isActive = Field.optional("isActive", .boolean, "Whether mail can be sent with it.")
  static let htmlContent = Field.optional(
    "htmlContent", .text(length: 11 ... .max),
    "Body in the template language, of more than 10 characters.")
  static let htmlURL = Field.optional(
    "htmlUrl", .uri, "Where the body lies; used without `htmlContent`, and never fetched.")
  static let attachmentURL = Field.optional(
    "attachmentUrl", .uri, "Where a file to attach lies; never fetched.")

  static let attachmentFormat = Rule("`attachmentUrl` ends in a file extension that is allowed.") {
    inputs, _ throws(APIError) in
    guard let url = inputs[attachmentURL] else { return }
    guard FileFormats.ofTemplates.admit(FileFormats.name(ofURL: url)) else {
      throw .attachmentFormat
    }
  }

  /// The body that the fields name; nil if they name none.
  static func html(_ body: Inputs) -> String? {
    body[htmlContent] ?? body[htmlURL].map { "<p>The content of \($0), which is not fetched.</p>" }
  }
}

extension Transaction {
  /// The mailbox of a template's sender, which must be a registered and active one.
  func templateSender(_ inputs: Inputs) throws -> Mailbox {
    let fields = TemplateFields.sender
    guard let sender = try registered(fields, inputs), sender.isActive else {
      throw APIError.senderInactive
    }
    return Mailbox(email: sender.email, name: inputs[fields.name] ?? sender.name)
  }

  func template(_ path: Inputs) throws -> EmailTemplate {
    guard let template = try templates.template(id: path[TemplateFields.id]) else {
      throw APIError.templateUnknown
    }
    return template
  }
}
