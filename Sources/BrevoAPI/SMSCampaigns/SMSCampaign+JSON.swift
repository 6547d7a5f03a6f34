import APIContract
import BrevoStore
import CivilTime
import JSON

extension SMSCampaign {
  static let schema = Schema.object((members + [recipients(of: .integer)]).map(\.clause))

  /// As the single campaign is shown.
  static let detailedSchema = Schema.object(
    (members + [
      .required("tags", .array(.text), "Always empty: no operation sets any."),
      recipients(
        of: .oneOf([
          .integer, .object(.required("id", .integer), .required("name", .text)),
        ])),
    ]).map(\.clause))

  private static let members: [Member] = [
    .required("id", .integer), .required("name", .text),
    .required("status", .enumeration(Status.allCases.map(\.rawValue))),
    .required("content", .text), .required("sender", .text),
    .required("scheduledAt", .text, "Empty if there is none."),
    .optional("sentDate", .text(.dateTime), "Of campaigns that were sent."),
    .required("testSent", .boolean, "Whether a test was sent."),
    .required("createdAt", .text(.dateTime)), .required("modifiedAt", .text(.dateTime)),
    .required("organisationPrefix", .text), .required("unsubscribeInstruction", .text),
    .required(
      "statistics",
      .object(
        .required("delivered", .integer), .required("sent", .integer),
        .required("processing", .integer), .required("softBounces", .integer),
        .required("hardBounces", .integer), .required("unsubscriptions", .integer),
        .required("answered", .integer))),
  ]

  private static func recipients(of reference: Schema) -> Member {
    .required(
      "recipients",
      .object(
        .required("lists", .array(reference)), .required("exclusionLists", .array(reference))))
  }

  /// With what became of its messages, and its lists as `reference` writes them.
  func json(
    _ figures: SMSFigures, reference: (Int64) throws -> JSONValue
  ) rethrows -> JSONObject {
    [
      "id": .int(id), "name": .string(name), "status": .string(status.rawValue),
      "content": .string(composition.content), "sender": .string(sender),
      "scheduledAt": .string(scheduledAt?.formatted(.milliseconds(.utc)) ?? ""),
      "sentDate": sentAt.map { .string($0.formatted(.milliseconds(.utc))) },
      "testSent": .bool(isTestSent),
      "createdAt": .string(createdAt.formatted(.milliseconds(.utc))),
      "modifiedAt": .string(modifiedAt.formatted(.milliseconds(.utc))),
      "organisationPrefix": .string(composition.prefix),
      "unsubscribeInstruction": .string(composition.instruction),
      "recipients": [
        "lists": .array(try lists.map(reference)),
        "exclusionLists": .array(try exclusionLists.map(reference)),
      ],
      "statistics": figures.json,
    ]
  }
}

extension SMSFigures {
  fileprivate var json: JSONValue {
    [
      "delivered": .int(self[.delivered]), "sent": .int(sent),
      "processing": .int(self[.processing]), "softBounces": .int(self[.softBounces]),
      "hardBounces": .int(self[.hardBounces]),
      "unsubscriptions": .int(self[.unsubscriptions]), "answered": .int(self[.answered]),
    ]
  }
}
