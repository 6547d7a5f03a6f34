import APIContract
import BrevoStore
import HTTP

extension BlockedDomains {
  static let unblock = BrevoEndpoint(
    .delete, "/smtp/blockedDomains/{domain}", "deleteBlockedDomain",
    summary: "Unblock an existing domain from the list of blocked domains",
    rateLimit: .smtp,
    path: Fields(domain),
    responses: [
      .noContent("Domain is successfully deleted from the list of blocked domains"),
      .badRequest, .refused(.blockedDomainUnknown),
    ]
  ) { call, store in
    guard try store.blockedDomains.delete(call.path[domain]) else {
      throw APIError.blockedDomainUnknown
    }
    return .noContent
  }
}
