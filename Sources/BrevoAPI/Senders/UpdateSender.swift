import APIContract
import BrevoStore
import HTTP

private let name = Field.optional("name", .text, "Name shown beside the address.")
private let email = Field.optional(
  "email", .email, "Address; unless its domain is authenticated, it must be verified anew.")

extension Senders {
  /// Changes what the body names, and nothing else.
  static let update = BrevoEndpoint(
    .put, "/senders/{senderId}", "updateSender",
    summary: "Update a sender",
    rateLimit: .general,
    path: Fields(id),
    body: .optional(name, email, SenderIPFields.all, SenderIPFields.rule),
    responses: [.noContent("sender updated"), .badRequest, .refused(.senderUnknown)]
  ) { call, store in
    var sender = try store.sender(call.path)
    sender.name = call.body[name] ?? sender.name
    if let email = call.body[email] { try store.move(&sender, to: email) }
    let ips = try call.body[SenderIPFields.all].map(store.senderIPs)
    try store.senders.update(sender)
    if let ips { try store.senderIPs.replace(ofSender: sender.id, with: ips) }
    return .noContent
  }
}

extension Transaction {
  /// Gives a sender another address; the same one in other letters needs no new verification.
  fileprivate func move(_ sender: inout Sender, to email: String) throws {
    let owner = try senders.sender(email: email)
    guard owner == nil || owner?.id == sender.id else { throw APIError.senderExists }
    sender.email = email
    guard owner == nil else { return }
    sender.isActive = try domains.isAuthenticated(email)
    sender.code = sender.isActive ? nil : try mailCode(to: email)
  }
}
