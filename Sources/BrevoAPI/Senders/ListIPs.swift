import APIContract
import BrevoStore
import HTTP
import JSON

extension Senders {
  static let listIPs = BrevoEndpoint(
    .get, "/senders/ips", "getIps",
    summary: "Get all the dedicated IPs for your account",
    rateLimit: .general,
    responses: [
      .ok("list of dedicated IPs", .object(.required("ips", .array(DedicatedIP.schema))))
    ]
  ) { _, store in
    .ok(["ips": .array(try store.dedicatedIPs.all().map(\.json))])
  }
}
