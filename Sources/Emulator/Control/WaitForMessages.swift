import APIContract
import BrevoAPI
import BrevoStore
import HTTP
import JSON

private let count = Field.optional(
  "count", .integer(1...1000), default: 1, "How many messages must be there.")
private let time = WaitTime(
  "timeout", default: .seconds(10), "How long to wait: `5s`, `500ms`; 10s if it is not said.")

extension Operations {
  /// It answers a timeout with 404, as clients repeat what is answered with 408 by themselves.
  static let waitForMessages = ControlEndpoint(
    .get, "/messages/wait", "waitForMessages",
    summary: "Wait until so many messages that match are there",
    query: Fields(MessageSearch.clauses + [count, time.field, time.rule]),
    responses: [
      .ok("the messages, in the order of time", OutboxMessage.listSchema), .badRequest,
      Response(.notFound, "too few came in time", .unmet),
    ]
  ) { call, operation in
    let query = call.query
    let search = MessageSearch.search(query)
    let wait = Wait(time: time.of(query)) { store, isOver in
      let found = try store.outbox.count(search)
      if found >= query[count] { return try store.found(search, query) }
      guard isOver else { return nil }
      let wanted = query[count] == 1 ? "No message" : "Fewer than \(query[count]) messages"
      throw APIError.notFound(
        text:
          "\(wanted) with \(MessageSearch.words(query)) came within \(WaitTime.text(time.of(query))); \(found) did",
        details: [
          "count": .int(found),
          "nearest": .array(
            try store.outbox.nearest(to: search, count: 3)
              .map { $0.message.json(differing: $0.differs) }),
        ])
    }
    return try operation.emulator.waiters.answer(wait, of: operation)
  }
}

extension Transaction {
  /// The messages that were looked for, from the first on.
  func found(_ search: OutboxSearch, _ query: Inputs) throws -> Reply {
    .ok(try list(search, query))
  }

  func list(_ search: OutboxSearch, _ query: Inputs) throws -> JSONValue {
    let (count, messages) = try outbox.page(
      search, Page(limit: 1000, offset: 0, sort: .ascending))
    return OutboxMessage.list(messages, count: count, extracting: query[MessageSearch.extract])
  }
}

extension Schema {
  fileprivate static let unmet = object(
    .required("code", .text), .required("message", .text),
    .required("count", .integer, "Messages that match."),
    .required(
      "nearest", .array(OutboxMessage.nearestSchema), "Those that come nearest, three at most."))
}
