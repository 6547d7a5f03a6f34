import CivilTime
import HTTP
import JSON
import Testing

/// The contract's section 11, as far as it concerns what becomes of mail; the numbers are its own.
@Suite("What a simple imitation gets wrong") struct ImitationTests {
  let brevo: TestClient
  let now: Instant

  init() throws {
    brevo = try TestClient()
    now = try .text("2026-03-15T12:00:00Z")
    try brevo.freeze(at: now)
  }

  /// A kind of event in the words of the filter, of the figures, of a single mail, of a webhook's
  /// body, and of what it subscribes to.
  struct Spelling: Sendable {
    let filter: String
    let figures: [String]
    let content: String
    let webhook: String
    let subscription: String?
    /// Who meets it.
    let recipient: String
  }

  static let spellings = [
    Spelling(
      filter: "requests", figures: ["requests"], content: "sent", webhook: "request",
      subscription: "sent", recipient: "ann"),
    Spelling(
      filter: "delivered", figures: ["delivered"], content: "delivered", webhook: "delivered",
      subscription: "delivered", recipient: "ann"),
    Spelling(
      filter: "opened", figures: ["opens", "uniqueOpens"], content: "open",
      webhook: "unique_opened",
      subscription: "uniqueOpened", recipient: "opened"),
    Spelling(
      filter: "loadedByProxy", figures: [], content: "loaded_by_proxy",
      webhook: "unique_proxy_open",
      subscription: nil, recipient: "loaded-by-proxy"),
    Spelling(
      filter: "clicks", figures: ["clicks", "uniqueClicks"], content: "click",
      webhook: "click",
      subscription: "click", recipient: "clicked"),
    Spelling(
      filter: "hardBounces", figures: ["hardBounces"], content: "hard_bounce",
      webhook: "hard_bounce",
      subscription: "hardBounce", recipient: "hard-bounce"),
    Spelling(
      filter: "softBounces", figures: ["softBounces"], content: "soft_bounce",
      webhook: "soft_bounce",
      subscription: "softBounce", recipient: "soft-bounce"),
    Spelling(
      filter: "deferred", figures: [], content: "deferred", webhook: "deferred",
      subscription: "deferred", recipient: "deferred"),
    Spelling(
      filter: "blocked", figures: ["blocked"], content: "blocked", webhook: "blocked",
      subscription: "blocked", recipient: "blocked"),
    Spelling(
      filter: "invalid", figures: ["invalid"], content: "invalid_email", webhook: "invalid_email",
      subscription: "invalid", recipient: "invalid"),
    Spelling(
      filter: "spam", figures: ["spamReports"], content: "spam", webhook: "spam",
      subscription: "spam", recipient: "spam"),
    Spelling(
      filter: "unsubscribed", figures: ["unsubscribed"], content: "unsubscribed",
      webhook: "unsubscribed",
      subscription: "unsubscribed", recipient: "unsubscribed"),
    Spelling(
      filter: "error", figures: [], content: "error", webhook: "error",
      subscription: nil, recipient: "error"),
  ]

  @Test(arguments: spellings)
  func `7: the spellings of events are mixed up`(_ spelling: Spelling) throws {
    let address = "\(spelling.recipient)@magic.test"
    try brevo.setWebhook(spelling.subscription.map { ["events": [.string($0)]] } ?? [:])
    try brevo.sendMail(["to": [["email": .string(address)]]])
    #expect(try brevo.eventKinds("event=\(spelling.filter)") == [spelling.filter])
    #expect(try brevo.events(to: address).contains(spelling.content))
    let figures = try brevo.figures()
    for name in spelling.figures { #expect(figures[name] == 1, "\(name)") }
    let told = try brevo.toldEvents()
    #expect(told.contains(spelling.webhook))
    #expect(told.count == 1 || spelling.subscription == nil)
    let known = Self.spellings.flatMap(\.figures)
    #expect(figures.keys.allSatisfy(known.contains))
  }

  @Test func `11: events have a count, mails have none`() throws {
    try brevo.sendMail()
    #expect(try brevo.get("/smtp/statistics/events")["count"] == nil)
    #expect(try brevo.get("/smtp/emails?email=ann@example.com")["count"] == 1)
  }

  @Test func `12: the status of scheduled mail has one shape`() throws {
    let reply = try brevo.post("/smtp/email", Mail.with(["scheduledAt": "2026-03-16T12:00:00Z"]))
    let message = try brevo.status(of: reply["messageId"]?.string ?? "").body?.object
    #expect(message?.members.map(\.name).sorted() == ["createdAt", "scheduledAt", "status"])
    let batch = try brevo.status(of: reply["batchId"]?.string ?? "").body?.object
    #expect(batch?.members.map(\.name) == ["count", "batches"])
    #expect(batch?["batches"]?.array?.first?.object == message)
  }

  @Test func `13: mail is scheduled for any time`() throws {
    let late = (now + .hours(72) + .milliseconds(1)).formatted(.milliseconds(.utc))
    #expect(
      try brevo.post("/smtp/email", Mail.with(["scheduledAt": .string(late)]))
        == .invalid("scheduledAt should be within the next 72 hours"))
  }

  @Test func `13: scheduled mail is in the log before its time`() throws {
    let id = try brevo.sendMail(["scheduledAt": "2026-03-18T12:00:00Z"])[0]
    try brevo.advance(seconds: 72 * 3600 - 1)
    #expect(try brevo.rows(ofMessage: id).isEmpty)
    try brevo.advance(seconds: 1)
    #expect(try brevo.rows(ofMessage: id).count == 1)
  }

  @Test func `13: mail that has left is taken back`() throws {
    let sent = try brevo.sendMail()[0]
    let left = try brevo.sendMail(["scheduledAt": "2026-03-15T13:00:00Z"])[0]
    try brevo.advance(seconds: 3600)
    for id in [sent, left] {
      #expect(try brevo.cancel(id) == .notFound("Record(s) for identifier not found"))
    }
  }

  @Test func `14: whoever unsubscribes gets mail from nobody`() throws {
    try brevo.sendMail(.mail(to: "unsubscribed@magic.test"))
    try brevo.advance(seconds: 1)
    try brevo.sendMail([
      "sender": ["email": "news@example.com"], "to": [["email": "unsubscribed@magic.test"]],
    ])
    #expect(try brevo.eventKinds().suffix(3) == ["requests", "delivered", "unsubscribed"])
    try brevo.advance(seconds: 1)
    try brevo.sendMail(.mail(to: "unsubscribed@magic.test"))
    #expect(try brevo.eventKinds().last == "blocked")
  }

  @Test(arguments: [
    "/smtp/statistics/events", "/smtp/statistics/aggregatedReport", "/smtp/statistics/reports",
  ])
  func `20: days and dates are taken together`(path: String) throws {
    let reply = try brevo.get("\(path)?days=5&startDate=2026-03-11&endDate=2026-03-15")
    #expect(reply == .invalid("days is not compatible with startDate and endDate"))
  }

  @Test func `20: the windows without dates are the same everywhere`() throws {
    for day: Int64 in (0...95).reversed() {
      try brevo.freeze(at: now - .days(day))
      try brevo.sendMail()
    }
    #expect(try brevo.eventRows("event=requests").count == 30)
    #expect(try brevo.figures()["requests"] == 90)
    #expect(try brevo.days("limit=30").count == 10)
    #expect(try brevo.get("/smtp/emails?email=ann@example.com")["count"] == 30)
  }

  @Test func `22: a blocked domain is answered with a body`() throws {
    let reply = try brevo.post("/smtp/blockedDomains", ["domain": "example.com"])
    #expect(reply.status == 201)
    #expect(reply.body == nil)
    #expect(reply.fields["content-type"] == nil)
  }

  @Test func `23: deleting hard bounces lifts complaints and unsubscriptions`() throws {
    try brevo.sendMail(
      .mail(to: "hard-bounce@magic.test", "spam@magic.test", "unsubscribed@magic.test"))
    #expect(try brevo.post("/smtp/deleteHardbounces", [:]) == .noContent)
    #expect(
      try brevo.blocked() == ["spam@magic.test", "unsubscribed@magic.test shop@example.com"])
  }

  @Test func `24: the tag of a webhook is an array, or missing`() throws {
    try brevo.setWebhook()
    try brevo.sendMail(["tags": ["tag1", "tag2"]])
    #expect(try brevo.told().allSatisfy { $0["tag"] == #"["tag1","tag2"]"# })
  }
}

@Suite("Mail in the sandbox") struct SandboxHistoryTests {
  @Test func `leaves no event, figure, block, key or schedule`() throws {
    let brevo = try TestClient()
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
    let sandbox: JSONObject = [
      "headers": ["X-Sib-Sandbox": "drop", "idempotencyKey": "k"], "tags": ["t"],
      "to": [["email": "hard-bounce@magic.test"], ["email": "spam@magic.test"]],
    ]
    var later = sandbox
    later["scheduledAt"] = "2026-03-15T13:00:00Z"
    for mail in [sandbox, sandbox, later] {
      let id = try brevo.sendMail(mail)[0]
      #expect(try brevo.deleteLog(id).status == 404)
      #expect(try brevo.status(of: id).status == 404)
    }
    try brevo.advance(seconds: 7200)
    #expect(try brevo.eventRows() == [])
    #expect(try brevo.figures() == [:])
    #expect(try brevo.figures("tag=t") == [:])
    #expect(try brevo.days() == [:])
    #expect(try brevo.blocked() == [])
    #expect(try brevo.sendMail(["headers": ["idempotencyKey": "k"]]).count == 1, "assumed")
  }
}
