import CivilTime
import HTTP
import JSON
import Testing

@Suite("Rate limits") struct RateLimitTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient()
    try brevo.freeze(at: .text("2026-03-15T12:10:00.250Z"))
  }

  struct Told: Equatable {
    var limit: Int?
    var remaining: Int?
    /// In seconds.
    var reset: Int?

    init(_ limit: Int?, _ remaining: Int?, _ reset: Int?) {
      (self.limit, self.remaining, self.reset) = (limit, remaining, reset)
    }

    init(_ fields: HTTPFields) {
      let number = { (name: String) in fields["x-sib-ratelimit-\(name)"].flatMap { Int($0) } }
      self.init(number("limit"), number("remaining"), number("reset"))
    }
  }

  func told(_ method: HTTPMethod, _ path: String, _ body: JSONValue? = nil) throws -> Told {
    Told(try brevo.send(method, path, body).fields)
  }

  @Test(arguments: [
    (HTTPMethod.post, "/smtp/email", 1000, 1, "a second"),
    (.get, "/smtp/blockedContacts", 1000, 1, "a second"),
    (.get, "/smtp/emails?email=ann@example.com", 2, 1, "a second"),
    (.get, "/smtp/blockedDomains", 300, 3000, "an hour"),
    (.get, "/smtp/statistics/events", 300, 3000, "an hour"),
    (.get, "/smtp/templates", 300, 3000, "an hour"),
    (.delete, "/smtp/email/5c6cfa04-eed9-42c2-8b5c-6d470d978e9d", 300, 3000, "an hour"),
    (.get, "/nowhere", 100, 3000, "an hour, like all that is not named"),
  ])
  func `are told of each bucket`(
    method: HTTPMethod, path: String, limit: Int, reset: Int, window: String
  ) throws {
    let body = method == .post ? Mail.with() : nil
    #expect(try told(method, path, body) == Told(limit, limit - 1, reset), "per \(window)")
    #expect(try told(method, path, body) == Told(limit, limit - 2, reset))
  }

  @Test(arguments: [
    (HTTPMethod.get, "/smtp/statistics/events?limit=5001", 400),
    (.get, "/smtp/emails/nothing", 404),
    (.get, "/nowhere", 404), (.patch, "/smtp/templates", 404), (.post, "/smtp/email", 400),
    (.delete, "/smtp/blockedContacts/ann@example.com", 404), (.get, "/smtp/blockedDomains", 200),
    (.post, "/smtp/deleteHardbounces", 204),
  ])
  func `stand on every answer`(method: HTTPMethod, path: String, status: Int) throws {
    let reply = try brevo.send(method, path)
    #expect(reply.status == status)
    #expect(Told(reply.fields).limit != nil)
    #expect(Told(reply.fields).remaining != nil)
    #expect(Told(reply.fields).reset != nil)
  }

  @Test func `stand on refusals of type, account and permission`() throws {
    let type = try brevo.send(
      .post, "/smtp/email", nil, fields: ["Content-Type": "text/plain", "Accept": "text/plain"])
    #expect(type.status == 406)
    #expect(Told(type.fields).limit == 1000)
    let sleeping = try TestClient(world: ["settings": ["activated": false]])
    let refused = try sleeping.post("/smtp/email", Mail.with())
    #expect(refused.status == 403)
    #expect(Told(refused.fields).limit == 1000)
  }

  @Test func `are not told by the gateway, nor outside the API`() throws {
    let keyless = HTTPRequest(.get, "/v3/smtp/blockedDomains", fields: [:], body: [])
    let answer = try brevo.answer(to: keyless)
    #expect(answer.status == .unauthorized)
    #expect(Told(answer.fields) == Told(nil, nil, nil))
    #expect(Told(try brevo.control(.get, "/clock").fields) == Told(nil, nil, nil))
  }

  @Test func `are not spent by refused keys, nor by other accounts`() throws {
    _ = try told(.get, "/smtp/blockedDomains")
    _ = try brevo.other("another").get("/smtp/blockedDomains")
    #expect(try told(.get, "/smtp/blockedDomains").remaining == 298)
  }

  @Test func `are shared by what has no bucket of its own`() throws {
    #expect(try told(.get, "/smtp/blockedDomains").remaining == 299)
    #expect(try told(.get, "/smtp/templates").remaining == 298)
    #expect(try told(.post, "/smtp/deleteHardbounces").remaining == 297)
    #expect(try told(.get, "/smtp/blockedContacts").remaining == 999, "it has one")
  }

  @Test func `begin anew when their window is over`() throws {
    for _ in 1...5 { _ = try told(.get, "/smtp/blockedDomains") }
    try brevo.freeze(at: .text("2026-03-15T12:59:59.999Z"))
    #expect(try told(.get, "/smtp/blockedDomains") == Told(300, 294, 1))
    try brevo.freeze(at: .text("2026-03-15T13:00:00Z"))
    #expect(try told(.get, "/smtp/blockedDomains") == Told(300, 299, 3600))
  }

  @Test func `are told, not enforced`() throws {
    for _ in 1...5 {
      let reply = try brevo.get("/smtp/emails?email=ann@example.com")
      #expect(reply.status == 200)
    }
    #expect(try told(.get, "/smtp/emails?email=ann@example.com").remaining == 0)
  }
}

@Suite("E-mail credits") struct CreditTests {
  static let refusal = TestReply.refused(400, "not_enough_credits", "Not enough credits")

  func account(_ credits: Int64) throws -> TestClient {
    let brevo = try TestClient(world: ["emailCredits": .int(credits)])
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
    return brevo
  }

  @Test func `are spent by each recipient, copies too`() throws {
    let brevo = try account(5)
    try brevo.sendMail([
      "to": [["email": "a@example.com"], ["email": "b@example.com"]],
      "cc": [["email": "c@example.com"]], "bcc": [["email": "d@example.com"]],
    ])
    let two = Mail.with(.mail(to: "x@example.com", "y@example.com"))
    #expect(try brevo.post("/smtp/email", two) == Self.refusal)
    #expect(try brevo.post("/smtp/email", Mail.with()).status == 201)
    #expect(try brevo.post("/smtp/email", Mail.with()) == Self.refusal)
  }

  @Test func `when they are spent, nothing is stored`() throws {
    let brevo = try account(1)
    let versions: JSONObject = [
      "headers": ["idempotencyKey": "k"],
      "messageVersions": [
        ["to": [["email": "ann@example.com"]]], ["to": [["email": "bob@example.com"]]],
      ],
    ]
    #expect(try brevo.post("/smtp/email", Mail.with(versions)) == Self.refusal)
    var later = versions
    later["scheduledAt"] = "2026-03-16T12:00:00Z"
    #expect(try brevo.post("/smtp/email", Mail.with(later)) == Self.refusal)
    try brevo.advance(seconds: 2 * 86400)
    try brevo.expectNoMail()
    #expect(try brevo.figures() == [:])
    let single = try brevo.sendMail(["headers": ["idempotencyKey": "k"]])
    #expect(single.count == 1, "the key is not spent either")
  }

  @Test func `are looked at after everything else`() throws {
    let brevo = try account(0)
    #expect(
      try brevo.post("/smtp/email", Mail.with(["subject": ""])) == .missing("subject is missing"))
    #expect(
      try brevo.post("/smtp/email", Mail.template(9)) == .invalid("Invalid template id"))
    #expect(try brevo.post("/smtp/email", Mail.with()) == Self.refusal)
  }

  @Test func `are not spent in the sandbox, and not needed there`() throws {
    let brevo = try account(1)
    let sandbox: JSONObject = ["headers": ["X-Sib-Sandbox": "drop"]]
    for _ in 1...3 { #expect(try brevo.sendMail(sandbox).count == 1) }
    #expect(try brevo.post("/smtp/email", Mail.with()).status == 201)
    #expect(try brevo.sendMail(sandbox).count == 1, "assumed")
  }

  @Test func `are spent by mail that fails later`() throws {
    let brevo = try account(2)
    try brevo.sendMail(.mail(to: "hard-bounce@magic.test"))
    try brevo.sendMail(.mail(to: "hard-bounce@magic.test"))
    #expect(try brevo.post("/smtp/email", Mail.with()) == Self.refusal)
  }

  @Test func `of a new account last for a load test`() throws {
    let brevo = try TestClient()
    for _ in 1...20 {
      #expect(try brevo.post("/smtp/email", Mail.with(["to": Mail.parties(99)])).status == 201)
    }
  }
}

@Suite("An account that is not activated") struct ActivationTests {
  static let refusal = TestReply.refused(
    403, "permission_denied",
    "Unable to send email. Your SMTP account is not yet activated. Please contact us at contact@brevo.com to request activation"
  )
  let brevo: TestClient

  init() throws { brevo = try TestClient(world: ["settings": ["activated": false]]) }

  @Test func `cannot send, whatever the mail`() throws {
    #expect(try brevo.post("/smtp/email", Mail.with()) == Self.refusal)
    #expect(
      try brevo.post("/smtp/email", [:]) == Self.refusal, "permission comes before the body")
    #expect(try brevo.send(.post, "/smtp/email") == Self.refusal)
    try brevo.expectNoMail()
    #expect(try brevo.figures() == [:])
  }

  @Test func `can do anything else`() throws {
    #expect(try brevo.post("/smtp/blockedDomains", ["domain": "example.com"]).status == 201)
    #expect(try brevo.get("/smtp/emails?email=ann@example.com").status == 200)
    #expect(try brevo.get("/smtp/statistics/aggregatedReport").status == 200)
  }

  @Test func `is one by its world only`() throws {
    #expect(try TestClient().post("/smtp/email", Mail.with()).status == 201)
    let active = try TestClient(world: ["settings": ["activated": true]])
    #expect(try active.post("/smtp/email", Mail.with()).status == 201)
  }
}
