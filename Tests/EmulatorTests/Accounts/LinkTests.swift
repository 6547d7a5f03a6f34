import CivilTime
import HTTP
import JSON
import Testing

@Suite("The links in a mail") struct LinkTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient()
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
  }

  /// Sends a mail that holds both links, and answers their paths for one recipient.
  func links(
    to address: String = "ann@example.com", from sender: String = "shop@example.com"
  ) throws -> (mirror: String, unsubscribe: String) {
    try brevo.sendMail([
      "sender": ["email": .string(sender)], "to": [["email": .string(address)]],
      "htmlContent": "<p>Hello</p> {{ mirror }} {{ unsubscribe }}",
    ])
    let words = try brevo.content(to: address)["body"]?.string?.split(separator: " ") ?? []
    try #require(words.count == 3)
    return (try Self.path(words[1]), try Self.path(words[2]))
  }

  static func path(_ link: Substring) throws -> String {
    let match = try #require(link.firstMatch(of: /\/_mock\/.*/), "\(link) leads elsewhere")
    return String(match.0)
  }

  @Test func `name the mail of their recipient`() throws {
    let (mirror, unsubscribe) = try links()
    let uuid = try brevo.uuids(to: "ann@example.com")[0]
    #expect(mirror == "/_mock/m/\(uuid)")
    #expect(unsubscribe == "/_mock/u/\(uuid)")
  }

  @Test func `show the mail as it was sent, in a sandbox, without a key`() throws {
    let page = try brevo.open(links().mirror)
    #expect(page.status == .ok)
    #expect(page.fields["content-type"] == "text/html; charset=utf-8")
    #expect(page.fields["content-security-policy"]?.contains("sandbox") == true)
    #expect(page.fields["content-security-policy"]?.contains("allow") == false)
    let body = try brevo.content(to: "ann@example.com")["body"]?.string
    #expect(String(decoding: page.body, as: UTF8.self) == body)
    #expect(try brevo.eventKinds() == ["requests", "delivered"], "looking is not an event")
  }

  @Test func `show text without markup as text`() throws {
    try brevo.sendMail(["htmlContent": .null, "textContent": "1 < 2 & <b>3</b>"])
    let page = try brevo.open("/_mock/m/\(brevo.uuids(to: "ann@example.com")[0])")
    #expect(String(decoding: page.body, as: UTF8.self).contains("1 &lt; 2 &amp; &lt;b&gt;3"))
  }

  @Test func `unsubscribe from the sender of the mail, once`() throws {
    let path = try links().unsubscribe
    try brevo.advance(seconds: 86400)
    for _ in 1...3 { #expect(try brevo.open(path).status == .ok) }
    #expect(try brevo.eventKinds() == ["requests", "delivered", "unsubscribed"])
    #expect(try brevo.blocked() == ["ann@example.com shop@example.com"])
    #expect(
      try brevo.days() == [
        "2026-03-15": ["requests": 1, "delivered": 1], "2026-03-16": ["unsubscribed": 1],
      ])
    let contact = try brevo.get("/smtp/blockedContacts")["contacts"]?.array?.first?.object
    #expect(contact?["reason"]?.object?["code"] == "unsubscribedViaEmail")
    #expect(contact?["blockedAt"] == "2026-03-16T12:00:00Z")
    try brevo.sendMail()
    #expect(try brevo.eventKinds().last == "blocked")
    try brevo.sendMail(["sender": ["email": "news@example.com"]])
    #expect(try brevo.eventKinds().last == "delivered")
  }

  @Test func `do nothing when only their head is asked for`() throws {
    let path = try links().unsubscribe
    let head = HTTPRequest(.head, path, fields: [:], body: [])
    #expect(try brevo.answer(to: head).status == .notFound)
    #expect(try brevo.blocked() == [])
  }

  @Test func `unsubscribe one recipient, not the others of the mail`() throws {
    try brevo.sendMail(.mail(to: "ann@example.com", "bob@example.com"))
    #expect(try brevo.open("/_mock/u/\(brevo.uuids(to: "bob@example.com")[0])").status == .ok)
    #expect(try brevo.blocked() == ["bob@example.com shop@example.com"])
  }

  @Test func `of mail that was not delivered unsubscribe nobody`() throws {
    try brevo.sendMail(.mail(to: "hard-bounce@magic.test"))
    let uuid = try brevo.uuids(to: "hard-bounce@magic.test")[0]
    #expect(try brevo.open("/_mock/u/\(uuid)").status == .badRequest)
    #expect(try brevo.blocked() == ["hard-bounce@magic.test"])
    #expect(try brevo.open("/_mock/m/\(uuid)").status == .ok)
  }

  @Test(arguments: ["/_mock/m/", "/_mock/u/"])
  func `to nothing are not found`(path: String) throws {
    try brevo.sendMail()
    for uuid in [
      "b592ae82-a3bb-41b4-b3d0-3cf8ed38e6b1", "", "x", "%00", "../clock",
      String(repeating: "a", count: 5000),
    ] {
      #expect(try brevo.open(path + uuid).status == .notFound, "\(uuid.prefix(40))")
    }
    #expect(try brevo.eventKinds() == ["requests", "delivered"])
  }

  @Test func `of mail that has not left are not found`() throws {
    try brevo.sendMail(["scheduledAt": "2026-03-15T13:00:00Z"])
    try brevo.advance(seconds: 3600)
    let uuid = try brevo.uuids(to: "ann@example.com")[0]
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
    try brevo.sendMail(["scheduledAt": "2026-03-15T13:00:00Z", "to": [["email": "b@example.com"]]])
    #expect(try brevo.open("/_mock/m/\(uuid)").status == .ok)
    #expect(try brevo.rows(to: "b@example.com") == [])
  }

  @Test func `lead to the account that sent the mail`() throws {
    let other = brevo.other("another")
    try other.sendMail()
    try brevo.sendMail()
    let uuid = try other.uuids(to: "ann@example.com")[0]
    #expect(try brevo.open("/_mock/u/\(uuid)").status == .ok)
    #expect(try other.blocked() == ["ann@example.com shop@example.com"])
    #expect(try brevo.blocked() == [])
  }
}
