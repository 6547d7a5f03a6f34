import APIContract
import BrevoStore
import HTTP

extension Reseller {
  /// Puts another domain in the place of one; it is not verified then.
  static let updateDomain = BrevoEndpoint(
    .put, "/reseller/children/{childIdentifier}/domains/{domainName}", "updateChildDomain",
    summary: "Update a domain of a child account",
    permission: permission,
    rateLimit: .general,
    path: Fields(child, domainName),
    body: .required(domain),
    responses: [
      .noContent("reseller’s child domain updated"), .badRequest, .refused(.notReseller),
      .refused(.childUnknown),
    ]
  ) { call, store in
    let domains = store.domains(of: try store.child(call.path))
    let (name, other) = (call.path[domainName], call.body[domain])
    guard try domains.contains(name) else { throw APIError.childDomainUnknown }
    guard name.lowercased() != other.lowercased() else { return .noContent }
    guard try !domains.contains(other) else { throw APIError.childDomainExists }
    try domains.rename(name, to: other)
    return .noContent
  }
}
