import APIContract
import BrevoStore
import HTTP
import JSON

extension BlockedDomains {
  static let list = BrevoEndpoint(
    .get, "/smtp/blockedDomains", "getBlockedDomains",
    summary: "Get the list of blocked domains",
    rateLimit: .smtp,
    responses: [
      .ok("List of blocked domains", .object(.required("domains", .array(.text))))
    ]
  ) { _, store in
    .ok(["domains": .array(try store.blockedDomains.all().map { .string($0) })])
  }
}
