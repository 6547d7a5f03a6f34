import APIContract
import BrevoStore
import JSON

extension Sender {
  static let schema = Schema.object(
    .required("id", .integer), .required("name", .text), .required("email", .text(.email)),
    .required("active", .boolean, "Whether the address is verified."),
    .required("ips", .array(SenderIP.schema), "Dedicated IPs; empty without any."))

  func json(ips: [SenderIP]) -> JSONValue {
    [
      "id": .int(id), "name": .string(name), "email": .string(email), "active": .bool(isActive),
      "ips": .array(ips.map { .object($0.json) }),
    ]
  }
}

extension SenderIP {
  static let schema = Schema.object(members.map(\.clause))

  /// With the number, which only the list of one sender's IPs shows.
  static let numberedSchema = Schema.object(
    ([.required("id", .integer)] + members).map(\.clause))

  private static let members: [Member] = [
    .required("ip", .text), .required("domain", .text),
    .required("weight", .integer, "Its share of the sender's mail, in percent."),
  ]

  var json: JSONObject {
    [
      "ip": .string(dedicatedIP.ip), "domain": .string(dedicatedIP.domain),
      "weight": .int(weight),
    ]
  }

  var numberedJSON: JSONObject {
    JSONObject([("id", .int(dedicatedIP.id))] + json.members.map { ($0.name, $0.value) })
  }
}

extension DedicatedIP {
  static let schema = Schema.object(
    .required("id", .integer), .required("ip", .text), .required("active", .boolean),
    .required("domain", .text))

  var json: JSONValue {
    [
      "id": .int(id), "ip": .string(ip), "active": .bool(isActive), "domain": .string(domain),
    ]
  }
}
