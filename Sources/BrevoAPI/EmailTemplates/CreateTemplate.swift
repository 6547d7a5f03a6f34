import APIContract
import BrevoStore
import HTTP
import JSON

private let name = Field.required("templateName", .text, "Name of the template.")
  .refused(missing: .templateNameMissing)
private let subject = Field.required("subject", .text, "Subject of the mail.")
private let sender = Field.required(
  "sender", TemplateFields.sender.shape, "A registered and active sender.")
private let content = Rule.anyOf(
  [TemplateFields.htmlContent.member.name, TemplateFields.htmlURL.member.name],
  else: .templateContentMissing)

extension EmailTemplates {
  static let create = BrevoEndpoint(
    .post, "/smtp/templates", "createSmtpTemplate",
    summary: "Create an email template",
    rateLimit: .smtp,
    body: .required(
      name, subject, sender, content, TemplateFields.htmlContent, TemplateFields.htmlURL,
      TemplateFields.replyTo, TemplateFields.toField, TemplateFields.tag, TemplateFields.isActive,
      TemplateFields.attachmentURL, TemplateFields.attachmentFormat),
    responses: [
      .created("template created", .object(.required("id", .integer))), .badRequest,
    ]
  ) { call, store in
    let body = call.body
    var template = EmailTemplate(
      name: body[name], subject: body[subject], html: TemplateFields.html(body) ?? "",
      sender: try store.templateSender(body[sender]), at: store.now)
    template.replyTo = body[TemplateFields.replyTo] ?? ""
    template.toField = body[TemplateFields.toField] ?? ""
    template.tag = body[TemplateFields.tag] ?? ""
    template.attachmentURL = body[TemplateFields.attachmentURL]
    template.isActive = body[TemplateFields.isActive] ?? false
    return .created(["id": .int(try store.templates.insert(template))])
  }
}
