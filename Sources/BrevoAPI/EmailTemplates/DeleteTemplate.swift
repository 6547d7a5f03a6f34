import APIContract
import BrevoStore
import HTTP

extension EmailTemplates {
  static let delete = BrevoEndpoint(
    .delete, "/smtp/templates/{templateId}", "deleteSmtpTemplate",
    summary: "Delete an inactive email template",
    rateLimit: .smtp,
    path: Fields(TemplateFields.id),
    responses: [
      .noContent("Inactive transactional email template has been deleted"), .badRequest,
      .refused(.templateUnknown), .refused(.templateActiveObserved),
    ]
  ) { call, store in
    let template = try store.template(call.path)
    guard !template.isActive else { throw store.outcome(Fidelity.deletingActiveTemplate) }
    try store.templates.delete(id: template.id)
    return .noContent
  }
}
