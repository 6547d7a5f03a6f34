package import APIContract
package import BrevoStore
import CivilTime
package import JSON

extension OutboxMessage {
  package static let listSchema = Schema.object(
    .required("count", .integer, "Messages that match, on this page or not."),
    .required("messages", .array(schema)))

  package static let schema = Schema.object(members.map { .member($0) })

  /// What a message is told by where it is not the one that was looked for.
  package static let nearestSchema = Schema.object(
    (summary + [Member.required("differs", .array(.text), "The conditions it does not meet.")])
      .map { .member($0) })

  private static let members =
    summary + [
      .optional("fromName", .text), .optional("toName", .text),
      .optional(
        "replyTo", .object(.required("email", .text), .optional("name", .text))),
      .optional("headers", .dictionary(.text, mayBeEmpty: true)),
      .optional("text", .text), .optional("html", .text),
      .required(
        "attachments", .array(.object(.required("name", .text), .optional("url", .text)))),
      .optional("extracted", .text, "What `extract` found; absent where it found nothing."),
    ]

  private static let summary: [Member] = [
    .required("id", .text(.uuid)),
    .required("kind", .enumeration(Kind.allCases.map { "\($0)" })),
    .required("at", .text(.dateTime)), .required("from", .text), .required("to", .text),
    .optional("role", .enumeration(["to", "cc", "bcc"]), "Where its head names the recipient."),
    .optional("subject", .text), .optional("messageId", .text),
    .optional("tags", .array(.text)), .optional("templateId", .integer),
  ]

  package static func list(
    _ messages: [OutboxMessage], count: Int64, extracting extract: Extract?
  ) -> JSONValue {
    [
      "count": .int(count),
      "messages": .array(messages.map { $0.json(extracting: extract) }),
    ]
  }

  func json(extracting extract: Extract?) -> JSONValue {
    var object = summary
    object["fromName"] = mail?.senderName.map { .string($0) }
    object["toName"] = mail?.recipientName.map { .string($0) }
    object["replyTo"] = mail?.replyTo?.json
    if let headers = mail?.headers, !headers.isEmpty {
      object["headers"] = .object(JSONObject(headers.map { ($0.name, .string($0.value)) }))
    }
    object["text"] = text.map { .string($0) }
    object["html"] = html.map { .string($0) }
    object["attachments"] = .array(
      files.map { ["name": .string($0.name), "url": $0.url.map { .string($0) }] })
    object["extracted"] = extract?.from(self).map { .string($0) }
    return .object(object)
  }

  /// One of the messages that come nearest to a search.
  package func json(differing names: [String]) -> JSONValue {
    var object = summary
    object["differs"] = .array(names.map { .string($0) })
    return .object(object)
  }

  private var summary: JSONObject {
    [
      "id": .string(id), "kind": "\(kind)",
      "at": .string(at.formatted(.milliseconds(.utc))), "from": .string(from), "to": .string(to),
      "role": mail.map { "\($0.role)" }, "subject": subject.map { .string($0) },
      "messageId": mail.map { .string($0.messageID.text) },
      "tags": mail.map { .array($0.tags.map { .string($0) }) },
      "templateId": mail?.templateID.map { .int($0) },
    ]
  }
}
