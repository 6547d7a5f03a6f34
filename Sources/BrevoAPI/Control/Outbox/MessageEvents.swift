import APIContract
import BrevoStore
import CivilTime
import HTTP
import JSON

private let id = Field.required("id", .text(.uuid), "Unique id of the mail.")
private let kind = Field.required(
  "event", EventKind.shape, "What happens, as the event reports call it.")
private let link = Field.optional("link", .uri, "What was clicked.")
private let ip = Field.optional("ip", .text(.ip), "Where it was opened or clicked.")
private let reason = Field.optional("reason", .text, "Why, of a mail that fails.")

private let paging = Paging(standard: 100, maximum: 1000, order: .ascending)
private let mail = Field.optional("id", .text(.uuid), "Only events of this mail.")
private let kindWanted = Field.optional("event", EventKind.shape, "Only events of this kind.")
private let recipient = Field.optional("to", .text, "Only events of mail to this address.")

extension Control {
  static let addEvent = BrevoEndpoint(
    .post, "/messages/{id}/events", "addMessageEvent",
    summary: "Let something happen to a mail: a bounce, an open, a click, a complaint",
    path: Fields(id), body: .required(kind, link, ip, reason),
    responses: [
      .created("the event", OutboxEvent.schema), .badRequest, .refused(.outboxUnknown),
    ]
  ) { call, store in
    guard let message = try store.outbox.message(call.path[id]) else {
      throw APIError.outboxUnknown
    }
    guard message.kind == .email else { throw APIError.eventlessMessage }
    let body = call.body
    switch try store.happen(
      body[kind], to: message.id, link: body[link], ip: body[ip], reason: body[reason])
    {
    case .happened: break
    case .unknownMail: throw APIError.outboxUnknown
    case .outOfOrder(let lifecycle): throw APIError.outOfOrder(lifecycle)
    }
    var filter = EventLog.Filter()
    filter.mail = message.id
    // The order of a mail's own events is that of their instants, whatever the clock does.
    let last = Page(limit: 1, offset: 0, sort: .descending)
    return Reply(.created, try store.eventLog.page(filter, last).events.first?.json)
  }

  static let listEvents = BrevoEndpoint(
    .get, "/events", "listEvents",
    summary: "List what happened to mail",
    query: Fields(mail, kindWanted, recipient, paging.sort, paging.limit, paging.offset),
    responses: [
      .ok(
        "the events, in the order of time",
        .object(
          .required("count", .integer, "Events that match, on this page or not."),
          .required("events", .array(OutboxEvent.schema)))),
      .badRequest,
    ]
  ) { call, store in
    var filter = EventLog.Filter()
    filter.mail = call.query[mail]
    filter.kind = call.query[kindWanted]
    filter.address = call.query[recipient]
    let (count, events) = try store.eventLog.page(filter, paging.page(call.query))
    return .ok(["count": .int(count), "events": .array(events.map(\.json))])
  }
}

private enum EventKind {
  static let shape = Shape<Event.Kind>(.enumeration(Lifecycle.table.map(\.name))) { value in
    Lifecycle.table.first { $0.name == value.string }?.kind
  }
}

extension APIError {
  fileprivate static let eventlessMessage = invalid(
    text: "Events happen to the account's own mail alone, which this message is not")
}

extension OutboxEvent {
  fileprivate static let schema = Schema.object(
    .required("id", .text(.uuid), "Unique id of the mail."),
    .required("event", .enumeration(Lifecycle.table.map(\.name))),
    .required("at", .text(.dateTime)), .required("to", .text), .required("messageId", .text),
    .optional("reason", .text), .optional("link", .text), .optional("ip", .text))

  fileprivate var json: JSONValue {
    [
      "id": .string(mail), "event": .string(event.kind.lifecycle.name),
      "at": .string(event.at.formatted(.milliseconds(.utc))), "to": .string(address),
      "messageId": .string(messageID.text), "reason": event.reason.map { .string($0) },
      "link": event.link.map { .string($0) }, "ip": event.ip.map { .string($0) },
    ]
  }
}
