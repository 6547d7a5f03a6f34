import APIContract
import BrevoStore
import CivilTime
import JSON

extension EmailTemplate {
  static let schema = Schema.object(members.map(\.clause))

  /// With what only the single template shows.
  static let detailedSchema = Schema.object(
    (members + [.required("doiTemplate", .boolean, "Whether it asks for a double opt-in.")])
      .map(\.clause))

  private static let members: [Member] = [
    .required("id", .integer), .required("name", .text), .required("subject", .text),
    .required("isActive", .boolean),
    .required("testSent", .boolean, "Whether a test was sent."),
    .required(
      "sender",
      .object(
        .optional("name", .text), .required("email", .text(.email)),
        .optional("id", .text, "A text, as the vendor's document declares it."))),
    .required("replyTo", .text), .required("toField", .text), .required("tag", .text),
    .required("htmlContent", .text), .required("createdAt", .text(.dateTime)),
    .required("modifiedAt", .text(.dateTime)),
  ]

  /// With the number of the registered sender that has the template's address.
  func json(senderID: Int64?) -> JSONObject {
    [
      "id": .int(id), "name": .string(name), "subject": .string(subject),
      "isActive": .bool(isActive), "testSent": .bool(isTestSent),
      "sender": [
        "name": sender.name.map { .string($0) }, "email": .string(sender.email),
        "id": senderID.map { "\($0)" },
      ],
      "replyTo": .string(replyTo), "toField": .string(toField), "tag": .string(tag),
      "htmlContent": .string(html),
      "createdAt": .string(createdAt.formatted(.milliseconds(.utc))),
      "modifiedAt": .string(modifiedAt.formatted(.milliseconds(.utc))),
    ]
  }

  /// Whether it asks for a double opt-in: by its tag, as a public set-up guide of 2026 found, or
  /// by the variables that its text holds (assumed; the vendor names no list).
  var isDoubleOptIn: Bool {
    tag == "optin" || ["params.DOIurl", "doubleoptin"].contains { html.contains($0) }
  }
}

extension Transaction {
  func json(_ template: EmailTemplate) throws -> JSONObject {
    template.json(senderID: try senders.sender(email: template.sender.email)?.id)
  }
}
