import APIContract
import BrevoStore
import CivilTime
import HTTP
import JSON

/// What is older is not told any more.
private let daysKept: Int64 = 30

/// `error` can be an answer, but is not among the documented filters.
private let status = Field.optional(
  "status",
  Shape(.enumeration(["processed", "inProgress", "queued"])) {
    $0.string.flatMap { ScheduledSend.Status(rawValue: $0) }
  },
  "Only sends of this status; ignored with a message id.")
private let paging = Paging(standard: 100, maximum: 500)

extension TransactionalEmails {
  /// A batch answers a list, a message a single object: clients know by what they asked for.
  static let scheduled = BrevoEndpoint(
    .get, "/smtp/emailStatus/{identifier}", "getScheduledEmailById",
    summary: "Fetch scheduled emails by batchId or messageId",
    rateLimit: .smtp,
    path: ScheduleIdentifier.path,
    query: Fields(
      Period.start, Period.end, Period.together, Period.inOrder, Period.atMostThirtyDaysBack,
      Period.atMostOneMonth, paging.sort, status, paging.limit, paging.offset),
    responses: [
      .ok(
        "Scheduled email batches",
        .oneOf([
          .object(
            .required("count", .integer, "Sends that match, on this page or not."),
            .required("batches", .array(ScheduledSend.schema))),
          ScheduledSend.schema,
        ])),
      .badRequest, .refused(.identifierUnknown),
    ]
  ) { call, store in
    let oldest = store.now - .days(daysKept)
    switch try ScheduleIdentifier(call.path) {
    case .message(let id):
      guard let send = try store.schedule.send(id), send.createdAt >= oldest else {
        throw APIError.identifierUnknown
      }
      return .ok(send.json)
    case .batch(let batch):
      guard try store.schedule.contains(batch: batch, since: oldest) else {
        throw APIError.identifierUnknown
      }
      let filter = Schedule.Filter(
        status: call.query[status],
        period: Period.instants(call.query, at: store.moment) ?? oldest..<store.now + .days(1))
      let (count, sends) = try store.schedule.sends(
        batch: batch, filter, paging.page(call.query))
      return .ok(["count": .int(count), "batches": .array(sends.map(\.json))])
    }
  }
}

extension ScheduledSend {
  fileprivate static let schema = Schema.object(
    .required("scheduledAt", .text(.dateTime)), .required("createdAt", .text(.dateTime)),
    .required("status", .enumeration(Status.allCases.map(\.rawValue))))

  fileprivate var json: JSONValue {
    [
      "scheduledAt": .string(scheduledAt.formatted(.nanoseconds)),
      "createdAt": .string(createdAt.formatted(.nanoseconds)),
      "status": .string(status.rawValue),
    ]
  }
}
