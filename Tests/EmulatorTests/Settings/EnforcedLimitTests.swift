import CivilTime
import Emulator
import HTTP
import JSON
import Testing

@Suite("Rate limits that are enforced") struct EnforcedLimitTests {
  let brevo: TestClient
  let now: Instant
  static let refusal = TestReply.refused(429, "too_many_requests", "Too many requests")

  init() throws {
    brevo = try TestClient(world: ["settings": ["enforceRateLimits": true]])
    now = try .text("2026-03-15T12:10:00.250Z")
    try brevo.freeze(at: now)
  }

  @Test(arguments: [
    (HTTPMethod.post, "/smtp/email", 1000, 1, "sending"),
    (.get, "/smtp/blockedContacts", 1000, 1, "blocked contacts"),
    (.get, "/smtp/emails?email=ann@example.com", 2, 1, "the list of mail"),
    (.get, "/smtp/templates", 300, 3000, "the rest of mail"),
    (.post, "/transactionalSMS/sms", 150, 1, "text messages"),
    (.get, "/senders", 100, 3000, "all that is not named"),
    (.get, "/nowhere", 100, 3000, "what is not there"),
  ])
  func `refuse one more than are in the bucket`(
    method: HTTPMethod, path: String, limit: Int, reset: Int64, bucket: String
  ) throws {
    // What is refused for another reason is counted as well.
    let body: JSONValue? = method == .post ? [:] : nil
    var client = brevo
    client.checksReplies = false
    for _ in 1...limit {
      #expect(try client.send(method, path, body).status != 429, "\(bucket)")
    }
    for _ in 1...2 {
      let reply = try brevo.send(method, path, body)
      #expect(reply == Self.refusal, "\(bucket)")
      #expect(reply.fields["x-sib-ratelimit-limit"] == "\(limit)")
      #expect(reply.fields["x-sib-ratelimit-remaining"] == "0")
      #expect(reply.fields["x-sib-ratelimit-reset"] == "\(reset)")
      #expect(reply.fields["retry-after"] == nil)
    }
    #expect(try brevo.other("another").send(method, path, body) != Self.refusal, "its own")
    try brevo.freeze(at: now + .seconds(reset))
    #expect(try brevo.send(method, path, body) != Self.refusal, "a new window")
  }

  @Test func `let nothing of the request happen`() throws {
    for _ in 1...1000 { _ = try brevo.post("/smtp/email", [:]) }
    #expect(try brevo.post("/smtp/email", Mail.with()) == Self.refusal)
    try brevo.expectNoMail()
    #expect(brevo.emulator.journal(of: brevo.key).contains { $0.status.code == 429 })
  }

  @Test func `are enforced from one moment to the other`() throws {
    let list = "/smtp/emails?email=ann@example.com"
    _ = try brevo.control(.put, "/settings", ["enforceRateLimits": false])
    for _ in 1...5 { #expect(try brevo.get(list).status == 200) }
    _ = try brevo.control(.put, "/settings", ["enforceRateLimits": true])
    #expect(try brevo.get(list) == Self.refusal)
    #expect(try brevo.control(.get, "/messages").status == 200, "nothing that controls it")
  }
}
