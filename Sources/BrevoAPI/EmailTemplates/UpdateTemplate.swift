import APIContract
import BrevoStore
import HTTP
import JSON

private let name = Field.optional("templateName", .text, "Name of the template.")
  .refused(missing: .templateNameMissing)
private let subject = Field.optional("subject", .text, "Subject of the mail.")
private let sender = Field.optional(
  "sender", TemplateFields.sender.shape, "A registered and active sender.")
private let notEmpty = Rule("At least one property must be given.") {
  inputs, _ throws(APIError) in
  guard !inputs.object.members.isEmpty else { throw .noInput }
}

extension EmailTemplates {
  /// Changes what the body names, and nothing else.
  static let update = BrevoEndpoint(
    .put, "/smtp/templates/{templateId}", "updateSmtpTemplate",
    summary: "Update an email template",
    rateLimit: .smtp,
    path: Fields(TemplateFields.id),
    body: .required(
      notEmpty, name, subject, sender, TemplateFields.htmlContent, TemplateFields.htmlURL,
      TemplateFields.replyTo, TemplateFields.toField, TemplateFields.tag, TemplateFields.isActive,
      TemplateFields.attachmentURL, TemplateFields.attachmentFormat),
    responses: [
      .noContent("transactional email template updated"), .badRequest, .refused(.templateUnknown),
    ]
  ) { call, store in
    let body = call.body
    var template = try store.template(call.path)
    template.name = body[name] ?? template.name
    template.subject = body[subject] ?? template.subject
    template.sender = try body[sender].map(store.templateSender) ?? template.sender
    template.html = TemplateFields.html(body) ?? template.html
    template.replyTo = body[TemplateFields.replyTo] ?? template.replyTo
    template.toField = body[TemplateFields.toField] ?? template.toField
    template.tag = body[TemplateFields.tag] ?? template.tag
    template.isActive = body[TemplateFields.isActive] ?? template.isActive
    template.attachmentURL = body[TemplateFields.attachmentURL] ?? template.attachmentURL
    template.modifiedAt = store.now
    try store.templates.update(template)
    return .noContent
  }
}
