import BrevoStore
import CivilTime
import HTTP
import JSON
import Testing

@Suite("The list of sent mail") struct ListTests {
  let brevo: TestClient
  let now: Instant

  /// Three mails, an hour apart: two to Ann, one to Bob, the second one from a template.
  init() throws {
    brevo = try TestClient(world: [
      "templates": [
        [
          "id": 1, "name": "T", "subject": "second", "htmlContent": "<p>Hello</p>",
          "sender": "owner@example.com",
        ]
      ]
    ])
    now = try .text("2026-03-15T12:00:00Z")
    try brevo.freeze(at: now)
    try brevo.sendMail(["subject": "first"])
    try brevo.freeze(at: now + .hours(1))
    _ = try brevo.post(
      "/smtp/email", Mail.template(1, ["cc": [["email": "bob@example.com"]]]))
    try brevo.freeze(at: now + .hours(2))
    try brevo.sendMail(["subject": "third"])
  }

  func subjects(_ query: String) throws -> [String] {
    let reply = try brevo.get("/smtp/emails?\(query)")
    try #require(reply.status == 200, "\(reply)")
    return reply["transactionalEmails"]?.array?.compactMap { $0.object?["subject"]?.string } ?? []
  }

  static let ann = "email=ann%40example.com"

  // MARK: Filters

  @Test(arguments: [
    (ann, ["third", "second", "first"], "by address"),
    ("email=ANN%40EXAMPLE.com", ["third", "second", "first"], "in any case (assumed)"),
    ("email=bob%40example.com", ["second"], "a copy"),
    ("email=zoe%40example.com", [], "nobody"),
    ("templateId=1", ["second", "second"], "by template: two recipients"),
    ("templateId=2", [], "no such template"),
    (ann + "&templateId=1", ["second"], "both hold"),
    ("templateId=1&email=zoe%40example.com", [], "both hold"),
    ("messageId=%3C202603151200.10000000000%40smtp-relay.mailin.fr%3E", [], "nobody's id"),
    ("messageId=abc&" + ann, [], "no id at all, and an address that has mail"),
  ])
  func `is filtered`(query: String, expected: [String], reason: String) throws {
    #expect(try subjects(query) == expected, "\(reason)")
  }

  @Test func `finds a message id escaped, raw, or without its brackets`() throws {
    let id = try #require(try brevo.rows(Self.ann).first?["messageId"]?.string)
    for text in [PercentEncoding.encode(id), id, String(id.dropFirst().dropLast())] {
      #expect(try subjects("messageId=\(text)") == ["first"], "\(text)")
    }
    #expect(
      try subjects(
        "messageId=\(PercentEncoding.encode(id.replacing("<20260315", with: "<20260316")))")
        == [], "the minute belongs to the id")
  }

  // MARK: Pages

  @Test(arguments: [
    ("limit=2", ["third", "second"]), ("limit=2&offset=2", ["first"]),
    ("limit=1&offset=1", ["second"]), ("offset=3", []), ("limit=0", []),
    ("sort=asc", ["first", "second", "third"]), ("sort=desc", ["third", "second", "first"]),
    ("sort=asc&limit=1&offset=2", ["third"]),
    ("limit=1000&offset=0", ["third", "second", "first"]),
    ("offset=9223372036854775807", []),
  ])
  func `comes in pages, and counts all of them`(query: String, expected: [String]) throws {
    #expect(try subjects(Self.ann + "&" + query) == expected)
    #expect(try brevo.get("/smtp/emails?\(Self.ann)&\(query)")["count"] == 3)
  }

  @Test(arguments: [
    ("limit=1001", TestReply.outOfRange("Limit exceeds max value"), "refused, not clamped"),
    ("limit=99999999999999999999", .invalid("limit is not valid"), "no integer of 64 bits"),
    ("limit=-1", .outOfRange("limit is not valid"), "negative"),
    ("limit=5.0", .invalid("limit is not valid"), "no integer"),
    ("limit=5%20", .invalid("limit is not valid"), "a blank"),
    ("limit=", .missing("limit is missing"), "blank is not absent"),
    ("offset=", .missing("offset is missing"), "blank is not absent"),
    ("sort=", .missing("sort is missing"), "blank is not absent"),
    ("templateId=", .missing("templateId is missing"), "blank is not absent"),
    ("offset=-1", .outOfRange("offset is not valid"), "negative"),
    ("sort=Asc", .invalid("sort is not valid"), "one case only"),
  ])
  func `refuses`(query: String, reply: TestReply, reason: String) throws {
    #expect(try brevo.get("/smtp/emails?\(Self.ann)&\(query)") == reply, "\(reason)")
  }

  @Test func `has 500 rows if nobody asks for more`() throws {
    try brevo.sendMail(["bcc": Mail.parties(600, at: "many.example.com"), "subject": "many"])
    let id = try #require(try brevo.rows(to: "1@many.example.com").first?["messageId"]?.string)
    let query = "messageId=\(PercentEncoding.encode(id))"
    #expect(try subjects(query).count == 500)
    #expect(try subjects(query + "&limit=1000").count == 601)
    #expect(try brevo.get("/smtp/emails?\(query)")["count"] == 601)
  }

  // MARK: Periods

  @Test(arguments: [
    ("2026-03-15", "2026-03-15", 3), ("2026-03-14", "2026-03-16", 3),
    ("2026-03-16", "2026-04-15", 0), ("2026-02-15", "2026-03-14", 0),
  ])
  func `has the mail of a period, both days inclusive`(
    start: String, end: String, count: Int
  ) throws {
    #expect(try subjects("\(Self.ann)&startDate=\(start)&endDate=\(end)").count == count)
  }

  @Test(arguments: [
    ("2026-02-15", "2026-03-15", true, "the same day of the next month"),
    ("2026-02-15", "2026-03-16", false, "a day more"),
    ("2026-01-31", "2026-02-28", true, "the day is clipped"),
    ("2026-01-31", "2026-03-01", false, "a day after the clipped one"),
    ("2024-01-31", "2024-02-29", true, "a leap year"),
    ("2025-12-15", "2026-01-15", true, "over the end of a year"),
    ("2026-03-01", "2026-04-01", true, "31 days"),
  ])
  func `has a period of at most a month`(
    start: String, end: String, fits: Bool, reason: String
  ) throws {
    let reply = try brevo.get("/smtp/emails?\(Self.ann)&startDate=\(start)&endDate=\(end)")
    #expect(reply.status == (fits ? 200 : 400), "\(reason)")
    if !fits { #expect(reply["code"] == "out_of_range", "assumed code") }
  }

  @Test(arguments: [
    ("startDate=2026-03-01", "End date is missing"),
    ("endDate=2026-03-01", "Start date is missing"),
    ("startDate=&endDate=2026-03-01", "Start date is missing"),
    ("startDate=2026-03-01&endDate=", "End date is missing"),
    ("startDate=&endDate=", "Start date is missing"),
  ])
  func `has a first and a last day, or none`(query: String, text: String) throws {
    #expect(try brevo.get("/smtp/emails?\(Self.ann)&\(query)") == .missing(text))
  }

  @Test(arguments: [
    "2026-3-1", "2026-02-29", "2026-13-01", "20260301", "01-03-2026", "2026-03-01T00:00:00Z",
    "today", "1773576000",
  ])
  func `has days written as YYYY-MM-DD`(day: String) throws {
    #expect(
      try brevo.get("/smtp/emails?\(Self.ann)&startDate=\(day)&endDate=2026-03-15")
        == .invalid("startDate is not valid"))
    #expect(
      try brevo.get("/smtp/emails?\(Self.ann)&startDate=2026-03-01&endDate=\(day)")
        == .invalid("endDate is not valid"))
  }

  @Test func `is of the last thirty days, today included, without a period`() throws {
    let lastDay = try Instant.text("2026-04-13T23:59:59.999Z")
    try brevo.freeze(at: lastDay)
    #expect(try subjects(Self.ann).count == 3)
    try brevo.freeze(at: lastDay + .milliseconds(1))
    #expect(try subjects(Self.ann).isEmpty)
    #expect(try subjects("\(Self.ann)&startDate=2026-03-15&endDate=2026-03-15").count == 3)
  }

  @Test func `follows the calendar of the account`() throws {
    let brevo = try TestClient { $0.offset = UTCOffset(minutes: -90) }
    try brevo.freeze(at: .text("2026-03-15T01:00:00Z"))
    try brevo.sendMail()
    let row = try #require(
      try brevo.rows("\(Self.ann)&startDate=2026-03-14&endDate=2026-03-14").first)
    #expect(row["date"] == "2026-03-14T23:30:00.000-01:30")
    #expect(try brevo.rows("\(Self.ann)&startDate=2026-03-15&endDate=2026-03-15").isEmpty)
    #expect(row["messageId"]?.string?.hasPrefix("<202603150100.") == true, "the id is in UTC")
  }
}
