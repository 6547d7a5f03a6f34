import APIContract
import BrevoStore
import HTTP

extension Reseller {
  static let deleteDomain = BrevoEndpoint(
    .delete, "/reseller/children/{childIdentifier}/domains/{domainName}", "deleteChildDomain",
    summary: "Delete a domain of a child account",
    permission: permission,
    rateLimit: .general,
    path: Fields(child, domainName),
    responses: [
      .noContent("child domain deleted"), .badRequest, .refused(.notReseller),
      .refused(.childUnknown),
    ]
  ) { call, store in
    let child = try store.child(call.path)
    guard try store.domains(of: child).delete(call.path[domainName]) else {
      throw APIError.childDomainUnknown
    }
    return .noContent
  }
}
