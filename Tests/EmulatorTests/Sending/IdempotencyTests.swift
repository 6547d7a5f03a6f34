import CivilTime
import HTTP
import JSON
import Testing

@Suite("A mail with an idempotency key") struct IdempotencyTests {
  let brevo: TestClient

  init() throws { brevo = try TestClient() }

  static let spellings = [
    "idempotencyKey", "Idempotency-Key", "IdempotencyKey", "idempotency-key", "IDEMPOTENCYKEY",
  ]
  static let refusal = TestReply.refused(400, "duplicate_request", "Request already processed")

  func mail(_ key: String, as name: String = "idempotencyKey", to: String = "ann@example.com")
    -> JSONValue
  {
    Mail.with(["to": [["email": .string(to)]], "headers": [name: .string(key)]])
  }

  @Test(arguments: spellings, spellings)
  func `is sent once, however the key is spelt`(first: String, second: String) throws {
    #expect(try brevo.post("/smtp/email", mail("k", as: first)).status == 201)
    #expect(try brevo.post("/smtp/email", mail("k", as: second)) == Self.refusal)
    #expect(try brevo.rows(to: "ann@example.com").count == 1)
  }

  @Test func `is refused even if it says something else`() throws {
    #expect(try brevo.post("/smtp/email", mail("k")).status == 201)
    #expect(try brevo.post("/smtp/email", mail("k", to: "bob@example.com")) == Self.refusal)
    try brevo.expectNoMail(to: ["bob@example.com"])
  }

  @Test func `may come again after half an hour, not a moment before`() throws {
    let start = try Instant.text("2026-03-15T12:00:00Z")
    try brevo.freeze(at: start)
    #expect(try brevo.post("/smtp/email", mail("k")).status == 201)
    try brevo.freeze(at: start + .minutes(30) - .milliseconds(1))
    #expect(try brevo.post("/smtp/email", mail("k")) == Self.refusal)
    try brevo.freeze(at: start + .minutes(30))
    #expect(
      try brevo.post("/smtp/email", mail("k")).status == 201,
      "a refused request does not prolong it")
  }

  @Test func `may come again if it was refused for another reason`() throws {
    let wrong = Mail.with(["headers": ["idempotencyKey": "k"], "subject": ""])
    #expect(try brevo.post("/smtp/email", wrong) == .missing("subject is missing"))
    let unknown = Mail.template(9, ["headers": ["idempotencyKey": "k"]])
    #expect(try brevo.post("/smtp/email", unknown) == .invalid("Invalid template id"))
    let tooLong = Mail.with([
      "headers": ["idempotencyKey": "k"],
      "to": Mail.parties(99, at: String(repeating: "d", count: 60) + ".example.com"),
    ])
    #expect(try brevo.post("/smtp/email", tooLong)["code"] == "INVALID_PARAMETER")
    #expect(try brevo.post("/smtp/email", mail("k")).status == 201)
  }

  @Test func `does not hinder another account`() throws {
    #expect(try brevo.post("/smtp/email", mail("k")).status == 201)
    #expect(try brevo.other("another key").post("/smtp/email", mail("k")).status == 201)
  }

  @Test func `counts once for all its versions, scheduled or not`() throws {
    let versions: JSONObject = [
      "headers": ["idempotencyKey": "k"],
      "messageVersions": [
        ["to": [["email": "ann@example.com"]]], ["to": [["email": "bob@example.com"]]],
      ],
    ]
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
    #expect(try brevo.sendMail(versions).count == 2)
    var later = versions
    later["scheduledAt"] = "2026-03-16T12:00:00Z"
    #expect(try brevo.post("/smtp/email", Mail.with(later)) == Self.refusal)
  }

  @Test func `need not have a uuid`() throws {
    for key in ["a", "key with blanks", "ключ", String(repeating: "k", count: 4000)] {
      #expect(try brevo.post("/smtp/email", mail(key)).status == 201)
      #expect(try brevo.post("/smtp/email", mail(key)) == Self.refusal)
    }
  }

  @Test func `has the key in its body, not in the head of the request`() throws {
    for name in Self.spellings {
      for _ in 0..<2 {
        let reply = try brevo.send(.post, "/smtp/email", Mail.with(), fields: [name: "k"])
        #expect(reply.status == 201)
      }
    }
  }
}

@Suite("A mail in the sandbox") struct SandboxTests {
  let brevo: TestClient

  init() throws { brevo = try TestClient() }

  @Test(arguments: ["X-Sib-Sandbox", "x-sib-sandbox", "X-SIB-SANDBOX"])
  func `is answered and dropped`(name: String) throws {
    let inBody = try brevo.sendMail(["headers": [name: "drop"]])
    let inHead = try brevo.send(.post, "/smtp/email", Mail.with(), fields: [name: "drop"])
    #expect(inHead.status == 201)
    let ids = inBody + [inHead["messageId"]?.string ?? ""]
    #expect(Set(ids).count == 2)
    for id in ids { #expect(try brevo.rows(ofMessage: id).isEmpty) }
    try brevo.expectNoMail()
  }

  @Test func `is checked as any other`() throws {
    let wrong = Mail.with(["headers": ["X-Sib-Sandbox": "drop"], "to": []])
    #expect(try brevo.post("/smtp/email", wrong) == .missing("to is blank"))
    let unknown = Mail.template(9, ["headers": ["X-Sib-Sandbox": "drop"]])
    #expect(try brevo.post("/smtp/email", unknown) == .invalid("Invalid template id"))
  }

  @Test func `has an id for each version`() throws {
    let reply = try brevo.post(
      "/smtp/email",
      Mail.with([
        "headers": ["X-Sib-Sandbox": "drop"],
        "messageVersions": [
          ["to": [["email": "ann@example.com"]]], ["to": [["email": "bob@example.com"]]],
        ],
      ]))
    #expect(reply.status == 201)
    #expect(reply["messageIds"]?.array?.count == 2)
    try brevo.expectNoMail()
  }

  @Test func `is sent if the header says anything else`() throws {
    try brevo.sendMail(["headers": ["X-Sib-Sandbox": "keep"]])
    #expect(try brevo.rows(to: "ann@example.com").count == 1, "assumed")
  }

  @Test func `never leaves later either`() throws {
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
    let reply = try brevo.post(
      "/smtp/email",
      Mail.with(["headers": ["X-Sib-Sandbox": "drop"], "scheduledAt": "2026-03-16T12:00:00Z"]))
    #expect(reply.status == 201)
    try brevo.freeze(at: .text("2026-03-17T12:00:00Z"))
    try brevo.expectNoMail()
  }
}
