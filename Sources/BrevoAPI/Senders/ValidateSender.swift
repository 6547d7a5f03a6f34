import APIContract
import BrevoStore
import HTTP

private let otp = Field.required(
  "otp", .integer(100_000...999_999), "The six digits that were mailed to the address.")

extension Senders {
  static let validate = BrevoEndpoint(
    .put, "/senders/{senderId}/validate", "validateSenderByOTP",
    summary: "Validate a sender using the code that was mailed to it",
    rateLimit: .general,
    path: Fields(id),
    body: .required(otp),
    responses: [.noContent("Sender verified"), .badRequest, .refused(.senderUnknown)]
  ) { call, store in
    var sender = try store.sender(call.path)
    guard !sender.isActive else { throw APIError.senderVerified }
    // A sender that a world begins with was mailed no code, but a fixed one verifies it too.
    guard call.body[otp] == store.settings.fixedCode ?? sender.code?.number else {
      throw APIError.codeWrong
    }
    if let code = sender.code, code.expiresAt <= store.now { throw APIError.codeExpired }
    sender.isActive = true
    sender.code = nil
    try store.senders.update(sender)
    return .noContent
  }
}
