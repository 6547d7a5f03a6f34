import APIContract
import BrevoStore
import HTTP
import JSON

private let ip = Field.optional("ip", .text(.ip), "Only senders that use this dedicated IP.")
private let domain = Field.optional(
  "domain", .text(.hostname),
  "Only senders whose address, or one of whose dedicated IPs, is of this domain.")

extension Senders {
  static let list = BrevoEndpoint(
    .get, "/senders", "getSenders",
    summary: "Get the list of all your senders",
    rateLimit: .general,
    query: Fields(ip, domain),
    responses: [
      .ok("list of senders", .object(.required("senders", .array(Sender.schema)))), .badRequest,
    ]
  ) { call, store in
    let ip = call.query[ip]?.lowercased()
    let domain = call.query[domain]?.lowercased()
    var rows: [JSONValue] = []
    for sender in try store.senders.all() {
      let ips = try store.senderIPs.ips(ofSender: sender.id)
      let usesIP = ip == nil || ips.contains { $0.dedicatedIP.ip == ip }
      let isOfDomain =
        domain == nil || sender.domain == domain
        || ips.contains { $0.dedicatedIP.domain == domain }
      if usesIP, isOfDomain { rows.append(sender.json(ips: ips)) }
    }
    return .ok(["senders": .array(rows)])
  }
}
