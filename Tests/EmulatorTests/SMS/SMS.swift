import BrevoStore
import HTTP
import JSON
import Testing

/// Text messages as the tests send them.
enum SMS {
  static let plain: JSONObject = [
    "sender": "Shop", "recipient": "33612345678", "content": "Your order is on its way",
  ]

  /// A plain text message with other members; those that are null are left out.
  static func with(_ changes: JSONObject = [:]) -> JSONValue {
    var message = plain
    for (name, value) in changes.members { message[name] = value == .null ? nil : value }
    return .object(message)
  }
}

extension TestClient {
  func sendSMS(_ changes: JSONObject = [:]) throws -> TestReply {
    try post("/transactionalSMS/sms", SMS.with(changes))
  }

  /// What the telephone with that number shows, oldest first.
  func texts(to number: String) throws -> [String] {
    try control(.get, "/messages?to=\(PercentEncoding.encode(number))")["messages"]?.array?
      .compactMap { $0.object?["text"]?.string } ?? []
  }

  /// The events of a message, as its calls to `webUrl` tell them.
  func eventsOfSMS(_ changes: JSONObject) throws -> [String] {
    var changes = changes
    changes["webUrl"] = "https://example.com/sms"
    let before = try callbacks().count
    let reply = try sendSMS(changes)
    try #require(reply.status == 201, "\(reply)")
    return try callbacks().dropFirst(before).compactMap {
      $0["body"]?.object?["msg_status"]?.string
    }
  }

  func contact(_ number: String) throws -> Contact? {
    let number = try #require(PhoneNumber(number))
    return try accounts.account(key).round { try $0.transaction.contacts.contact(number) }
  }
}
