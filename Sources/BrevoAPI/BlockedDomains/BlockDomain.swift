import APIContract
import BrevoStore
import HTTP

extension BlockedDomains {
  static let block = BrevoEndpoint(
    .post, "/smtp/blockedDomains", "blockNewDomain",
    summary: "Add a new domain to the list of blocked domains",
    rateLimit: .smtp,
    body: .required(domain),
    responses: [.created("Domain is successfully blocked"), .badRequest]
  ) { call, store in
    guard try store.blockedDomains.insert(call.body[domain]) else {
      throw APIError.blockedDomainExists
    }
    return .created
  }
}
