import APIContract
import BrevoStore
import CivilTime
import HTTP

private let start = Field.optional("startDate", .date, "First day (YYYY-MM-DD).")
private let end = Field.optional("endDate", .date, "Last day (YYYY-MM-DD).")
private let email = Field.optional("contactEmail", .email, "Only this address.")
private let inOrder = Rule("`startDate` is not later than `endDate`.") {
  inputs, _ throws(APIError) in
  guard let first = inputs[start], let last = inputs[end], first > last else { return }
  throw .periodReversed
}

extension BlockedContacts {
  /// Lifts blocks that hard bounces have made; other blocks, events and figures stay.
  ///
  /// Unlike elsewhere, one day may be given without the other.
  static let deleteHardbounces = BrevoEndpoint(
    .post, "/smtp/deleteHardbounces", "deleteHardbounces",
    summary: "Delete hardbounces",
    rateLimit: .smtp,
    body: .optional(start, end, inOrder, email),
    responses: [.noContent("Hardbounces deleted"), .badRequest]
  ) { call, store in
    let offset = store.settings.offset
    try store.blockedContacts.delete(
      reason: .hardBounce, email: call.body[email],
      from: call.body[start]?.start(at: offset),
      to: call.body[end].map { ($0 + 1).start(at: offset) })
    return .noContent
  }
}
