import HTTP
import JSON
import Testing

@Suite("A sent mail") struct SendingTests {
  let brevo: TestClient

  init() throws { brevo = try TestClient() }

  static let mail: JSONObject = [
    "sender": ["email": "shop@example.com", "name": "Shop"],
    "to": [["email": "ann@example.com", "name": "Ann"]],
    "subject": "Your order", "htmlContent": "<p>Thank you</p>",
  ]

  func mail(_ changes: JSONObject) -> JSONValue {
    var mail = Self.mail
    for (name, value) in changes.members { mail[name] = value == .null ? nil : value }
    return .object(mail)
  }

  @Test func `is found again, with its content and its events`() throws {
    let sent = try brevo.post("/smtp/email", mail([:]))
    #expect(sent.status == 201)
    let id = try #require(sent["messageId"]?.string)
    #expect(id.wholeMatch(of: /<\d{12}\.\d{11}@smtp-relay\.mailin\.fr>/) != nil)

    let list = try brevo.get("/smtp/emails?email=ann%40example.com")
    #expect(list["count"] == 1)
    let row = try #require(list["transactionalEmails"]?.array?.first?.object)
    #expect(row["messageId"] == .string(id))
    #expect(row["subject"] == "Your order")
    #expect(row["from"] == "shop@example.com")
    #expect(row["tags"] == [])
    #expect(row["templateId"] == nil)

    let uuid = try #require(row["uuid"]?.string)
    let content = try brevo.get("/smtp/emails/\(uuid)")
    #expect(content["body"] == "<p>Thank you</p>")
    #expect(content["attachmentCount"] == 0)
    let events = content["events"]?.array?.compactMap { $0.object?["name"]?.string }
    #expect(events == ["sent", "delivered"])
  }

  @Test func `has a row for each recipient, under one message id`() throws {
    let id = try brevo.post(
      "/smtp/email",
      mail([
        "cc": [["email": "cc@example.com"]],
        "bcc": [["email": "bcc@example.com"], ["email": "ann@example.com"]],
      ]))["messageId"]?.string
    let encoded = PercentEncoding.encode(try #require(id))
    let rows = try brevo.get("/smtp/emails?messageId=\(encoded)&sort=asc")
    #expect(rows["count"] == 4)
    let emails = rows["transactionalEmails"]?.array?.compactMap { $0.object?["email"]?.string }
    #expect(
      emails == ["ann@example.com", "cc@example.com", "bcc@example.com", "ann@example.com"])
    let uuids = rows["transactionalEmails"]?.array?.compactMap { $0.object?["uuid"]?.string }
    #expect(Set(uuids ?? []).count == 4)
  }
}
