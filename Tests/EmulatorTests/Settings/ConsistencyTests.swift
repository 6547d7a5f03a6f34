import BrevoStore
import CivilTime
import HTTP
import JSON
import Testing

@Suite("Where lists and statistics lag behind") struct ConsistencyTests {
  let brevo: TestClient
  let now: Instant

  init() throws {
    brevo = try TestClient(world: ["settings": ["consistencyDelay": "2s"]])
    now = try .text("2026-03-15T12:00:00Z")
    try brevo.freeze(at: now)
  }

  func set(_ milliseconds: Int64) throws { try brevo.freeze(at: now + .milliseconds(milliseconds)) }

  @Test func `mail shows when the time is over, not a moment before`() throws {
    let id = try brevo.sendMail()[0]
    try set(1999)
    #expect(try brevo.rows(to: "ann@example.com").isEmpty)
    #expect(try brevo.rows(ofMessage: id).isEmpty)
    #expect(try brevo.get("/smtp/emails?email=ann@example.com")["count"] == 0)
    try set(2000)
    #expect(try brevo.rows(to: "ann@example.com").count == 1)
    #expect(try brevo.rows(ofMessage: id).count == 1)
  }

  @Test func `a single mail shows when the list shows it, with what is known of it`() throws {
    try brevo.sendMail()
    try set(2000)
    let uuid = try #require(try brevo.rows(to: "ann@example.com")[0]["uuid"]?.string)
    #expect(try brevo.events(to: "ann@example.com") == ["sent"], "it was delivered 1 ms later")
    try set(2001)
    #expect(try brevo.events(to: "ann@example.com") == ["sent", "delivered"])
    try set(1999)
    #expect(try brevo.get("/smtp/emails/\(uuid)").status == 404)
  }

  @Test func `events and figures come later, too`() throws {
    try brevo.sendMail(["tags": ["a"]])
    try set(3000)
    try brevo.sendMail(["tags": ["b"]])
    for query in ["", "tag=a"] {
      #expect(try brevo.figures(query) == ["requests": 1, "delivered": 1])
    }
    #expect(try brevo.figures("tag=b") == [:])
    #expect(try brevo.eventKinds() == ["requests", "delivered"])
    try set(5001)
    #expect(try brevo.figures() == ["requests": 2, "delivered": 2])
    #expect(try brevo.figures("tag=b") == ["requests": 1, "delivered": 1])
    #expect(try brevo.eventKinds().count == 4)
  }

  @Test func `the first of several opens is known to be the first`() throws {
    try brevo.sendMail()
    try set(2001)
    let uuid = try #require(try brevo.rows(to: "ann@example.com")[0]["uuid"]?.string)
    #expect(try brevo.happen(.opened, to: uuid))
    try set(3000)
    #expect(try brevo.happen(.opened, to: uuid))
    #expect(try brevo.figures()["opens"] == nil)
    try set(4001)
    #expect(try brevo.figures()["opens"] == 1)
    #expect(try brevo.figures()["uniqueOpens"] == 1)
    try set(5000)
    #expect(try brevo.figures()["opens"] == 2)
    #expect(try brevo.figures()["uniqueOpens"] == 1)
  }

  @Test func `days of which nothing is known are no days of a report`() throws {
    try set(-86_400_000)
    try brevo.sendMail()
    try set(0)
    try brevo.sendMail()
    #expect(try brevo.days().keys.sorted() == ["2026-03-14"])
    #expect(try brevo.days("limit=1").keys.sorted() == ["2026-03-14"])
    #expect(try brevo.days("limit=1&offset=1") == [:])
    try set(2001)
    #expect(try brevo.days().keys.sorted() == ["2026-03-14", "2026-03-15"])
  }

  @Test func `scheduled mail lags behind its departure`() throws {
    try brevo.sendMail(["scheduledAt": "2026-03-15T13:00:00Z"])
    try set(3_600_000 + 1999)
    #expect(try brevo.rows(to: "ann@example.com").isEmpty)
    try set(3_600_000 + 2000)
    #expect(try brevo.rows(to: "ann@example.com").count == 1)
  }

  @Test func `blocks, credits and keys count at once, and the outbox shows at once`() throws {
    let before = try #require(try brevo.control(.get, "/credits")["email"]?.int)
    try brevo.sendMail([
      "to": [["email": "hard-bounce@magic.test"]], "headers": ["idempotencyKey": "k"],
    ])
    #expect(try brevo.control(.get, "/credits")["email"] == .int(before - 1))
    #expect(try brevo.control(.get, "/messages")["count"] == 1)
    #expect(try brevo.blocked() == ["hard-bounce@magic.test"])
    let again = Mail.with(["headers": ["idempotencyKey": "k"]])
    #expect(try brevo.post("/smtp/email", again).status == 400)
    try brevo.sendMail(["to": [["email": "hard-bounce@magic.test"]]])
    try set(2001)
    #expect(try brevo.eventKinds().contains("blocked"))
  }

  @Test func `without a delay mail of a clock that was set back still shows`() throws {
    #expect(try brevo.control(.put, "/settings", ["consistencyDelay": 0]).status == 200)
    try brevo.sendMail()
    try set(-1000)
    #expect(try brevo.rows(to: "ann@example.com").count == 1)
  }
}
