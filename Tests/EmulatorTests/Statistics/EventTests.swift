import BrevoStore
import CivilTime
import JSON
import Testing

@Suite("Events") struct EventTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient()
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
  }

  /// What each kind is called, in the words of the contract's section 5.1.
  static let kinds = [
    "requests", "delivered", "hardBounces", "softBounces", "deferred", "blocked", "invalid",
    "error", "opened", "clicks", "loadedByProxy", "spam", "unsubscribed",
  ]

  /// Magic recipients, and what follows `requests`.
  static let fates: [(String, [String])] = [
    ("hard-bounce", ["hardBounces"]), ("soft-bounce", ["softBounces"]),
    ("deferred", ["deferred"]), ("blocked", ["blocked"]), ("invalid", ["invalid"]),
    ("error", ["error"]), ("opened", ["delivered", "opened"]),
    ("clicked", ["delivered", "opened", "clicks"]),
    ("loaded-by-proxy", ["delivered", "loadedByProxy"]), ("spam", ["delivered", "spam"]),
    ("unsubscribed", ["delivered", "unsubscribed"]),
  ]

  @Test(
    arguments: fates, ["%@magic.test", "%+order-7@magic.test", "%+@magic.test", "%@MAGIC.Test"])
  func `come to magic recipients as their names say`(
    fate: (String, [String]), pattern: String
  ) throws {
    for name in [fate.0, fate.0.uppercased()] {
      let address = pattern.split(separator: "%", omittingEmptySubsequences: false)
        .joined(separator: name)
      let brevo = try TestClient()
      try brevo.sendMail(["to": [["email": .string(address)]]])
      #expect(try brevo.eventKinds(to: address) == ["requests"] + fate.1, "\(address)")
    }
  }

  @Test(arguments: [
    "hard-bounce@example.com", "hard-bounce@magic.test.example", "hard-bounce@sub.magic.test",
    "hard-bounces@magic.test", "hard.bounce@magic.test", "ann@magic.test", "ann+spam@magic.test",
    "hard-bounce@notmagic.test",
  ])
  func `come to anybody else as to healthy recipients`(address: String) throws {
    try brevo.sendMail(["to": [["email": .string(address)]]])
    #expect(try brevo.eventKinds(to: address) == ["requests", "delivered"])
  }

  @Test func `are listed whole by the magic recipients together`() throws {
    try brevo.sendMail(["to": .array(Self.fates.map { ["email": "\($0.0)@magic.test"] })])
    for kind in Self.kinds {
      let rows = try brevo.eventRows("event=\(kind)")
      #expect(!rows.isEmpty, "\(kind)")
      #expect(rows.allSatisfy { $0["event"]?.string == kind })
      let withReason = ["hardBounces", "softBounces", "deferred", "blocked", "error"]
      #expect(rows.allSatisfy { ($0["reason"] != nil) == withReason.contains(kind) }, "\(kind)")
    }
    let bounces = try brevo.eventKinds("event=bounces")
    #expect(Set(bounces) == ["hardBounces", "softBounces"])
    let all = try Self.kinds.flatMap { try brevo.eventRows("event=\($0)") }
    #expect(try brevo.eventRows().count == all.count)
  }

  @Test func `have no count beside them`() throws {
    try brevo.sendMail()
    #expect(
      try brevo.get("/smtp/statistics/events").body?.object?.members.map(\.name) == ["events"])
  }

  @Test func `are a millisecond apart, and sorted by time both ways`() throws {
    try brevo.sendMail(.mail(to: "clicked@magic.test"))
    try brevo.advance(seconds: 1)
    try brevo.sendMail()
    let ascending = try brevo.eventRows().map { ($0["event"]?.string, $0["date"]?.string) }
    let expected = [
      ("requests", "2026-03-15T12:00:00.000Z"), ("delivered", "2026-03-15T12:00:00.001Z"),
      ("opened", "2026-03-15T12:00:00.002Z"), ("clicks", "2026-03-15T12:00:00.003Z"),
      ("requests", "2026-03-15T12:00:01.000Z"), ("delivered", "2026-03-15T12:00:01.001Z"),
    ]
    #expect(ascending.map(\.0) == expected.map(\.0))
    #expect(ascending.map(\.1) == expected.map(\.1))
    let descending = try brevo.get("/smtp/statistics/events")["events"]?.array ?? []
    #expect(descending.map { $0.object?["date"]?.string } == expected.map(\.1).reversed())
  }

  @Test func `are sorted by when they happen, not by when their mail was sent`() throws {
    try brevo.sendMail(["subject": "first"])
    let uuid = try brevo.uuids(to: "ann@example.com")[0]
    try brevo.advance(seconds: 60)
    try brevo.sendMail(["subject": "second", "to": [["email": "bob@example.com"]]])
    try brevo.advance(seconds: 60)
    #expect(try brevo.happen(.opened, to: uuid))
    #expect(try brevo.eventKinds().last == "opened")
    #expect(try brevo.eventRows().last?["subject"] == "first")
  }

  @Test(arguments: [
    ("", 30, "30 days by default"), ("days=1", 1, "today"), ("days=7", 7, "a week with today"),
    ("days=90", 90, "the most days"),
    ("startDate=2026-03-15&endDate=2026-03-15", 1, "a single day"),
    ("startDate=2026-02-14&endDate=2026-03-15", 30, "both ends"),
    ("startDate=2025-12-15&endDate=2026-03-15", 91, "90 days between them"),
  ])
  func `are of the days that are asked for`(query: String, days: Int, reason: String) throws {
    let today = try Instant.text("2026-03-15T00:00:00Z")
    for day: Int64 in (0...91).reversed() {
      try brevo.freeze(at: today - .days(day))
      try brevo.sendMail()
    }
    #expect(try brevo.eventKinds("event=requests&\(query)").count == days, "\(reason)")
  }

  @Test func `of any of very many tags are found`() throws {
    try brevo.sendMail(["tags": ["first", "last"]])
    let tags = (0..<3000).map { "\($0)" }
    #expect(try brevo.eventKinds("tags=\(tags.joined(separator: ","))").isEmpty)
    let more = (tags + ["last"]).joined(separator: ",")
    #expect(try brevo.eventKinds("tags=\(more)") == ["requests", "delivered"])
  }

  @Test func `carry the link that was clicked`() throws {
    try brevo.sendMail()
    let uuid = try brevo.uuids(to: "ann@example.com")[0]
    #expect(try brevo.happen(.clicks, to: uuid, link: "https://shop.example/7"))
    #expect(try brevo.eventRows("event=clicks").map { $0["link"] } == ["https://shop.example/7"])
  }

  @Test(
    arguments: [
      ("hard-bounce@magic.test", .opened), ("blocked@magic.test", .delivered),
      ("error@magic.test", .clicks), ("invalid@magic.test", .spam),
      ("ann@example.com", .hardBounces), ("ann@example.com", .error),
      ("ann@example.com", .requests),
    ] as [(String, Event.Kind)])
  func `never follow an end`(address: String, kind: Event.Kind) throws {
    try brevo.sendMail(["to": [["email": .string(address)]]])
    let before = try brevo.eventKinds()
    #expect(try !brevo.happen(kind, to: try brevo.uuids(to: address)[0]))
    #expect(try brevo.eventKinds() == before)
  }

  @Test func `can follow a delay`() throws {
    try brevo.sendMail(.mail(to: "deferred@magic.test"))
    let uuid = try brevo.uuids(to: "deferred@magic.test")[0]
    #expect(try brevo.happen(.deferred, to: uuid))
    #expect(try brevo.happen(.delivered, to: uuid))
    #expect(try brevo.eventKinds() == ["requests", "deferred", "deferred", "delivered"])
    #expect(try brevo.figures() == ["requests": 1, "delivered": 1])
  }

  @Test func `have at most five thousand rows, and 2500 unless told otherwise`() throws {
    for _ in 1...13 {
      try brevo.sendMail(["to": Mail.parties(99), "cc": Mail.parties(99, at: "cc.example")])
    }
    func count(_ query: String) throws -> Int? {
      try brevo.get("/smtp/statistics/events?\(query)")["events"]?.array?.count
    }
    #expect(try count("") == 2500)
    #expect(try count("limit=5000") == 5000)
    #expect(try count("limit=5000&offset=5000") == 13 * 198 * 2 - 5000)
  }
}
