import APIContract
import BrevoStore
import CivilTime
import HTTP
import JSON

private let senders = Field.optional(
  "senders", .list(of: .email), "Comma separated: only blocks of these senders, and those of all.")
private let paging = Paging(standard: 50, maximum: 100)

extension BlockedContacts {
  static let list = BrevoEndpoint(
    .get, "/smtp/blockedContacts", "getTransacBlockedContacts",
    summary: "Get the list of blocked or unsubscribed transactional contacts",
    rateLimit: .blockedContacts,
    query: Fields(
      Period.start, Period.end, Period.together, Period.inOrder, Period.notInFuture,
      paging.limit, paging.offset, senders, paging.sort),
    responses: [
      .ok(
        "List of blocked or unsubscribed transactional contacts",
        .object(
          .required("count", .integer, "Blocks that match, on this page or not."),
          .required("contacts", .array(BlockedContact.schema)))),
      .badRequest,
    ]
  ) { call, store in
    let (count, contacts) = try store.blockedContacts.page(
      senders: call.query[senders] ?? [],
      period: Period.instants(call.query, at: store.moment), paging.page(call.query))
    return .ok(["count": .int(count), "contacts": .array(contacts.map(\.json))])
  }
}

extension BlockedContact {
  fileprivate static let schema = Schema.object(
    .required("email", .text(.email)),
    .required("senderEmail", .text, "Empty if mail of every sender is blocked."),
    .required(
      "reason",
      .object(
        .required("code", .enumeration(BlockReason.allCases.map { "\($0)" })),
        .required("message", .text))),
    .required("blockedAt", .text(.dateTime)))

  fileprivate var json: JSONValue {
    [
      "email": .string(email), "senderEmail": .string(sender ?? ""),
      "reason": ["code": "\(reason)", "message": .string(reason.message)],
      "blockedAt": .string(blockedAt.formatted(.seconds)),
    ]
  }
}

extension BlockReason {
  /// For people; the vendor's document has the first, the others are assumed.
  fileprivate var message: String {
    switch self {
    case .adminBlocked: "Admin blocked"
    case .hardBounce: "Hard bounce"
    case .contactFlaggedAsSpam: "Flagged as spam"
    case .unsubscribedViaEmail: "Unsubscribed via email"
    case .unsubscribedViaApi: "Unsubscribed via API"
    case .unsubscribedViaMA: "Unsubscribed via Marketing Automation"
    }
  }
}
