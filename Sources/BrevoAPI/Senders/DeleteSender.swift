import APIContract
import BrevoStore
import HTTP

extension Senders {
  static let delete = BrevoEndpoint(
    .delete, "/senders/{senderId}", "deleteSender",
    summary: "Delete a sender",
    rateLimit: .general,
    path: Fields(id),
    responses: [.noContent("sender deleted"), .badRequest, .refused(.senderUnknown)]
  ) { call, store in
    guard try store.senders.delete(id: call.path[id]) else { throw APIError.senderUnknown }
    return .noContent
  }
}
