import APIContract
import BrevoAPI
import BrevoStore
import HTTP
import JSON

private let exactly = Field.optional(
  "exactly", .integer(0...1000), "How many messages there must be.")
private let none = Field.optional("none", .boolean, "`true` is the same as `exactly=0`.")
private let time = WaitTime(
  "within", default: .zero,
  "How long more must not come: `5s`, `500ms`; judged at once if it is not said.")
private let one = Rule("Either `exactly` or `none=true` is given.") {
  inputs, _ throws(APIError) in
  guard (inputs[exactly] != nil) != (inputs[none] == true) else {
    throw .invalid(text: "Either exactly or none=true must be passed")
  }
}

extension Operations {
  /// More than are expected fail at once; fewer when the time is over, as they may still come.
  static let expectMessages = ControlEndpoint(
    .get, "/messages/expect", "expectMessages",
    summary: "Hold how many messages match against what is expected",
    query: Fields(MessageSearch.clauses + [exactly, none, one, time.field, time.rule]),
    responses: [
      .ok("the messages, as many as expected", OutboxMessage.listSchema), .badRequest,
      Response(.expectationFailed, "there are more, or fewer", .unexpected),
    ]
  ) { call, operation in
    let query = call.query
    let search = MessageSearch.search(query)
    let wanted = query[exactly] ?? 0
    let journals = operation.emulator.journals
    let key = try operation.account.key
    let wait = Wait(time: time.of(query)) { store, isOver in
      let found = try store.outbox.count(search)
      guard isOver || found > wanted else { return nil }
      if found == wanted { return try store.found(search, query) }
      let list = try store.list(search, query)
      let sentence =
        "There should be exactly \(wanted) \(wanted == 1 ? "message" : "messages") with \(MessageSearch.words(query)); there are \(found)"
      journals.noteUnmet(sentence, of: key)
      throw APIError.expectationFailed(text: sentence, details: list.object ?? JSONObject())
    }
    return try operation.emulator.waiters.answer(wait, of: operation)
  }
}

extension Schema {
  fileprivate static let unexpected = object(
    .required("code", .text), .required("message", .text),
    .required("count", .integer, "Messages that match."),
    .required("messages", .array(OutboxMessage.schema), "The messages that match."))
}
