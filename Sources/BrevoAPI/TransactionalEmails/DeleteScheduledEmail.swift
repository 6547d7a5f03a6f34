import APIContract
import BrevoStore
import HTTP

private let identifier = Field.required("identifier", .text, "A batch id, or a message id.")

extension TransactionalEmails {
  /// Takes back what has not left: all of a batch, or one message.
  static let deleteScheduled = BrevoEndpoint(
    .delete, "/smtp/email/{identifier}", "deleteScheduledEmailById",
    summary: "Delete scheduled emails by batchId or messageId",
    rateLimit: .smtp,
    path: Fields(identifier),
    responses: [
      .noContent("Scheduled email(s) deleted"), .badRequest, .refused(.identifierUnknown),
    ]
  ) { call, store in
    guard let named = ScheduleIdentifier(call.path[identifier]) else {
      throw APIError.identifierInvalid
    }
    guard try store.schedule.cancel(named) else { throw APIError.identifierUnknown }
    return .noContent
  }
}
