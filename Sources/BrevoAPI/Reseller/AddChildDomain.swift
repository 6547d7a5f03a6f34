import APIContract
import BrevoStore
import HTTP

extension Reseller {
  /// The domain is not verified yet.
  static let addDomain = BrevoEndpoint(
    .post, "/reseller/children/{childIdentifier}/domains", "createChildDomain",
    summary: "Create a domain for a child account",
    permission: permission,
    rateLimit: .general,
    path: Fields(child),
    body: .required(domain),
    responses: [
      .created("Domain added"), .badRequest, .refused(.notReseller), .refused(.childUnknown),
    ]
  ) { call, store in
    let child = try store.child(call.path)
    guard try store.domains(of: child).insert(call.body[domain]) else {
      throw APIError.childDomainExists
    }
    return .created
  }
}
