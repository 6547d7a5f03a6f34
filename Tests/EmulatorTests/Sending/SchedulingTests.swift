import CivilTime
import JSON
import Testing

@Suite("A mail for later") struct SchedulingTests {
  let brevo: TestClient
  let now: Instant

  init() throws {
    brevo = try TestClient()
    now = try .text("2026-03-15T12:00:00Z")
    try brevo.freeze(at: now)
  }

  func post(at time: String, _ changes: JSONObject = [:]) throws -> TestReply {
    var mail = changes
    mail["scheduledAt"] = .string(time)
    return try brevo.post("/smtp/email", Mail.with(mail))
  }

  @Test func `leaves when its time comes, under the date of its departure`() throws {
    let sent = try post(at: "2026-03-16T12:00:00Z", ["cc": [["email": "cc@example.com"]]])
    #expect(sent.status == 202)
    let id = try #require(sent["messageId"]?.string)
    #expect(id.hasPrefix("<202603151200."), "the minute of acceptance")
    try brevo.expectNoMail(to: ["ann@example.com", "cc@example.com"])

    let departure = now + .hours(24)
    try brevo.freeze(at: departure - .milliseconds(1))
    try brevo.expectNoMail(to: ["ann@example.com", "cc@example.com"])
    try brevo.freeze(at: departure)
    #expect(try brevo.rows(ofMessage: id).count == 2)
    #expect(try brevo.events(to: "ann@example.com") == ["sent", "delivered"])

    try brevo.freeze(at: departure + .hours(5))
    let content = try brevo.content(to: "cc@example.com")
    #expect(content["date"] == "2026-03-16T12:00:00.000Z", "not when somebody looked")
    #expect(
      content["events"]?.array?.first?.object?["time"] == "2026-03-16T12:00:00.000Z")
  }

  @Test(arguments: [
    ("2026-03-15T12:00:00.001Z", 202, "a millisecond ahead"),
    ("2026-03-15T12:00:00.000Z", 400, "the present is not the future"),
    ("2026-03-18T12:00:00.000Z", 202, "72 hours ahead"),
    ("2026-03-18T12:00:00.001Z", 400, "over 72 hours ahead"),
    ("2026-03-15T13:59:00+02:00", 400, "the offset counts"),
    ("2026-03-15T14:01:00+02:00", 202, "the offset counts"),
    ("2026-03-15T09:01:00-03:00", 202, "the offset counts"),
    ("2026-03-15T12:30:00", 202, "UTC without an offset (assumed)"),
    ("2026-03-15T12:30:00.5Z", 202, "a fraction"),
    ("2026-03-15", 400, "a day is no time"),
    ("2026-03-15 12:30:00", 400, "a blank is no T"),
    ("2026-03-15T25:00:00Z", 400, "no such hour"),
    ("1773579600", 400, "seconds are no date"),
  ])
  func `has a time within the next 72 hours`(time: String, status: Int, reason: String) throws {
    let reply = try post(at: time)
    #expect(reply.status == status, "\(reason): \(reply)")
    if status == 400 {
      #expect(reply["code"] == "invalid_parameter")
      try brevo.freeze(at: now + .hours(100))
      try brevo.expectNoMail()
    }
  }

  @Test func `shares a batch with others that name it`() throws {
    let batch: JSONValue = "5c6cfa04-eed9-42c2-8b5c-6d470d978e9d"
    for day in ["16", "17"] {
      let reply = try post(at: "2026-03-\(day)T12:00:00Z", ["batchId": batch])
      #expect(reply.status == 202)
      #expect(reply["batchId"] == batch)
    }
  }

  @Test func `has a batch of its own if it names none`() throws {
    let ids = try (0..<3).map { _ in try post(at: "2026-03-16T12:00:00Z")["batchId"]?.string }
    #expect(Set(ids).count == 3)
    #expect(!ids.contains(nil))
  }

  @Test(arguments: [
    "5c6cfa04", "5c6cfa04-eed9-12c2-8b5c-6d470d978e9d", "5c6cfa04-eed9-42c2-1b5c-6d470d978e9d",
    "5c6cfa04eed942c28b5c6d470d978e9d", "{5c6cfa04-eed9-42c2-8b5c-6d470d978e9d}",
  ])
  func `has a batch id of version 4`(id: String) throws {
    #expect(
      try post(at: "2026-03-16T12:00:00Z", ["batchId": .string(id)])
        == .invalid("batchId is not valid"))
    #expect(
      try brevo.post("/smtp/email", Mail.with(["batchId": .string(id)])).status == 201,
      "nobody looks at it without a time")
  }

  @Test func `may have versions, each with its message id, all in one batch`() throws {
    let reply = try post(
      at: "2026-03-16T12:00:00Z",
      [
        "messageVersions": [
          ["to": [["email": "ann@example.com"]]], ["to": [["email": "bob@example.com"]]],
        ]
      ])
    #expect(reply.status == 202)
    #expect(reply["messageIds"]?.array?.count == 2)
    #expect(reply["messageId"] == nil)
    #expect(reply["batchId"]?.string != nil)
    try brevo.freeze(at: now + .hours(24))
    #expect(try brevo.rows(to: "bob@example.com").count == 1)
  }

  @Test func `leaves in the order of the times, not of the requests`() throws {
    _ = try post(at: "2026-03-16T12:00:00Z", ["subject": "later"])
    _ = try post(at: "2026-03-15T13:00:00Z", ["subject": "sooner"])
    try brevo.freeze(at: now + .hours(48))
    try brevo.sendMail(["subject": "now"])
    let subjects = try brevo.rows(to: "ann@example.com").compactMap { $0["subject"]?.string }
    #expect(subjects == ["sooner", "later", "now"])
  }

  @Test func `ends as any other if it cannot be sent`() throws {
    _ = try post(at: "2026-03-16T12:00:00Z", ["htmlContent": "<p>{% for %}</p>"])
    try brevo.freeze(at: now + .hours(24))
    #expect(try brevo.events(to: "ann@example.com") == ["sent", "error"])
  }

  @Test func `says what it said when it was accepted`() throws {
    let made = try brevo.post(
      "/smtp/templates",
      [
        "templateName": "T", "subject": "T", "htmlContent": "<p>as accepted</p>",
        "sender": ["id": 1], "isActive": true,
      ])
    let id = try #require(made["id"]?.int)
    let reply = try brevo.post(
      "/smtp/email", Mail.template(id, ["scheduledAt": "2026-03-16T12:00:00Z"]))
    #expect(reply.status == 202)
    _ = try brevo.put("/smtp/templates/\(id)", ["htmlContent": "<p>as it is now</p>"])
    try brevo.freeze(at: now + .hours(24))
    #expect(
      try brevo.content(to: "ann@example.com")["body"] == "<p>as accepted</p>", "assumed")
  }
}
