import APIContract
import BrevoStore
import CivilTime
import HTTP
import JSON

private let period = ReportPeriod(standard: 30, maximum: 90, else: .periodOverNinetyDays)
private let paging = Paging(standard: 2500, maximum: 5000)
private let email = Field.optional("email", .email, "Only events of mail to this address.")
private let event = Field.optional(
  "event", EventName.shape, "Only events of this kind.")
private let tags = Field.optional(
  "tags", Tags.shape, "Only events of mail with any of these: a JSON array, or comma separated.")
private let messageID = Field.optional("messageId", .text, "Only events of this message.")
private let templateID = Field.optional(
  "templateId", .identifier, "Only events of mail made from this template.")

extension EmailStatistics {
  static let events = BrevoEndpoint(
    .get, "/smtp/statistics/events", "getEmailEventReport",
    summary: "Get all your transactional email activity (unaggregated events)",
    rateLimit: .smtp,
    query: Fields(
      [paging.limit, paging.offset] + period.clauses
        + [email, event, tags, messageID, templateID, paging.sort]),
    responses: [
      .ok(
        "Email events report informations",
        .object(.required("events", .array(LoggedEvent.schema)))),
      .badRequest,
    ]
  ) { call, store in
    let query = call.query
    let days = period.range(query, at: store.moment)
    var filter = EventFilter(
      period: store.known(days.instants(at: store.settings.offset)))
    filter.address = query[email]
    filter.kinds = query[event]
    filter.tags = query[tags] ?? []
    filter.templateID = query[templateID]
    if let text = query[messageID] {
      // Text that is no message id names no mail.
      guard let id = MessageID(text) else { return .ok(["events": []]) }
      filter.messageID = id
    }
    let events = try store.statistics.events(filter, paging.page(query))
    let offset = store.settings.offset
    return .ok(
      .object { answer in
        answer.array("events") { list in
          for event in events { list.object { event.write(to: &$0, at: offset) } }
        }
      })
  }
}

/// The words of the `event` filter.
private enum EventName {
  /// Hard and soft together; no event is called so itself.
  static let bounces = "bounces"

  static let shape = Shape<[Event.Kind]>(
    .enumeration([bounces] + Lifecycle.table.map(\.name))
  ) { value in
    if value.string == bounces { return [.hardBounces, .softBounces] }
    return Lifecycle.table.first { $0.name == value.string }.map { [$0.kind] }
  }
}

/// Tags in a query: a JSON array as documented, or words between commas.
private enum Tags {
  static let shape = Shape<[String]>(Shape.text.schema) { value in
    guard let text = value.string else { return nil }
    if let array = try? JSONValue(parsing: text).array { return array.compactMap(\.string) }
    return text.split(separator: ",").map(String.init)
  }
}

extension LoggedEvent {
  fileprivate static let schema = Schema.object(
    .required("email", .text(.email)), .required("date", .text(.dateTime)),
    .required("subject", .text), .required("messageId", .text),
    .required("event", .enumeration(Lifecycle.table.map(\.name))),
    .optional("reason", .text, "Of mail that failed."),
    .optional("tag", .text, "The first tag of the mail, or its template's."),
    .optional("ip", .text, "Where it was opened or clicked."),
    .optional("link", .text, "What was clicked."), .required("from", .text),
    .optional("templateId", .integer, "Only of mail made from a template."))

  fileprivate func write(to row: inout JSONObjectWriter, at offset: UTCOffset) {
    row.member("email", address)
    row.member("date", event.at, at: offset)
    row.member("subject", subject)
    row.member("messageId", messageID.text)
    row.member("event", event.kind.lifecycle.name)
    row.member("reason", event.reason)
    row.member("tag", tag)
    row.member("ip", event.ip)
    row.member("link", event.link)
    row.member("from", from)
    row.member("templateId", templateID)
  }
}
