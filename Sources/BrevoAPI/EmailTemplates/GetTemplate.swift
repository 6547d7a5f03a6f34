import APIContract
import BrevoStore
import HTTP
import JSON

extension EmailTemplates {
  static let get = BrevoEndpoint(
    .get, "/smtp/templates/{templateId}", "getSmtpTemplate",
    summary: "Get the details of an email template",
    rateLimit: .smtp,
    path: Fields(TemplateFields.id),
    responses: [
      .ok("Email template informations", EmailTemplate.detailedSchema), .badRequest,
      .refused(.templateUnknown),
    ]
  ) { call, store in
    let template = try store.template(call.path)
    var json = try store.json(template)
    json["doiTemplate"] = .bool(template.isDoubleOptIn)
    return .ok(.object(json))
  }
}
