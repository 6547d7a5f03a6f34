import APIContract
import BrevoStore
import CivilTime
import HTTP
import JSON

private let recipient = Field.optional("to", .text, "Address or number of the recipient.")
private let paging = Paging(standard: 100, maximum: 1000, order: .ascending)
private let id = Field.required("id", .text(.uuid), "Unique id of the message.")
private let number = Field.required(
  "number", .integer(0 ... .max), "Place of the file in the message, counted from 0.")

extension Control {
  static let listMessages = BrevoEndpoint(
    .get, "/messages", "listMessages",
    summary: "List all that would have left the machine",
    query: Fields(recipient, paging.sort, paging.limit, paging.offset),
    responses: [
      .ok(
        "the messages, in the order of time",
        .object(
          .required("count", .integer, "Messages that match, on this page or not."),
          .required("messages", .array(OutboxMessage.schema)))),
      .badRequest,
    ]
  ) { call, store in
    let (count, messages) = try store.outbox.page(
      to: call.query[recipient], paging.page(call.query))
    return .ok(["count": .int(count), "messages": .array(messages.map(\.json))])
  }

  static let getMessage = BrevoEndpoint(
    .get, "/messages/{id}", "getMessage",
    summary: "Show a message as its recipient got it",
    path: Fields(id),
    responses: [.ok("the message", OutboxMessage.schema), .badRequest, .refused(.outboxUnknown)]
  ) { call, store in
    guard let message = try store.outbox.message(call.path[id]) else {
      throw APIError.outboxUnknown
    }
    return .ok(message.json)
  }

  static let getMessageFile = BrevoEndpoint(
    .get, "/messages/{id}/attachments/{number}", "getMessageAttachment",
    summary: "Fetch a file that travels with a message",
    path: Fields(id, number),
    responses: [.file("the file"), .badRequest, .refused(.outboxFileUnknown)]
  ) { call, store in
    switch try store.outbox.content(of: call.path[id], at: Int(call.path[number])) {
    case .base64(let text)?:
      .document(Document(mediaType: "application/octet-stream", bytes: Base64.decoded(text)))
    case .bytes(let bytes, let mediaType)?:
      .document(Document(mediaType: mediaType, bytes: bytes))
    case nil: throw APIError.outboxFileUnknown
    }
  }
}

extension APIError {
  fileprivate static let outboxUnknown = notFound(text: "No message has this id")
  fileprivate static let outboxFileUnknown = notFound(
    text: "The message has no such attachment, or only its url is known")
}

extension OutboxMessage {
  fileprivate static let schema = Schema.object(
    .required("id", .text(.uuid)),
    .required("kind", .enumeration(Kind.allCases.map { "\($0)" })),
    .required("at", .text(.dateTime)), .required("from", .text), .required("to", .text),
    .optional("subject", .text), .optional("text", .text), .optional("html", .text),
    .required(
      "attachments", .array(.object(.required("name", .text), .optional("url", .text)))))

  fileprivate var json: JSONValue {
    [
      "id": .string(id), "kind": "\(kind)",
      "at": .string(at.formatted(.milliseconds(.utc))), "from": .string(from), "to": .string(to),
      "subject": subject.map { .string($0) }, "text": text.map { .string($0) },
      "html": html.map { .string($0) },
      "attachments": .array(
        files.map { ["name": .string($0.name), "url": $0.url.map { .string($0) }] }),
    ]
  }
}
