import BrevoStore
import CivilTime
import Foundation
import HTTP
import JSON
import Testing

@Suite("An account's clock") struct ClockTests {
  let brevo: TestClient

  init() throws { brevo = try TestClient() }

  func shown(by client: TestClient? = nil) throws -> Instant {
    let reply = try (client ?? brevo).control(.get, "/clock")
    return try #require(reply["now"]?.string.flatMap { Instant($0) }, "\(reply)")
  }

  func change(_ body: JSONObject) throws -> TestReply {
    try brevo.control(.put, "/clock", .object(body))
  }

  @Test func `goes with the system's unless it is moved`() throws {
    let seconds = Date.now.timeIntervalSince1970
    #expect(abs(Double(try shown().milliseconds) / 1000 - seconds) < 60)
    #expect(try brevo.control(.get, "/clock")["frozen"] == false)
  }

  @Test func `is set, and goes on from there`() throws {
    let reply = try change(["now": "2030-01-01T00:00:00+01:00"])
    #expect(reply["frozen"] == false)
    let start = try Instant.text("2029-12-31T23:00:00Z")
    #expect(try shown() >= start)
    #expect(try shown() < start + .minutes(10))
  }

  @Test func `is set and stopped in one call`() throws {
    #expect(
      try change(["now": "2030-01-01T00:00:00Z", "frozen": true])
        == .ok(["now": "2030-01-01T00:00:00.000Z", "frozen": true]))
    #expect(try shown() == .text("2030-01-01T00:00:00Z"))
    #expect(
      try change(["advanceSeconds": 90])
        == .ok(["now": "2030-01-01T00:01:30.000Z", "frozen": true]))
    #expect(
      try change(["now": "2029-01-01T00:00:00Z"])
        == .ok(["now": "2029-01-01T00:00:00.000Z", "frozen": true]), "back, too")
  }

  @Test func `shows no year of five digits, and no year before 0`() throws {
    let first = try change(["now": "0000-01-01T00:00:00Z", "frozen": true])
    #expect(first["now"] == "0000-01-01T00:00:00.000Z")
    #expect(try change(["now": "0000-01-01T00:00:00+01:00"]) == .invalid("now is not valid"))
    _ = try brevo.control(.put, "/settings", ["utcOffset": "-05:00"])
    try brevo.sendMail()
    #expect(
      try brevo.rows(to: "ann@example.com").first?["date"] == "0000-12-31T19:00:00.000-05:00")

    _ = try change(["now": "9999-12-31T23:59:59Z"])
    #expect(try change(["advanceSeconds": 1]) == .invalid("advanceSeconds is not valid"))
    #expect(try shown() == .text("9999-12-31T23:59:59Z"))
  }

  @Test func `goes on from where it stood still`() throws {
    _ = try change(["now": "2030-01-01T00:00:00Z", "frozen": true])
    let reply = try change(["frozen": false])
    #expect(reply["frozen"] == false)
    #expect(try shown() >= .text("2030-01-01T00:00:00Z"))
    #expect(try shown() < .text("2030-01-01T00:10:00Z"))
  }

  @Test func `stands still from where it was`() throws {
    let before = try shown()
    #expect(try change(["frozen": true])["frozen"] == true)
    let stopped = try shown()
    #expect(stopped >= before)
    #expect(try shown() == stopped)
  }

  @Test(
    arguments: [
      (["now": "2030-01-01T00:00:00Z", "advanceSeconds": 1], 400, "one or the other"),
      (["now": "soon"], 400, "no date-time"), (["now": "2030-01-01"], 400, "a day"),
      (["now": 1_893_456_000], 400, "a number"), (["advanceSeconds": -1], 400, "backwards"),
      (["advanceSeconds": 1.5], 400, "half a second"), (["advanceSeconds": "60"], 400, "a text"),
      (["advance": 60], 400, "no such member: control calls say so"),
      (["frozen": "yes"], 400, "a word"), (["advanceSeconds": 0], 200, "no step is one"),
      ([:], 200, "nothing changes (assumed)"),
      (["now": .null, "advanceSeconds": .null], 200, "null is absent"),
    ] as [(JSONObject, Int, String)])
  func `is moved in one way at a time`(body: JSONObject, status: Int, reason: String) throws {
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
    #expect(try change(body).status == status, "\(reason)")
    #expect(try shown() == .text("2026-03-15T12:00:00Z"))
  }

  @Test func `is the account's own`() throws {
    _ = try change(["now": "2030-01-01T00:00:00Z", "frozen": true])
    #expect(try shown(by: brevo.other("another")) < .text("2030-01-01T00:00:00Z"))
  }

  @Test func `is reached by naming the account in the query`() throws {
    _ = try change(["now": "2030-01-01T00:00:00Z", "frozen": true])
    let path = "/_mock/clock?account=\(brevo.key)"
    let request = HTTPRequest(.get, path, fields: [:], body: [])
    #expect(
      try TestReply(brevo.answer(to: request))
        == .ok(["now": "2030-01-01T00:00:00.000Z", "frozen": true]))
    let change = HTTPRequest(
      .put, path, fields: ["Content-Type": "application/json"],
      body: (["advanceSeconds": 1] as JSONValue).bytes)
    #expect(try TestReply(brevo.answer(to: change)).status == 200)
    #expect(try shown() == .text("2030-01-01T00:00:01Z"))
    let nobody = HTTPRequest(.get, "/_mock/clock", fields: [:], body: [])
    #expect(try brevo.answer(to: nobody).status == .unauthorized)
    let api = HTTPRequest(.get, "/v3/smtp/blockedDomains?account=x", fields: [:], body: [])
    #expect(try brevo.answer(to: api).status == .unauthorized, "only below /_mock")
  }

  @Test func `dates everything that the account keeps`() throws {
    _ = try change(["now": "2030-01-31T23:30:00Z", "frozen": true])
    let id = try brevo.sendMail(.mail(to: "hard-bounce@magic.test"))[0]
    #expect(id.hasPrefix("<203001312330."))
    #expect(try brevo.rows(ofMessage: id).map { $0["date"] } == ["2030-01-31T23:30:00.000Z"])
    #expect(try brevo.eventRows().last?["date"] == "2030-01-31T23:30:00.001Z")
    #expect(Array(try brevo.days().keys) == ["2030-01-31"])
    let block = try brevo.get("/smtp/blockedContacts")["contacts"]?.array?.first?.object
    #expect(block?["blockedAt"] == "2030-01-31T23:30:00Z")
    let made = try brevo.post(
      "/smtp/templates",
      [
        "templateName": "T", "subject": "T", "htmlContent": "<p>long enough</p>",
        "sender": ["id": 1],
      ])
    let template = try brevo.get("/smtp/templates/\(made["id"]?.int ?? 0)")
    #expect(template["createdAt"] == "2030-01-31T23:30:00.000Z")
  }

  @Test func `may be set back: what happened stays, under its own dates`() throws {
    _ = try change(["now": "2026-03-15T12:00:00Z", "frozen": true])
    let id = try brevo.sendMail(["scheduledAt": "2026-03-15T13:00:00Z"])[0]
    _ = try change(["now": "2026-03-16T12:00:00Z"])
    _ = try change(["now": "2026-03-10T12:00:00Z"])
    #expect(try brevo.eventKinds("days=90") == [], "today is before its day")
    #expect(
      try brevo.eventKinds("startDate=2026-03-15&endDate=2026-03-15") == ["requests", "delivered"])
    #expect(try brevo.deleteLog(id) == .noContent)
    try brevo.sendMail()
    #expect(
      try brevo.eventRows().map { $0["date"]?.string?.prefix(10) } == ["2026-03-10", "2026-03-10"])
  }

  @Test func `may be set back before a departure, which waits for its time again`() throws {
    _ = try change(["now": "2026-03-15T12:00:00Z", "frozen": true])
    let id = try brevo.sendMail(["scheduledAt": "2026-03-15T13:00:00Z"])[0]
    _ = try change(["now": "2026-03-01T12:00:00Z"])
    #expect(try brevo.status(of: id)["status"] == "queued")
    _ = try change(["now": "2026-03-15T13:00:00Z"])
    #expect(try brevo.rows(ofMessage: id).count == 1)
  }
}

@Suite("The clock of a new account") struct StartingClockTests {
  /// `--now`
  @Test func `goes on from what the server was told`() throws {
    let brevo = try TestClient { $0.clock.set(to: Instant(milliseconds: 1_893_456_000_000)) }
    for key in ["one", "two"] {
      let reply = try brevo.other(key).control(.get, "/clock")
      #expect(reply["frozen"] == false)
      #expect(reply["now"]?.string?.hasPrefix("2030-01-01T00:0") == true, "\(reply)")
    }
  }

  /// `--now` and `--freeze`, in either order
  @Test(arguments: [true, false])
  func `stands still if the server was told so`(freezesFirst: Bool) throws {
    let brevo = try TestClient { settings in
      if freezesFirst { settings.clock.freeze() }
      settings.clock.set(to: Instant(milliseconds: 1_893_456_000_000))
      if !freezesFirst { settings.clock.freeze() }
    }
    let stopped = TestReply.ok(["now": "2030-01-01T00:00:00.000Z", "frozen": true])
    if freezesFirst { #expect(try brevo.control(.get, "/clock") == stopped) }
    let first = try brevo.control(.get, "/clock")
    #expect(first["frozen"] == true)
    #expect(try brevo.control(.get, "/clock") == first)
    try brevo.sendMail()
    let date = try brevo.rows(to: "ann@example.com").first?["date"]
    #expect(date == first["now"])
  }
}
