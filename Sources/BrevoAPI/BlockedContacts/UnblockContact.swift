import APIContract
import BrevoStore
import HTTP

private let email = Field.required("email", .email, "Address to unblock, percent-encoded.")

extension BlockedContacts {
  /// Lifts every block of the address, whatever its sender and its reason.
  static let unblock = BrevoEndpoint(
    .delete, "/smtp/blockedContacts/{email}", "unblockOrResubscribeATransactionalContact",
    summary: "Unblock or resubscribe a transactional contact",
    rateLimit: .smtp,
    path: Fields(email),
    responses: [
      .noContent("Contact unblocked"), .badRequest, .refused(.blockedContactUnknown),
    ]
  ) { call, store in
    guard try store.blockedContacts.delete(call.path[email]) else {
      throw APIError.blockedContactUnknown
    }
    return .noContent
  }
}
