import Emulator
import HTTP
import JSON
import Testing

@Suite("The journal") struct JournalTests {
  let brevo: TestClient

  init() throws { brevo = try TestClient() }

  var unread: [String] { brevo.emulator.journal(of: brevo.key).last?.unread ?? ["no entry"] }

  @Test func `names what of a body nobody read`() throws {
    try brevo.sendMail([
      "to": [["email": "ann@example.com", "id": 7], ["email": "bob@example.com", "Name": "Bob"]],
      "replyTo": ["email": "re@example.com", "address": "x"], "campaign": "spring",
      "params": ["anything": ["goes": 1]], "headers": ["X-Any": "thing"],
    ])
    #expect(
      Set(unread) == ["to.0.id", "to.1.Name", "replyTo.address", "campaign"],
      "params and headers have free names")
  }

  @Test func `names what of a query nobody read`() throws {
    _ = try brevo.get("/smtp/templates?limit=1&page=2&Limit=3")
    #expect(unread == ["page", "Limit"])
    _ = try brevo.get("/smtp/templates?limit=1")
    #expect(unread.isEmpty)
    _ = try brevo.post("/smtp/email?dry=run", Mail.with())
    #expect(unread == ["dry"])
  }

  @Test func `has every request of its account, the refused ones too`() throws {
    try brevo.sendMail()
    _ = try brevo.post("/smtp/email", [:])
    _ = try brevo.get("/smtp/nothing")
    _ = try brevo.other("another key").get("/smtp/templates")
    let entries = brevo.emulator.journal(of: brevo.key)
    #expect(entries.map(\.operation) == ["sendTransacEmail", "sendTransacEmail", nil])
    #expect(entries.map(\.status.code) == [201, 400, 404])
    #expect(
      entries.map(\.explanation) == [nil, "sender is missing", "Invalid route/method passed"])
    #expect(entries.map(\.number) == [1, 2, 3])
    #expect(brevo.emulator.journal(of: "another key").map(\.number) == [4])
    #expect(brevo.emulator.journal(of: "nobody").isEmpty)
  }

  @Test func `says where broken JSON breaks`() throws {
    let request = HTTPRequest(
      .post, "/v3/smtp/email",
      fields: ["api-key": brevo.key, "Content-Type": "application/json"],
      body: Array("{\"a\" 1}".utf8))
    _ = try brevo.send(request)
    let explanation = try #require(brevo.emulator.journal(of: brevo.key).last?.explanation)
    #expect(explanation.hasPrefix("Invalid JSON; "))
    #expect(explanation.contains("byte 5"))
  }
}
