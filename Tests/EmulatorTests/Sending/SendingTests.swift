import HTTP
import JSON
import Testing

@Suite("A sent mail") struct SendingTests {
  let brevo: TestClient

  init() throws { brevo = try TestClient() }

  @Test func `is found again, with its content and its events`() throws {
    let sent = try brevo.post("/smtp/email", Mail.with())
    #expect(sent.status == 201)
    let id = try #require(sent["messageId"]?.string)
    #expect(id.wholeMatch(of: /<\d{12}\.\d{10,11}@smtp-relay\.mailin\.fr>/) != nil)

    let rows = try brevo.rows(to: "ann@example.com")
    let row = try #require(rows.first)
    #expect(rows.count == 1)
    #expect(row["messageId"] == .string(id))
    #expect(row["subject"] == "Your order")
    #expect(row["from"] == "shop@example.com")
    #expect(row["tags"] == [])
    #expect(row["templateId"] == nil)

    let content = try brevo.content(to: "ann@example.com")
    #expect(content["body"] == "<p>Thank you</p>")
    #expect(content["attachmentCount"] == 0)
    #expect(try brevo.events(to: "ann@example.com") == ["sent", "delivered"])
  }

  @Test func `has a row for each recipient, under one message id`() throws {
    let ids = try brevo.sendMail([
      "cc": [["email": "cc@example.com"]],
      "bcc": [["email": "bcc@example.com"], ["email": "ann@example.com"]],
    ])
    let rows = try brevo.rows(ofMessage: ids[0])
    let emails = rows.compactMap { $0["email"]?.string }
    #expect(
      emails == ["ann@example.com", "cc@example.com", "bcc@example.com", "ann@example.com"])
    #expect(Set(rows.compactMap { $0["uuid"]?.string }).count == 4)
    #expect(rows.allSatisfy { $0["messageId"]?.string == ids[0] })
  }

  @Test(arguments: ["201", "202"])
  func `never shares its id with another one`(status: String) throws {
    let later: JSONObject = ["scheduledAt": "2099-01-01T00:00:00Z"]
    try brevo.freeze(at: .text("2098-12-31T00:00:00Z"))
    let ids = try (0..<50).flatMap { _ in try brevo.sendMail(status == "202" ? later : [:]) }
    #expect(Set(ids).count == 50)
    #expect(ids.allSatisfy { $0.hasPrefix("<209812310000.") }, "the UTC minute of acceptance")
  }

  @Test func `keeps each recipient once for each time it was named`() throws {
    try brevo.sendMail(["to": [["email": "ann@example.com"], ["email": "ann@example.com"]]])
    #expect(try brevo.rows(to: "ann@example.com").count == 2, "assumed: nothing says otherwise")
  }

  @Test(arguments: [
    "cc", "bcc", "replyTo", "tags", "params", "headers", "attachment", "textContent",
    "templateId", "messageVersions", "scheduledAt", "batchId",
  ])
  func `may have null wherever a property may be absent`(name: String) throws {
    var mail = Mail.plain
    mail[name] = .null
    #expect(try brevo.post("/smtp/email", .object(mail)).status == 201)
  }

  @Test(arguments: [
    ("to", "to is missing"), ("sender", "sender is missing"), ("subject", "subject is missing"),
    ("htmlContent", "Either of htmlContent or textContent is required"),
  ])
  func `may not have null where a property is needed`(name: String, text: String) throws {
    var mail = Mail.plain
    mail[name] = .null
    #expect(try brevo.post("/smtp/email", .object(mail)) == .missing(text))
    try brevo.expectNoMail()
  }

  @Test(arguments: [
    Case(["subject": "   "], .missing("subject is missing"), "blanks are nothing"),
    Case(["htmlContent": " "], .missing("htmlContent is missing"), "blanks are nothing"),
    Case(
      ["htmlContent": .null, "textContent": "  "], .missing("textContent is missing"),
      "blanks are nothing"),
    Case(
      ["sender": ["email": "shop@example.com", "name": "  "]],
      .missing("sender name is missing"), "blanks are nothing"),
    Case(
      ["to": [["email": "ann@example.com", "name": " "]]], .missing("name is missing in to"),
      "blanks are nothing"),
    Case(
      ["to": [["email": " "]]], .missing("email is missing in to"), "blanks are nothing"),
    Case(["params": [:]], .missing("params is blank"), "an empty object is not absent"),
    Case(["cc": []], .missing("cc is blank"), "an empty list is not absent"),
    Case(["tags": []], .missing("tags is blank"), "an empty list is not absent"),
    Case(["subject": true], .invalid("subject is not valid"), "no value is converted"),
    Case(["htmlContent": 1], .invalid("htmlContent is not valid"), "no value is converted"),
    Case(["cc": 1], .invalid("cc is not valid"), "no value is converted"),
    Case(["bcc": "a@example.com"], .invalid("bcc is not valid"), "a text is no list of one"),
    Case(
      ["cc": [.null]], .invalid("cc is not valid"), "null is absent as a member, not as an item"),
    Case(["params": "a=1"], .invalid("params is not valid"), "no value is converted"),
    Case(["replyTo": 7], .invalid("replyTo is not valid"), "no value is converted"),
    Case(["templateId": 1.5], .invalid("Invalid template id"), "a fraction is no number of a row"),
    Case(["messageVersions": [:]], .invalid("messageVersions is not valid"), "no list"),
    Case(["scheduledAt": 1], .invalid("scheduledAt is not valid"), "no value is converted"),
  ])
  func `is refused for what is blank or of another type`(_ wrong: Case) throws {
    #expect(try brevo.post("/smtp/email", Mail.with(wrong.change)) == wrong.reply)
    try brevo.expectNoMail()
  }

  @Test func `shows its tags in their order`() throws {
    try brevo.sendMail(["tags": ["b", "a", "b"]])
    #expect(try brevo.rows(to: "ann@example.com").first?["tags"] == ["b", "a", "b"])
  }
}
