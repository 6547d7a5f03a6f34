import CivilTime
import HTTP
import JSON
import Testing

@Suite("A scheduled mail") struct ScheduleTests {
  static let batch = "5c6cfa04-eed9-42c2-8b5c-6d470d978e9d"
  static let unknown = TestReply.notFound("Record(s) for identifier not found")
  static let versions: JSONValue = [
    ["to": [["email": "ann@example.com"]]],
    ["to": [["email": "bob@example.com"], ["email": "cat@example.com"]]],
  ]
  let brevo: TestClient
  let now: Instant

  init() throws {
    brevo = try TestClient(world: ["emailCredits": 3])
    now = try .text("2026-03-15T12:00:00Z")
    try brevo.freeze(at: now)
  }

  /// Sends a mail that leaves after so many hours.
  @discardableResult
  func schedule(hours: Int64, _ changes: JSONObject = [:]) throws -> TestReply {
    var mail = changes
    mail["scheduledAt"] = .string((now + .hours(hours)).formatted(.milliseconds(.utc)))
    return try brevo.post("/smtp/email", Mail.with(mail))
  }

  @Test(arguments: [
    (-1, "queued", "a millisecond before its time"), (0, "inProgress", "its time has come"),
    (300_000, "processed", "five minutes later it has left for certain"),
    (2_000_000_000, "processed", "23 days later"),
  ])
  func `is queued, then in progress, then processed`(
    milliseconds: Int64, status: String, reason: String
  ) throws {
    let id = try #require(try schedule(hours: 24)["messageId"]?.string)
    try brevo.freeze(at: now + .hours(24) + .milliseconds(milliseconds))
    let reply = try brevo.status(of: id)
    #expect(reply["status"]?.string == status, "\(reason)")
    #expect(reply["scheduledAt"] == "2026-03-16T12:00:00.000000000Z")
    #expect(reply["createdAt"] == "2026-03-15T12:00:00.000000000Z")
  }

  @Test func `leaves by the clock alone, without anybody looking`() throws {
    try schedule(hours: 1)
    let reply = try brevo.control(.put, "/clock", ["advanceSeconds": 7200])
    #expect(reply["now"] == "2026-03-15T14:00:00.000Z")
    #expect(try brevo.content(to: "ann@example.com")["date"] == "2026-03-15T13:00:00.000Z")
  }

  @Test func `shows in no list, event or figure before it leaves`() throws {
    let id = try #require(try schedule(hours: 1, ["tags": ["t"]])["messageId"]?.string)
    #expect(try brevo.rows(ofMessage: id) == [])
    #expect(try brevo.rows(to: "ann@example.com") == [])
    #expect(try brevo.eventRows() == [])
    #expect(try brevo.figures() == [:])
    #expect(try brevo.figures("tag=t") == [:])
    #expect(try brevo.days() == [:])
    try brevo.advance(seconds: 3600)
    #expect(try brevo.rows(ofMessage: id).count == 1)
    #expect(try brevo.eventKinds() == ["requests", "delivered"])
    #expect(try brevo.figures("tag=t") == ["requests": 1, "delivered": 1])
  }

  @Test func `takes its credits when it is accepted, and gives them back when taken back`() throws {
    let three = try #require(
      try schedule(hours: 1, ["messageVersions": Self.versions])["batchId"]?.string)
    let refusal = TestReply.refused(400, "not_enough_credits", "Not enough credits")
    #expect(try brevo.post("/smtp/email", Mail.with()) == refusal)
    #expect(try brevo.cancel(three) == .noContent)
    for _ in 1...3 { #expect(try brevo.post("/smtp/email", Mail.with()).status == 201) }
    #expect(try brevo.post("/smtp/email", Mail.with()) == refusal)
  }

  @Test func `gives back the credits of the version that is taken back`() throws {
    let reply = try schedule(hours: 1, ["messageVersions": Self.versions])
    let ids = reply["messageIds"]?.array?.compactMap(\.string) ?? []
    try #require(ids.count == 2)
    #expect(try brevo.cancel(ids[1]) == .noContent)
    #expect(try brevo.status(of: ids[0])["status"] == "queued")
    #expect(try brevo.status(of: ids[1]) == Self.unknown)
    #expect(try brevo.sendMail(.mail(to: "x@example.com", "y@example.com")).count == 1)
    #expect(try brevo.post("/smtp/email", Mail.with()).status == 400)
    try brevo.advance(seconds: 3600)
    #expect(try brevo.rows(to: "ann@example.com").count == 1)
    try brevo.expectNoMail(to: ["bob@example.com", "cat@example.com"])
  }

  @Test func `leaves no trace when it is taken back`() throws {
    let reply = try schedule(hours: 1, ["batchId": .string(Self.batch)])
    let id = try #require(reply["messageId"]?.string)
    #expect(try brevo.cancel(id) == .noContent)
    #expect(try brevo.cancel(id) == Self.unknown)
    #expect(try brevo.cancel(Self.batch) == Self.unknown)
    #expect(try brevo.status(of: id) == Self.unknown)
    #expect(try brevo.status(of: Self.batch) == Self.unknown)
    try brevo.advance(seconds: 86400)
    try brevo.expectNoMail()
    #expect(try brevo.eventRows() == [])
    #expect(try brevo.figures() == [:])
  }

  @Test func `cannot be taken back once it has left, and stays as it is`() throws {
    let reply = try schedule(hours: 1)
    try brevo.advance(seconds: 3600)
    for name in ["messageId", "batchId"] {
      #expect(try brevo.cancel(reply[name]?.string ?? "") == Self.unknown)
    }
    #expect(try brevo.rows(to: "ann@example.com").count == 1)
    #expect(try brevo.figures() == ["requests": 1, "delivered": 1])
  }

  @Test func `shares its batch with later requests, which stay when it leaves`() throws {
    for hours: Int64 in [1, 2, 3] {
      #expect(try schedule(hours: hours, ["batchId": .string(Self.batch)]).status == 202)
    }
    try brevo.advance(seconds: 2 * 3600 + 600)
    let statuses = try brevo.status(of: Self.batch, "sort=asc")["batches"]?.array?
      .compactMap { $0.object?["status"]?.string }
    #expect(statuses == ["processed", "processed", "queued"])
    #expect(try brevo.cancel(Self.batch) == .noContent)
    #expect(try brevo.status(of: Self.batch)["count"] == 2)
    try brevo.advance(seconds: 7200)
    #expect(try brevo.rows(to: "ann@example.com").count == 2)
  }

  @Test func `belongs to its account only`() throws {
    let reply = try schedule(hours: 1, ["batchId": .string(Self.batch)])
    let other = brevo.other("another")
    for id in [reply["messageId"]?.string ?? "", Self.batch] {
      #expect(try other.status(of: id) == Self.unknown)
      #expect(try other.cancel(id) == Self.unknown)
    }
    #expect(try brevo.status(of: Self.batch)["count"] == 1)
  }

  @Test func `is found and taken back by a message id that is not percent-encoded`() throws {
    let id = try #require(try schedule(hours: 1)["messageId"]?.string)
    #expect(try brevo.get("/smtp/emailStatus/\(id)").status == 200)
    #expect(try brevo.delete("/smtp/email/\(id)") == .noContent)
  }

  @Test func `comes in pages of a hundred`() throws {
    let brevo = try TestClient()
    try brevo.freeze(at: now)
    for minute: Int64 in 1...120 {
      try brevo.sendMail([
        "batchId": .string(Self.batch),
        "scheduledAt": .string((now + .minutes(minute)).formatted(.milliseconds(.utc))),
      ])
    }
    let rows = { (query: String) -> (Int64?, Int?) in
      let reply = try brevo.status(of: Self.batch, query)
      return (reply["count"]?.int, reply["batches"]?.array?.count)
    }
    #expect(try rows("") == (120, 100))
    #expect(try rows("limit=500") == (120, 120))
    #expect(try rows("offset=100") == (120, 20))
    try brevo.advance(seconds: 65 * 60 + 30)
    #expect(try rows("status=queued&limit=10") == (55, 10))
    #expect(try rows("status=processed") == (65, 65))
  }
}
