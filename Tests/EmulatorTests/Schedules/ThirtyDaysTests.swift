import CivilTime
import HTTP
import JSON
import Testing

@Suite("Thirty days in a moment") struct ThirtyDaysTests {
  /// Every day's mails are scheduled up to 72 hours ahead, and the clock is moved a day at a time.
  ///
  /// How long such days take is measured by `Benchmarks/thirty_days.py`.
  @Test func `of schedules and statistics agree, day for day`() throws {
    let brevo = try TestClient()
    let start = try Instant.text("2026-03-01T00:00:00Z")
    try brevo.freeze(at: start)
    var expected: [String: [String: Int64]] = [:]
    var ids: [String] = []
    for day: Int64 in 0..<30 {
      for hours: Int64 in [1, 25, 49, 71] {
        let departure = start + .days(day) + .hours(hours)
        ids += try brevo.sendMail([
          "scheduledAt": .string(departure.formatted(.milliseconds(.utc))),
          "to": [["email": "opened@magic.test"], ["email": "ann@example.com"]],
        ])
        let name = String(departure.formatted(.seconds).prefix(10))
        expected[name, default: [:]].merge(
          ["requests": 2, "delivered": 2, "opens": 1, "uniqueOpens": 1], uniquingKeysWith: +)
      }
      try brevo.advance(seconds: 86400)
    }

    let today = "2026-03-31"
    let past = expected.filter { $0.key < today }
    let march = "startDate=2026-03-01&endDate=2026-03-31"
    #expect(try brevo.days("\(march)&limit=30") == past)
    #expect(past.count == 30)
    let sum = past.values.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
    #expect(try brevo.figures() == sum)
    #expect(try brevo.eventRows("days=90&event=opened").count == Int(sum["opens"] ?? 0))
    let emails = try brevo.get("/smtp/emails?email=ann@example.com&\(march)")
    #expect(emails["count"]?.int == sum["opens"])

    let queued = try ids.filter { try brevo.status(of: $0)["status"] == "queued" }
    #expect(queued.count == ids.count - Int(sum["opens"] ?? 0), "what leaves after today waits")
    try brevo.advance(seconds: 3 * 86400)
    #expect(try brevo.figures()["requests"] == Int64(ids.count) * 2)
  }

  @Test func `run in one step as in many`() throws {
    let clients = try [1, 60].map { steps in
      let brevo = try TestClient()
      try brevo.freeze(at: .text("2026-03-01T00:00:00Z"))
      for hours: Int64 in 1...60 {
        let departure = try Instant.text("2026-03-01T00:00:00Z") + .hours(hours)
        try brevo.sendMail([
          "scheduledAt": .string(departure.formatted(.milliseconds(.utc))),
          "to": [["email": hours % 7 == 0 ? "hard-bounce@magic.test" : "spam+\(hours)@magic.test"]],
        ])
      }
      for _ in 0..<steps { try brevo.advance(seconds: Int64(60 * 3600 / steps)) }
      return brevo
    }
    #expect(try clients[0].days() == clients[1].days())
    #expect(try clients[0].blocked() == clients[1].blocked())
    #expect(try clients[0].eventKinds() == clients[1].eventKinds())
    let dates = try clients.map { try $0.eventRows().compactMap { $0["date"]?.string } }
    #expect(dates[0] == dates[1], "each event has the time of its own, not of the step")
    #expect(try clients[0].figures()["hardBounces"] == 1)
    #expect(try clients[0].figures()["blocked"] == 7)
  }
}
