import APIContract
import BrevoStore
import HTTP
import JSON
import MIME

private let paging = Paging(standard: 100, maximum: 1000, order: .ascending)
private let id = Field.required("id", .text(.uuid), "Unique id of the message.")
private let number = Field.required(
  "number", .integer(0 ... .max), "Place of the file in the message, counted from 0.")

extension Control {
  static let listMessages = BrevoEndpoint(
    .get, "/messages", "listMessages",
    summary: "List what would have left the machine",
    query: Fields(MessageSearch.clauses + [paging.sort, paging.limit, paging.offset]),
    responses: [
      .ok("the messages, in the order of time", OutboxMessage.listSchema), .badRequest,
    ]
  ) { call, store in
    let (count, messages) = try store.outbox.page(
      MessageSearch.search(call.query), paging.page(call.query))
    return .ok(
      OutboxMessage.list(messages, count: count, extracting: call.query[MessageSearch.extract]))
  }

  static let getMessage = BrevoEndpoint(
    .get, "/messages/{id}", "getMessage",
    summary: "Show a message as its recipient got it",
    path: Fields(id), query: Fields(MessageSearch.extract),
    responses: [.ok("the message", OutboxMessage.schema), .badRequest, .refused(.outboxUnknown)]
  ) { call, store in
    let message = try store.outboxMessage(call.path[id])
    return .ok(message.json(extracting: call.query[MessageSearch.extract]))
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

  static let getMessageHTML = BrevoEndpoint(
    .get, "/messages/{id}/html", "getMessageHTML",
    summary: "Look at a message in a browser, where no script of it runs",
    path: Fields(id), responses: [.page("the message"), .badRequest, .refused(.outboxUnknown)]
  ) { call, store in
    let message = try store.outboxMessage(call.path[id])
    return .page(html: message.html, text: message.text)
  }

  static let getMessageRaw = BrevoEndpoint(
    .get, "/messages/{id}/raw", "getMessageRaw",
    summary: "Fetch a mail as it would have travelled: an .eml file",
    path: Fields(id), responses: [.mail, .badRequest, .refused(.outboxUnknown)]
  ) { call, store in
    let message = try store.outboxMessage(call.path[id])
    guard message.kind.isMail else { throw APIError.outboxNoMail }
    let bytes = try store.outbox.mime(message).bytes
    return .document(Document(mediaType: Response.mailType, bytes: bytes))
  }
}

extension Response {
  fileprivate static let mailType = "message/rfc822"

  fileprivate static var mail: Response {
    var response = Response(.ok, "the mail, with CR and LF at its line ends")
    response.mediaType = mailType
    return response
  }
}

extension APIError {
  static let outboxUnknown = notFound(text: "No message has this id")
  static let outboxNoMail = invalid(text: "This is for mail alone, which this message is not")
  fileprivate static let outboxFileUnknown = notFound(
    text: "The message has no such attachment, or only its url is known")
}

extension Transaction {
  fileprivate func outboxMessage(_ id: String) throws -> OutboxMessage {
    guard let message = try outbox.message(id) else { throw APIError.outboxUnknown }
    return message
  }
}
