import BrevoStore
import CivilTime
import JSON
import Testing

@Suite("Figures") struct FigureTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient()
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
  }

  static let names = [
    "requests", "delivered", "hardBounces", "softBounces", "clicks", "uniqueClicks", "opens",
    "uniqueOpens", "spamReports", "blocked", "invalid", "unsubscribed",
  ]

  @Test func `are all told, zeros too`() throws {
    let aggregated = try brevo.get("/smtp/statistics/aggregatedReport").body?.object
    #expect(aggregated?.members.map(\.name) == ["range"] + Self.names)
    try brevo.sendMail()
    let day = try brevo.get("/smtp/statistics/reports")["reports"]?.array?.first?.object
    #expect(day?.members.map(\.name) == ["date"] + Self.names)
    #expect(day?["spamReports"] == 0)
  }

  @Test(
    arguments: [
      ("ann", ["delivered": 1]), ("hard-bounce", ["hardBounces": 1]),
      ("soft-bounce", ["softBounces": 1]), ("deferred", [:]), ("error", [:]),
      ("blocked", ["blocked": 1]), ("invalid", ["invalid": 1]),
      ("opened", ["delivered": 1, "opens": 1, "uniqueOpens": 1]),
      ("clicked", ["delivered": 1, "opens": 1, "uniqueOpens": 1, "clicks": 1, "uniqueClicks": 1]),
      ("loaded-by-proxy", ["delivered": 1]), ("spam", ["delivered": 1, "spamReports": 1]),
      ("unsubscribed", ["delivered": 1, "unsubscribed": 1]),
    ] as [(String, [String: Int64])])
  func `count what the contract's table says`(name: String, more: [String: Int64]) throws {
    try brevo.sendMail(["to": [["email": .string("\(name)@magic.test")]]])
    let expected = more.merging(["requests": 1]) { $1 }
    #expect(try brevo.figures() == expected)
    #expect(try brevo.days() == ["2026-03-15": expected])
  }

  @Test func `count opens and clicks each time, and uniquely once for a row`() throws {
    try brevo.sendMail(.mail(to: "ann@example.com", "bob@example.com"))
    let ann = try brevo.uuids(to: "ann@example.com")[0]
    let bob = try brevo.uuids(to: "bob@example.com")[0]
    for uuid in [ann, ann, ann, bob] {
      #expect(try brevo.happen(.opened, to: uuid))
      #expect(try brevo.happen(.clicks, to: uuid))
    }
    #expect(
      try brevo.figures() == [
        "requests": 2, "delivered": 2, "opens": 4, "uniqueOpens": 2, "clicks": 4,
        "uniqueClicks": 2,
      ])
  }

  @Test func `are of the day of the event, not of the sending`() throws {
    try brevo.sendMail(["tags": ["t"]])
    let uuid = try brevo.uuids(to: "ann@example.com")[0]
    try brevo.advance(seconds: 86400)
    #expect(try brevo.happen(.opened, to: uuid))
    try brevo.advance(seconds: 86400)
    #expect(try brevo.happen(.opened, to: uuid))
    let expected: [String: [String: Int64]] = [
      "2026-03-15": ["requests": 1, "delivered": 1],
      "2026-03-16": ["opens": 1, "uniqueOpens": 1], "2026-03-17": ["opens": 1],
    ]
    #expect(try brevo.days() == expected)
    #expect(try brevo.days("tag=t") == expected)
    #expect(try brevo.figures("days=1") == ["opens": 1])
    #expect(try brevo.figures("days=2") == ["opens": 2, "uniqueOpens": 1])
  }

  @Test(arguments: [
    ("Z", "2026-03-15"), ("+11:59", "2026-03-15"), ("+12:00", "2026-03-16"),
    ("+14:00", "2026-03-16"), ("-12:00", "2026-03-15"), ("-12:01", "2026-03-14"),
  ])
  func `are of days of the account's calendar`(offset: String, day: String) throws {
    let brevo = try TestClient(world: ["settings": ["utcOffset": .string(offset)]])
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
    try brevo.sendMail(.mail(to: "error@magic.test"))
    #expect(try brevo.days() == [day: ["requests": 1]])
    #expect(
      try brevo.get("/smtp/statistics/aggregatedReport?days=1")["range"]?.string == "\(day)|\(day)")
  }

  @Test(arguments: [
    ("", "2025-12-16|2026-03-15"), ("days=1", "2026-03-15|2026-03-15"),
    ("days=30", "2026-02-14|2026-03-15"), ("days=90", "2025-12-16|2026-03-15"),
    ("startDate=2026-01-31&endDate=2026-02-28", "2026-01-31|2026-02-28"),
    ("startDate=2024-02-29&endDate=2024-02-29", "2024-02-29|2024-02-29"),
    ("tag=none", "2025-12-16|2026-03-15"),
  ])
  func `tell the days that they cover`(query: String, range: String) throws {
    let reply = try brevo.get("/smtp/statistics/aggregatedReport?\(query)")
    #expect(reply["range"]?.string == range)
  }

  @Test(arguments: [
    ("", 90), ("days=1", 1), ("days=89", 89), ("days=90", 90),
    ("startDate=2025-12-15&endDate=2026-03-15", 91),
    ("startDate=2026-03-01&endDate=2026-03-15", 15),
  ])
  func `are of the days that are asked for`(query: String, days: Int64) throws {
    let today = try Instant.text("2026-03-15T12:00:00Z")
    for day: Int64 in (0...91).reversed() {
      try brevo.freeze(at: today - .days(day))
      try brevo.sendMail()
    }
    #expect(try brevo.figures(query)["requests"] == days)
  }

  @Test(arguments: [
    ("", 10, "2026-03-15"), ("days=30", 10, "2026-03-15"), ("days=30&limit=30", 30, "2026-03-15"),
    ("days=30&limit=30&offset=25", 5, "2026-02-18"), ("days=30&offset=30", 0, nil),
    ("startDate=2026-02-13&endDate=2026-03-15&limit=30", 30, "2026-03-15"),
    ("startDate=2026-02-13&endDate=2026-03-15&limit=30&sort=asc", 30, "2026-02-13"),
    ("startDate=2026-02-13&endDate=2026-03-15&sort=asc&offset=30", 1, "2026-03-15"),
  ])
  func `of single days come in pages of days`(query: String, rows: Int, first: String?) throws {
    let today = try Instant.text("2026-03-15T12:00:00Z")
    for day: Int64 in (0...40).reversed() {
      try brevo.freeze(at: today - .days(day))
      try brevo.sendMail()
    }
    let reports = try brevo.get("/smtp/statistics/reports?\(query)")["reports"]?.array ?? []
    #expect(reports.count == rows)
    #expect(reports.first?.object?["date"]?.string == first)
  }

  @Test func `of a tag are of the mail that has it anywhere among its tags`() throws {
    try brevo.sendMail(["tags": ["a", "b"]])
    try brevo.sendMail(["tags": ["b"]])
    try brevo.sendMail(["tags": ["ab"]])
    try brevo.sendMail()
    for (tag, count) in [("a", 1), ("b", 2), ("ab", 1), ("c", nil)] as [(String, Int64?)] {
      #expect(try brevo.figures("tag=\(tag)")["requests"] == count, "\(tag)")
      #expect(try brevo.days("tag=\(tag)")["2026-03-15"]?["requests"] == count, "\(tag)")
    }
    #expect(try brevo.figures()["requests"] == 4)
  }

  @Test func `are of their account only`() throws {
    try brevo.sendMail()
    #expect(try brevo.other("another").figures() == [:])
    #expect(try brevo.other("another").days() == [:])
    #expect(try brevo.other("another").eventRows() == [])
  }
}
