import APIContract
import BrevoStore
import CivilTime
import HTTP
import JSON

private let state = Field.optional(
  "state", .oneOfNames(Callback.State.allCases), "What became of the calls so far.")
private let url = Field.optional("url", .text, "To whom the calls are made.")
private let paging = Paging(standard: 100, maximum: 1000, order: .ascending)
private let id = Field.required("id", .identifier, "Number of the call.")

extension Control {
  static let listCallbacks = BrevoEndpoint(
    .get, "/callbacks", "listCallbacks",
    summary: "List the calls to the outside that the account owes or has made",
    query: Fields(state, url, paging.sort, paging.limit, paging.offset),
    responses: [
      .ok(
        "the calls, in the order in which they came to be owed",
        .object(
          .required("count", .integer, "Calls that match, on this page or not."),
          .required("callbacks", .array(CallbackRecord.schema)))),
      .badRequest,
    ]
  ) { call, store in
    let (count, callbacks) = try store.callbacks.page(
      .init(state: call.query[state], url: call.query[url]), paging.page(call.query))
    return .ok(["count": .int(count), "callbacks": .array(callbacks.map(\.json))])
  }

  static let getCallback = BrevoEndpoint(
    .get, "/callbacks/{id}", "getCallback",
    summary: "Show a call to the outside, and what came of each attempt",
    path: Fields(id),
    responses: [.ok("the call", CallbackRecord.schema), .badRequest, .refused(.callbackUnknown)]
  ) { call, store in
    .ok(try store.callback(call.path[id]).json)
  }

  static let redeliverCallback = BrevoEndpoint(
    .post, "/callbacks/{id}/redeliver", "redeliverCallback",
    summary: "Have a call made again, now, whatever became of it",
    path: Fields(id),
    responses: [
      .accepted("the call, which is due now", CallbackRecord.schema), .badRequest,
      .refused(.callbackUnknown),
    ]
  ) { call, store in
    guard try store.callbacks.redeliver(call.path[id]) else { throw APIError.callbackUnknown }
    return .accepted(try store.callback(call.path[id]).json)
  }
}

extension Transaction {
  fileprivate func callback(_ id: Int64) throws -> CallbackRecord {
    guard let callback = try callbacks.callback(id) else { throw APIError.callbackUnknown }
    return callback
  }
}

extension APIError {
  fileprivate static let callbackUnknown = notFound(
    text: "No call has this id, or it is long over")
}

extension CallbackRecord {
  fileprivate static let schema = Schema.object(
    .required("id", .integer),
    .required("occasion", .enumeration(Callback.Occasion.allCases.map { "\($0)" })),
    .required("url", .text), .required("body", .any), .required("createdAt", .text(.dateTime)),
    .required("state", .enumeration(Callback.State.allCases.map { "\($0)" })),
    .optional("nextAttemptAt", .text(.dateTime), "Of a pending call."),
    .required(
      "attempts",
      .array(
        .object(
          .required("at", .text(.dateTime)), .optional("status", .integer),
          .optional("error", .text, "Why there is no status.")))))

  fileprivate var json: JSONValue {
    [
      "id": .int(id), "occasion": "\(occasion)", "url": .string(url), "body": body,
      "createdAt": .string(createdAt.formatted(.milliseconds(.utc))),
      "state": "\(state)",
      "nextAttemptAt": nextAttemptAt.map { .string($0.formatted(.milliseconds(.utc))) },
      "attempts": .array(attempts.map(\.json)),
    ]
  }
}

extension CallbackRecord.Attempt {
  fileprivate var json: JSONValue {
    [
      "at": .string(at.formatted(.milliseconds(.utc))), "status": status.map { .int($0) },
      "error": error.map { .string($0) },
    ]
  }
}
