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
    return .ok(email.json(at: store.settings.offset))
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

  fileprivate func json(at offset: UTCOffset) -> JSONValue {
    [
      "email": .string(address), "subject": .string(content.subject),
      "templateId": templateID.map { .int($0) },
      "date": .string(sentAt.formatted(.milliseconds(offset))),
      "events": .array(
        events.map { event in
          [
            "name": .string(event.kind.lifecycle.nameInContent),
            "time": .string(event.at.formatted(.milliseconds(offset))),
          ]
        }),
      "body": .string(content.html ?? content.text ?? ""),
      "attachmentCount": .int(attachmentCount),
    ]
  }
}
