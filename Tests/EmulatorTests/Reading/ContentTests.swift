import CivilTime
import HTTP
import JSON
import Testing

@Suite("The content of a mail") struct ContentTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient()
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
  }

  static let unknown = TestReply.notFound("Unique id does not exist")

  @Test func `shows exactly what the document lists`() throws {
    try brevo.sendMail()
    let names = try brevo.content(to: "ann@example.com").body?.object?.members.map(\.name)
    #expect(names == ["email", "subject", "date", "events", "body", "attachmentCount"])
  }

  @Test func `is the HTML, else the text`() throws {
    try brevo.sendMail(["textContent": "as text"])
    #expect(try brevo.content(to: "ann@example.com")["body"] == "<p>Thank you</p>")
    try brevo.sendMail(["htmlContent": .null, "textContent": "1 < 2 & so on"])
    #expect(try brevo.content(to: "ann@example.com")["body"] == "1 < 2 & so on")
  }

  @Test func `has events in the order of time`() throws {
    try brevo.sendMail()
    let events = try #require(try brevo.content(to: "ann@example.com")["events"]?.array)
    #expect(events.compactMap { $0.object?["name"]?.string } == ["sent", "delivered"])
    let times = events.compactMap { $0.object?["time"]?.string.flatMap { Instant($0) } }
    #expect(times == times.sorted())
    #expect(times.first == (try .text("2026-03-15T12:00:00Z")))
  }

  @Test func `is that of one recipient`() throws {
    let ids = try brevo.sendMail([
      "to": [["email": "ann@example.com"], ["email": "bob@example.com"]],
      "htmlContent": "<p>{{ contact.EMAIL }}</p>",
    ])
    for row in try brevo.rows(ofMessage: ids[0]) {
      let content = try brevo.get("/smtp/emails/\(row["uuid"]?.string ?? "")")
      #expect(content["email"] == row["email"])
    }
  }

  @Test(arguments: [
    "b592ae82-a3bb-41b4-b3d0-3cf8ed38e6b1", "abc", "1", "%3C1%40smtp-relay.mailin.fr%3E",
    "b592ae82-a3bb-11b4-b3d0-3cf8ed38e6b1", "..", "%F0%9F%90%88", "null", "-1",
  ])
  func `of an unknown id is not found`(id: String) throws {
    try brevo.sendMail()
    #expect(try brevo.get("/smtp/emails/\(id)") == Self.unknown)
  }

  @Test func `is not found by a message id`() throws {
    let id = try brevo.sendMail()[0]
    #expect(try brevo.get("/smtp/emails/\(PercentEncoding.encode(id))") == Self.unknown)
  }

  @Test func `is not found in another account`() throws {
    try brevo.sendMail()
    let uuid = try #require(try brevo.rows(to: "ann@example.com").first?["uuid"]?.string)
    #expect(try brevo.other("another key").get("/smtp/emails/\(uuid)") == Self.unknown)
  }

  @Test func `is not found before it has left`() throws {
    // The ids of a first mail are the same in each account of one seed only, so this one is moved.
    try brevo.sendMail(["scheduledAt": "2026-03-15T13:00:00Z"])
    try brevo.freeze(at: .text("2026-03-15T13:00:00Z"))
    let uuid = try #require(try brevo.rows(to: "ann@example.com").first?["uuid"]?.string)
    try brevo.freeze(at: .text("2026-03-15T12:59:59Z"))
    #expect(try brevo.get("/smtp/emails/\(uuid)").status == 200, "what has left has left")
  }

  @Test func `is refused when its path or query cannot be decoded`() throws {
    for path in ["/smtp/emails/%zz", "/smtp/emails/%ff", "/smtp/emails/abc?a=%zz"] {
      #expect(try brevo.get(path).status == 400, "\(path)")
    }
  }
}
