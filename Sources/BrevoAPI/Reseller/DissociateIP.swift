import APIContract
import BrevoStore
import HTTP

extension Reseller {
  /// No permission is asked for, as when it is associated.
  static let dissociateIP = BrevoEndpoint(
    .post, "/reseller/children/{childIdentifier}/ips/dissociate", "dissociateIpFromChild",
    summary: "Dissociate a dedicated IP from a child account",
    rateLimit: .general,
    path: Fields(child),
    body: .required(ip),
    responses: [
      .noContent("Dedicated IP is dissociated from the child"), .badRequest,
      .refused(.childUnknown),
    ]
  ) { call, store in
    let child = try store.child(call.path)
    guard try store.ips(of: child).delete(call.body[ip]) else { throw APIError.childIPUnknown }
    return .noContent
  }
}
