import APIContract
import BrevoStore
import HTTP

extension Reseller {
  /// No permission is asked for: the documents list no 403 here, and who is no reseller has no child.
  static let associateIP = BrevoEndpoint(
    .post, "/reseller/children/{childIdentifier}/ips/associate", "associateIpToChild",
    summary: "Associate a dedicated IP to a child account",
    rateLimit: .general,
    path: Fields(child),
    body: .required(ip),
    responses: [
      .noContent("Dedicated IP is associated to the child"), .badRequest, .refused(.childUnknown),
    ]
  ) { call, store in
    let child = try store.child(call.path)
    try store.requireDedicatedIP(call.body[ip])
    guard try store.ips(of: child).insert(call.body[ip]) else { throw APIError.childIPExists }
    return .noContent
  }
}

extension Transaction {
  fileprivate func requireDedicatedIP(_ ip: String) throws {
    guard try settings.hasLenientReferences || dedicatedIPs.dedicatedIP(ip) != nil else {
      throw APIError.dedicatedIPUnknown
    }
  }
}
