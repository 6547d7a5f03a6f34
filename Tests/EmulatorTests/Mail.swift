import CivilTime
import HTTP
import JSON
import Testing

/// Mail as the tests send it.
enum Mail {
  static let plain: JSONObject = [
    "sender": ["email": "shop@example.com", "name": "Shop"],
    "to": [["email": "ann@example.com", "name": "Ann"]],
    "subject": "Your order", "htmlContent": "<p>Thank you</p>",
  ]

  /// A plain mail with other members; those that are null are left out.
  static func with(_ changes: JSONObject = [:]) -> JSONValue {
    var mail = plain
    for (name, value) in changes.members { mail[name] = value == .null ? nil : value }
    return .object(mail)
  }

  /// A mail made from a template.
  static func template(_ id: Int64, _ changes: JSONObject = [:]) -> JSONValue {
    var mail: JSONObject = ["to": [["email": "ann@example.com"]], "templateId": .int(id)]
    for (name, value) in changes.members { mail[name] = value }
    return .object(mail)
  }

  static func parties(_ count: Int, at domain: String = "example.com") -> JSONValue {
    .array((1...count).map { ["email": "\($0)@\(domain)"] })
  }
}

/// What the tests look at afterwards.
extension TestClient {
  /// Sends a mail that must be accepted, and answers its message id or ids.
  @discardableResult
  func sendMail(_ changes: JSONObject = [:]) throws -> [String] {
    let reply = try post("/smtp/email", Mail.with(changes))
    try #require([201, 202].contains(reply.status), "\(reply)")
    return reply["messageId"]?.string.map { [$0] }
      ?? reply["messageIds"]?.array?.compactMap(\.string) ?? []
  }

  /// The rows that a list shows, oldest first.
  func rows(_ query: String) throws -> [JSONObject] {
    try get("/smtp/emails?\(query)&sort=asc")["transactionalEmails"]?.array?
      .compactMap(\.object) ?? []
  }

  func rows(to address: String) throws -> [JSONObject] {
    try rows("email=\(PercentEncoding.encode(address))")
  }

  func rows(ofMessage id: String) throws -> [JSONObject] {
    try rows("messageId=\(PercentEncoding.encode(id))")
  }

  /// The content of the last mail to an address.
  func content(to address: String) throws -> TestReply {
    let row = try #require(try rows(to: address).last, "there is no mail to \(address)")
    return try get("/smtp/emails/\(row["uuid"]?.string ?? "")")
  }

  func events(to address: String) throws -> [String] {
    try content(to: address)["events"]?.array?.compactMap { $0.object?["name"]?.string } ?? []
  }

  /// Expects that none of the addresses that refused requests name has a mail.
  func expectNoMail(to addresses: [String] = ["ann@example.com", "bob@example.com"]) throws {
    for address in addresses { #expect(try rows(to: address).isEmpty, "\(address) has mail") }
  }
}

extension Instant {
  /// `instant("2026-03-15T12:00:00Z")`
  static func text(_ text: String) throws -> Instant { try #require(Instant(text)) }
}

/// A case of a table: what is sent, what must come back, and why.
struct Case: Sendable, CustomTestStringConvertible {
  let reason: String
  let change: JSONObject
  let reply: TestReply

  init(_ change: JSONObject, _ reply: TestReply, _ reason: String) {
    self.change = change
    self.reply = reply
    self.reason = reason
  }

  var testDescription: String { reason }
}
