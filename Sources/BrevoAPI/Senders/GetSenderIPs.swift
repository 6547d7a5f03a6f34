import APIContract
import BrevoStore
import HTTP
import JSON

extension Senders {
  static let getIPs = BrevoEndpoint(
    .get, "/senders/{senderId}/ips", "getIpsFromSender",
    summary: "Get all the dedicated IPs for a sender",
    rateLimit: .general,
    path: Fields(id),
    responses: [
      .ok("list of dedicated IPs", .object(.required("ips", .array(SenderIP.numberedSchema)))),
      .badRequest, .refused(.senderUnknown),
    ]
  ) { call, store in
    let sender = try store.sender(call.path)
    let ips = try store.senderIPs.ips(ofSender: sender.id)
    return .ok(["ips": .array(ips.map { .object($0.numberedJSON) })])
  }
}
