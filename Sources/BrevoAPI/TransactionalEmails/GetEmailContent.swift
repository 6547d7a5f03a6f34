import APIContract
import BrevoStore
import CivilTime
import HTTP
import JSON

private let uuid = Field.required("uuid", .text, "Unique id of the mail to one recipient.")

extension TransactionalEmails {
  static let content = BrevoEndpoint(
    .get, "/smtp/emails/{uuid}", "getTransacEmailContent",
    summary: "Get the personalized content of a sent transactional email",
    rateLimit: .smtp,
    path: Fields(uuid),
    responses: [
      .ok("Transactional email content", EmailContent.schema), .badRequest,
      .refused(.uuidUnknown),
    ]
  ) { call, store in
    guard let email = try store.knownEmail(uuid: call.path[uuid]) else {
      throw APIError.uuidUnknown
    }
    return .ok(email.json(at: store.present.offset))
  }
}

extension EmailContent {
  fileprivate static let schema = Schema.object(
    .required("email", .text(.email)), .required("subject", .text),
    .optional("templateId", .integer, "Only of mail made from a template."),
    .required("date", .text(.dateTime)),
    .required(
      "events",
      .array(
        .object(
          .required("name", .enumeration(Lifecycle.table.map(\.nameInContent))),
          .required("time", .text(.dateTime)))),
      "What happened to it, in the order of time."),
    .required("body", .text, "The HTML; of mail without any, the text."),
    .required("attachmentCount", .integer))

  fileprivate func json(at offset: UTCOffset) -> JSONText {
    let body = content.html ?? content.text ?? ""
    return .object(capacity: 512 + body.utf8.count) { email in
      email.member("email", address)
      email.member("subject", content.subject)
      email.member("templateId", templateID)
      email.member("date", sentAt, at: offset)
      email.array("events") { list in
        for event in events {
          list.object { item in
            item.member("name", event.kind.lifecycle.nameInContent)
            item.member("time", event.at, at: offset)
          }
        }
      }
      email.member("body", body)
      email.member("attachmentCount", attachmentCount)
    }
  }
}
