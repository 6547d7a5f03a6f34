import APIContract
import BrevoStore
import HTTP

extension TransactionalEmails {
  /// Takes back what has not left: all of a batch, or one message.
  static let deleteScheduled = BrevoEndpoint(
    .delete, "/smtp/email/{identifier}", "deleteScheduledEmailById",
    summary: "Delete scheduled emails by batchId or messageId",
    rateLimit: .smtp,
    path: ScheduleIdentifier.path,
    responses: [
      .noContent("Scheduled email(s) deleted"), .badRequest, .refused(.identifierUnknown),
    ]
  ) { call, store in
    guard try store.schedule.cancel(ScheduleIdentifier(call.path)) else {
      throw APIError.identifierUnknown
    }
    return .noContent
  }
}

extension ScheduleIdentifier {
  private static let text = Field.required(
    "identifier", .text, "A batch id, or a message id in angle brackets."
  ).refused(missing: .identifierInvalid)

  static let path = Fields(
    text,
    Rule("`identifier` is a batch id or a message id.") { path, _ throws(APIError) in
      _ = try ScheduleIdentifier(path)
    })

  init(_ path: Inputs) throws(APIError) {
    guard let named = ScheduleIdentifier(path[Self.text]) else { throw .identifierInvalid }
    self = named
  }
}
