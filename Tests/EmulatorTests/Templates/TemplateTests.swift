import CivilTime
import JSON
import Testing

@Suite("A template") struct TemplateTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient(world: [
      "senders": [
        ["id": 1, "name": "Olivia", "email": "owner@example.com"],
        ["id": 2, "name": "Pat", "email": "pending@example.com", "active": false],
        ["id": 3, "name": "Shop", "email": "shop@example.com"],
      ]
    ])
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
  }

  static let plain: JSONObject = [
    "templateName": "Order", "subject": "Your order", "sender": ["id": 1],
    "htmlContent": "<p>Thank you</p>",
  ]

  static func with(_ changes: JSONObject) -> JSONValue {
    var template = plain
    for (name, value) in changes.members { template[name] = value == .null ? nil : value }
    return .object(template)
  }

  func make(_ changes: JSONObject = [:]) throws -> Int64 {
    let reply = try brevo.post("/smtp/templates", Self.with(changes))
    return try #require(reply["id"]?.int, "\(reply)")
  }

  func shown(_ id: Int64) throws -> JSONObject {
    try #require(try brevo.get("/smtp/templates/\(id)").body?.object)
  }

  // MARK: Making

  @Test func `is shown with all that the document lists, in its order`() throws {
    let template = try shown(make())
    #expect(
      template.members.map(\.name) == [
        "id", "name", "subject", "isActive", "testSent", "sender", "replyTo", "toField", "tag",
        "htmlContent", "createdAt", "modifiedAt", "doiTemplate",
      ])
    #expect(template["isActive"] == false, "unless it says otherwise")
    #expect(template["sender"] == ["name": "Olivia", "email": "owner@example.com", "id": "1"])
  }

  @Test func `gets numbers that rise and are never used again`() throws {
    let first = try make()
    let second = try make()
    #expect(second == first + 1)
    #expect(try brevo.delete("/smtp/templates/\(second)") == .noContent)
    #expect(try make() == second + 1)
  }

  static let named: [(JSONObject, String)] = [
    (["email": "owner@example.com"], "Olivia"), (["id": 3], "Shop"),
    (["email": "owner@example.com", "name": "Other"], "Other"),
    (["id": 1, "name": "Other"], "Other"), (["email": "OWNER@example.com"], "Olivia"),
  ]

  @Test(arguments: named)
  func `has a sender with a name, else with the sender's own`(
    sender: JSONObject, name: String
  ) throws {
    let shown = try shown(make(["sender": .object(sender)]))["sender"]?.object
    #expect(shown?["name"] == .string(name))
  }

  @Test(arguments: [
    Case(["sender": ["id": 2]], .invalid("Sender is invalid / inactive"), "not verified"),
    Case(
      ["sender": ["email": "pending@example.com"]], .invalid("Sender is invalid / inactive"),
      "not verified"),
    Case(
      ["sender": ["email": "stranger@example.com"]], .invalid("Sender is invalid / inactive"),
      "not registered: unlike sends, it is checked at once"),
    Case(["sender": ["id": 4]], .invalid("Sender is invalid / inactive"), "not there"),
    Case(
      ["sender": ["email": "owner@example.com", "name": ""]], .missing("sender name is missing"),
      "an empty name"),
    Case(["sender": ["email": ""]], .invalid("valid sender email required"), "an empty address"),
    Case(["templateName": "  "], .missing("Template name is missing"), "blanks are nothing"),
    Case(["subject": " "], .missing("subject is missing"), "blanks are nothing"),
    Case(["htmlContent": "           "], .missing("htmlContent is missing"), "eleven blanks"),
    Case(["htmlContent": "<p>12345"], .invalid("htmlContent is not valid"), "8 characters"),
    Case(["htmlContent": "<p>éé</p>"], .invalid("htmlContent is not valid"), "9 characters"),
    Case(["htmlContent": "1234567890"], .invalid("htmlContent is not valid"), "10 characters"),
    Case(["htmlContent": 12_345_678_901], .invalid("htmlContent is not valid"), "a number"),
    Case(["toField": 1], .invalid("toField is not valid"), "a number"),
    Case(["replyTo": "a@b"], .invalid("replyTo is not valid"), "no address"),
    Case(["isActive": "yes"], .invalid("isActive is not valid"), "a text"),
    Case(
      ["attachmentUrl": "https://example.com/a"], .invalid("Unsupported file format"),
      "no ending"),
  ])
  func `is not made, nor changed`(_ wrong: Case) throws {
    #expect(try brevo.post("/smtp/templates", Self.with(wrong.change)) == wrong.reply)
    #expect(try brevo.get("/smtp/templates")["count"] == 0)
    let id = try make()
    let before = try shown(id)
    #expect(try brevo.put("/smtp/templates/\(id)", .object(wrong.change)) == wrong.reply)
    #expect(try shown(id) == before)
  }

  @Test(arguments: ["12345678901", "ééééééééééé", "<p>🐈🐈🐈🐈</p>"])
  func `has HTML of more than ten characters`(html: String) throws {
    #expect(try shown(make(["htmlContent": .string(html)]))["htmlContent"] == .string(html))
  }

  @Test func `may attach a file of the shorter list`() throws {
    let shorter = AttachmentTests.endings.prefix { $0 != "odt" }
    #expect(shorter.last == "eps")
    for ending in AttachmentTests.endings {
      let url = JSONValue.string("https://example.com/file.\(ending)")
      let reply = try brevo.post("/smtp/templates", Self.with(["attachmentUrl": url]))
      #expect(reply.status == (shorter.contains(ending) ? 201 : 400), "\(ending)")
    }
  }

  @Test func `names the URL that its HTML lies at, and never fetches it`() throws {
    let url = "http://127.0.0.1:1/order.html"
    let id = try make(["htmlContent": .null, "htmlUrl": .string(url)])
    let html = try #require(try shown(id)["htmlContent"]?.string)
    #expect(html.contains(url))
    #expect(!html.contains("\n"))
  }

  @Test(arguments: [
    ("tag", "optin", true), ("tag", "Optin", false), ("tag", "optin2", false),
    ("htmlContent", "<p>{{ params.DOIurl }}</p>", true), ("subject", "doubleoptin?", false),
    ("htmlContent", "<a href=\"{{doubleoptin}}\">", true),
  ])
  func `asks for a double opt-in`(name: String, value: String, isDoubleOptIn: Bool) throws {
    #expect(try shown(make([name: .string(value)]))["doiTemplate"] == .bool(isDoubleOptIn))
    let list = try brevo.get("/smtp/templates")["templates"]?.array?.first?.object
    #expect(list?["doiTemplate"] == nil, "it belongs to the single template")
  }

  // MARK: Changing

  @Test(
    arguments: [
      ("templateName", "name", "Other"), ("subject", "subject", "Other"),
      ("htmlContent", "htmlContent", "<p>Other text</p>"), ("replyTo", "replyTo", "re@example.com"),
      ("toField", "toField", "{FIRSTNAME}"), ("tag", "tag", "Other"),
      ("isActive", "isActive", true),
    ] as [(String, String, JSONValue)])
  func `changes in one property, and in no other`(
    name: String, member: String, value: JSONValue
  ) throws {
    let id = try make()
    var expected = try shown(id)
    try brevo.freeze(at: .text("2026-03-16T12:00:00Z"))
    #expect(try brevo.put("/smtp/templates/\(id)", [name: value]) == .noContent)
    expected[member] = value
    expected["modifiedAt"] = "2026-03-16T12:00:00.000Z"
    #expect(try shown(id) == expected, "createdAt stays")
  }

  @Test func `is not changed by what it does not know`() throws {
    let id = try make()
    let before = try shown(id)
    #expect(try brevo.put("/smtp/templates/\(id)", ["name": "Other"]) == .noContent)
    #expect(try shown(id)["name"] == before["name"])
  }

  @Test func `loses what is set to an empty text`() throws {
    let id = try make(["replyTo": "re@example.com", "toField": "{A}", "tag": "T"])
    #expect(
      try brevo.put("/smtp/templates/\(id)", ["replyTo": "", "toField": "", "tag": ""])
        == .noContent)
    let template = try shown(id)
    #expect(
      [template["replyTo"], template["toField"], template["tag"]] == ["", "", ""], "assumed")
  }

  @Test func `cannot be put back as it was got`() throws {
    let id = try make()
    let refusal = TestReply.invalid(
      "Only one of Sender ID or Sender Email can be passed for the same request.")
    #expect(try brevo.put("/smtp/templates/\(id)", .object(shown(id))) == refusal)
    var sender = try #require(try shown(id)["sender"]?.object)
    sender["id"] = 1
    #expect(try brevo.put("/smtp/templates/\(id)", ["sender": .object(sender)]) == refusal)
  }

  // MARK: Deleting

  @Test func `is gone once it is deleted`() throws {
    let id = try make()
    #expect(try brevo.delete("/smtp/templates/\(id)") == .noContent)
    let unknown = TestReply.notFound("Template ID not found")
    #expect(try brevo.get("/smtp/templates/\(id)") == unknown)
    #expect(try brevo.put("/smtp/templates/\(id)", ["tag": "a"]) == unknown)
    #expect(try brevo.post("/smtp/templates/\(id)/sendTest", [:]) == unknown)
    #expect(try brevo.delete("/smtp/templates/\(id)") == unknown)
    #expect(try brevo.get("/smtp/templates")["count"] == 0)
  }

  @Test func `stays as long as it is active`() throws {
    let id = try make(["isActive": true])
    let text = "Template is active. Only inactive templates can be deleted"
    #expect(try brevo.delete("/smtp/templates/\(id)") == .invalid(text))
    #expect(try brevo.get("/smtp/templates/\(id)").status == 200)
    #expect(try brevo.put("/smtp/templates/\(id)", ["isActive": false]) == .noContent)
    #expect(try brevo.delete("/smtp/templates/\(id)") == .noContent)
  }
}
