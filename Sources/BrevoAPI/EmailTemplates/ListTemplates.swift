import APIContract
import BrevoStore
import HTTP
import JSON

private let isActive = Field.optional(
  "templateStatus", .boolean, "Only active (true) or inactive (false) templates.")
private let paging = Paging(standard: 50, maximum: 1000)

extension EmailTemplates {
  static let list = BrevoEndpoint(
    .get, "/smtp/templates", "getSmtpTemplates",
    summary: "Get the list of email templates",
    rateLimit: .smtp,
    query: Fields(isActive, paging.limit, paging.offset, paging.sort),
    responses: [
      .ok(
        "transactional email templates informations",
        .object(
          .required("count", .integer, "Templates that match, on this page or not."),
          .required("templates", .array(EmailTemplate.schema)))),
      .badRequest,
    ]
  ) { call, store in
    let (count, templates) = try store.templates.page(
      isActive: call.query[isActive], paging.page(call.query))
    return .ok([
      "count": .int(count),
      "templates": .array(try templates.map { .object(try store.json($0)) }),
    ])
  }
}
