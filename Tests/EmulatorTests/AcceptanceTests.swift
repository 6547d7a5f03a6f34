import CivilTime
import Emulator
import HTTP
import JSON
import Testing

/// What simple imitations of the service are known to get wrong; the numbers are those of the
/// contract's list.
@Suite("Unlike a simple imitation, the emulator") struct AcceptanceTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient(world: [
      "senders": [
        ["id": 1, "name": "Olivia", "email": "owner@example.com"],
        ["id": 2, "name": "Pat", "email": "pending@example.com", "active": false],
      ]
    ])
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
  }

  static let template: JSONObject = [
    "templateName": "T", "subject": "T", "htmlContent": "<p>Hello you</p>", "sender": ["id": 1],
  ]

  @Test func `1: accepts mail of a sender that is not verified, and fails it by an event`() throws {
    try brevo.sendMail(["sender": ["email": "pending@example.com"]])
    #expect(try brevo.events(to: "ann@example.com") == ["sent", "error"])
  }

  @Test func `2: has a row for each recipient, with one message id and a uuid each`() throws {
    let ids = try brevo.sendMail(["to": Mail.parties(3)])
    let rows = try brevo.rows(ofMessage: ids[0])
    #expect(rows.count == 3)
    #expect(Set(rows.compactMap { $0["messageId"]?.string }) == Set(ids))
    #expect(Set(rows.compactMap { $0["uuid"]?.string }).count == 3)
  }

  @Test func `3: answers versions with messageIds only, .1 and .2`() throws {
    let to: JSONValue = ["to": [["email": "ann@example.com"]]]
    let reply = try brevo.post("/smtp/email", Mail.with(["messageVersions": [to, to]]))
    #expect(reply.body?.object?.members.map(\.name) == ["messageIds"])
    let ids = reply["messageIds"]?.array?.compactMap(\.string) ?? []
    #expect(ids.map { $0.contains(".1@") } == [true, false])
    #expect(ids.map { $0.contains(".2@") } == [false, true])
  }

  @Test func `4: writes message ids as the service does`() throws {
    let id = try brevo.sendMail()[0]
    #expect(id.wholeMatch(of: /<202603151200\.\d{10,11}@smtp-relay\.mailin\.fr>/) != nil)
  }

  @Test func `5: refuses a limit that is too large, and does not clamp it`() throws {
    for path in ["/smtp/emails?email=ann%40example.com&", "/smtp/templates?"] {
      #expect(try brevo.get(path + "limit=1001") == .outOfRange("Limit exceeds max value"))
      #expect(try brevo.get(path + "limit=1000").status == 200)
    }
  }

  @Test func `6: tells what is empty from what is absent`() throws {
    #expect(
      try brevo.post("/smtp/email", Mail.with(["params": [:]])) == .missing("params is blank"))
    #expect(try brevo.post("/smtp/email", Mail.with(["cc": []])) == .missing("cc is blank"))
    #expect(
      try brevo.post(
        "/smtp/email", Mail.with(["to": [["email": "ann@example.com", "name": ""]]]))
        == .missing("name is missing in to"))
    var nulls = Mail.plain
    nulls["params"] = .null
    nulls["cc"] = .null
    nulls["to"] = [["email": "ann@example.com", "name": .null]]
    #expect(try brevo.post("/smtp/email", .object(nulls)).status == 201)
  }

  @Test func `8: makes templates inactive, by templateName, with a text for replyTo`() throws {
    #expect(try brevo.post("/smtp/templates", .object(Self.template)).status == 201)
    #expect(try brevo.get("/smtp/templates/1")["isActive"] == false)
    var other = Self.template
    other["templateName"] = nil
    other["name"] = "T"
    #expect(
      try brevo.post("/smtp/templates", .object(other)) == .missing("Template name is missing"))
    other = Self.template
    other["replyTo"] = ["email": "re@example.com"]
    #expect(
      try brevo.post("/smtp/templates", .object(other)) == .invalid("replyTo is not valid"))
    #expect(
      try brevo.post("/smtp/email", Mail.with(["replyTo": "re@example.com"]))
        == .invalid("replyTo is not valid"))
  }

  @Test func `9: refuses a template put back with the sender that GET shows`() throws {
    _ = try brevo.post("/smtp/templates", .object(Self.template))
    let shown = try #require(try brevo.get("/smtp/templates/1").body)
    #expect(try brevo.put("/smtp/templates/1", shown).status == 400)
  }

  @Test func `10: shows doiTemplate of a single template only`() throws {
    _ = try brevo.post("/smtp/templates", .object(Self.template))
    #expect(try brevo.get("/smtp/templates/1")["doiTemplate"] == false)
    let row = try brevo.get("/smtp/templates")["templates"]?.array?.first?.object
    #expect(row != nil && row?["doiTemplate"] == nil)
  }

  @Test func `11: counts in the list of mail`() throws {
    try brevo.sendMail()
    #expect(try brevo.get("/smtp/emails?email=ann%40example.com&limit=0")["count"] == 1)
    #expect(try brevo.get("/smtp/emails?email=bob%40example.com")["count"] == 0)
  }

  @Test func `13: schedules for 72 hours at most, and shows nothing before its time`() throws {
    #expect(
      try brevo.post("/smtp/email", Mail.with(["scheduledAt": "2026-03-18T12:00:01Z"]))
        == .invalid("scheduledAt should be within the next 72 hours"))
    try brevo.sendMail(["scheduledAt": "2026-03-18T12:00:00Z"])
    try brevo.expectNoMail()
    try brevo.freeze(at: .text("2026-03-18T12:00:00Z"))
    #expect(try brevo.rows(to: "ann@example.com").count == 1)
  }

  @Test func `15: reads idempotency and sandbox in the headers of the body`() throws {
    try brevo.sendMail(["headers": ["X-Sib-Sandbox": "drop"]])
    try brevo.expectNoMail()
    let once = Mail.with(["headers": ["idempotencyKey": "k"]])
    #expect(try brevo.post("/smtp/email", once).status == 201)
    #expect(try brevo.post("/smtp/email", once)["code"] == "duplicate_request")
    for _ in 0..<2 {
      let fields: HTTPFields = ["idempotencyKey": "k", "Idempotency-Key": "k"]
      let reply = try brevo.send(.post, "/smtp/email", Mail.with(), fields: fields)
      #expect(reply.status == 201)
    }
  }

  @Test func `16: tells a missing key from a wrong one`() throws {
    let strict = try TestClient(keys: .listed(["known"]))
    let missing = try strict.send(HTTPRequest(.get, "/v3/smtp/templates"))
    #expect(missing["message"] == "authentication not found in headers")
    #expect(try strict.get("/smtp/templates")["message"] == "Key not found")
  }

  @Test func `17: answers a wrong content type with 406`() throws {
    let request = HTTPRequest(
      .post, "/v3/smtp/email", fields: ["api-key": "k", "Content-Type": "text/plain"],
      body: Mail.with().bytes)
    #expect(try brevo.send(request).status == 406)
  }

  @Test func `18: does not find an unknown uuid`() throws {
    #expect(
      try brevo.get("/smtp/emails/b592ae82-a3bb-41b4-b3d0-3cf8ed38e6b1")
        == .notFound("Unique id does not exist"))
  }

  @Test func `19: escapes params in HTML, and fills in content that was sent along`() throws {
    try brevo.sendMail(["htmlContent": "<p>{{ params.a }}</p>", "params": ["a": "<b>"]])
    #expect(try brevo.content(to: "ann@example.com")["body"] == "<p>&lt;b&gt;</p>")
  }

  @Test func `21: refuses numbers in headers`() throws {
    #expect(
      try brevo.post("/smtp/email", Mail.with(["headers": ["X-Order": 7]]))
        == .invalid("Invalid headers"))
  }
}
