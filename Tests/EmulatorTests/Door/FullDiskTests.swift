import HTTP
import JSON
import SQLite
import Testing

// The store has no way to fill its disk; only its database has.
@testable import BrevoStore

@Suite("When there is no room left") struct FullDiskTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient()
    try brevo.sendMail()
    // No limit can be below the size that the database has.
    try setRoom("PRAGMA max_page_count = 1")
  }

  func setRoom(_ pragma: StaticString) throws {
    try brevo.accounts.account(brevo.key).round { try $0.state.database.execute(pragma) }
  }

  func mail(_ size: Int) -> HTTPRequest {
    let html = JSONValue.string(String(repeating: "x", count: size))
    return HTTPRequest(
      .post, "/v3/smtp/email",
      fields: ["api-key": brevo.key, "Content-Type": "application/json"],
      body: Mail.with(["to": [["email": "bob@example.com"]], "htmlContent": html]).bytes)
  }

  @Test func `nothing of the requests that came together is kept, and all are told`() throws {
    let replies = try brevo.send([mail(10), mail(1_000_000), mail(10)])
    #expect(replies.map(\.status) == [507, 507, 507])
    #expect(replies.allSatisfy { $0["code"] == "storage_full" })
    try brevo.expectNoMail(to: ["bob@example.com"])
  }

  @Test func `who only reads is told too, if mail before it could not be written`() throws {
    let read = HTTPRequest(
      .get, "/v3/smtp/emails?email=bob%40example.com", fields: ["api-key": brevo.key])
    let replies = try brevo.send([mail(1_000_000), read, mail(10), read])
    #expect(replies.map(\.status) == [507, 507, 507, 507])
    try brevo.expectNoMail(to: ["bob@example.com"])
  }

  @Test func `what is there can be read, and other accounts can go on`() throws {
    #expect(try brevo.send(mail(1_000_000)).status == 507)
    #expect(try brevo.rows(to: "ann@example.com").count == 1)
    #expect(try brevo.other("another key").post("/smtp/email", Mail.with()).status == 201)
  }

  @Test func `mail is accepted again as soon as there is some`() throws {
    #expect(try brevo.send(mail(1_000_000)).status == 507)
    try setRoom("PRAGMA max_page_count = 1000000")
    #expect(try brevo.send(mail(1_000_000)).status == 201)
    #expect(try brevo.rows(to: "bob@example.com").count == 1)
  }
}
