import APIContract
import BrevoStore
import CivilTime
import HTTP

private let identifier = Field.required(
  "identifier", .text, "A message id in angle brackets, or an address.")
private let isEither = Rule("`identifier` is a message id or an address.") {
  path, _ throws(APIError) in
  let text = path[identifier]
  guard MessageID(bracketed: text) != nil || Schema.Format.email.admits(text) else {
    throw .invalid("identifier")
  }
}
/// These two stand in the vendor's newest client only; they narrow what an address deletes.
private let start = Field.optional("from_date", .date, "First day (YYYY-MM-DD).")
private let end = Field.optional("to_date", .date, "Last day (YYYY-MM-DD).")

extension TransactionalEmails {
  /// Mail and events vanish from the lists; the figures of the reports stay.
  static let deleteLog = BrevoEndpoint(
    .delete, "/smtp/log/{identifier}", "deleteAnSmtpTransactionalLog",
    summary: "Delete an SMTP transactional log",
    rateLimit: .smtp,
    path: Fields(identifier, isEither), query: Fields(start, end),
    responses: [
      .noContent("Transactional Logs deleted"), .badRequest, .refused(.messageUnknown),
    ]
  ) { call, store in
    let text = call.path[identifier]
    let count: Int
    if let id = MessageID(bracketed: text) {
      count = try store.emails.delete(id)
    } else {
      let offset = store.settings.offset
      count = try store.emails.delete(
        address: text, from: call.query[start]?.start(at: offset),
        to: call.query[end].map { ($0 + 1).start(at: offset) })
    }
    guard count > 0 else { throw APIError.messageUnknown }
    return .noContent
  }
}
