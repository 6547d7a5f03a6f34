import CivilTime
import JSON
import Testing

@Suite("A test of a template") struct TestSendingTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient(world: [
      "lists": [["id": 1, "name": "Test list"], ["id": 2, "name": "Other"]],
      "contacts": [
        ["email": "ann@example.com", "lists": [1], "attributes": ["FIRSTNAME": "Ann"]],
        ["email": "bob@example.com", "lists": [1, 2]],
        ["email": "cy@example.com", "lists": [2]], ["email": "loner@example.com"],
      ],
      "templates": [
        [
          "id": 1, "name": "T", "subject": "For {{ contact.FIRSTNAME|default:'you' }}",
          "htmlContent": "<p>{{ params.a }}{{ contact.EMAIL }}</p>",
          "sender": "owner@example.com", "active": false,
        ]
      ],
    ])
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
  }

  func test(_ addresses: JSONValue...) throws -> TestReply {
    try brevo.post("/smtp/templates/1/sendTest", ["emailTo": .array(addresses)])
  }

  @Test func `goes to those who are named, filled in for each`() throws {
    #expect(try test("ann@example.com", "cy@example.com") == .noContent)
    let content = try brevo.content(to: "ann@example.com")
    #expect(content["subject"] == "For Ann")
    #expect(content["body"] == "<p>ann@example.com</p>")
    #expect(content["templateId"] == 1)
    #expect(try brevo.content(to: "cy@example.com")["subject"] == "For you")
    #expect(try brevo.events(to: "cy@example.com") == ["sent", "delivered"])
    try brevo.expectNoMail(to: ["bob@example.com"])
    #expect(try brevo.get("/smtp/templates/1")["testSent"] == true)
  }

  @Test func `goes to the test list if nobody is named`() throws {
    #expect(try test() == .noContent)
    #expect(
      try brevo.rows("templateId=1").compactMap { $0["email"]?.string }.sorted()
        == ["ann@example.com", "bob@example.com"])
  }

  @Test func `goes to nobody who is blocked, for its sender or for all`() throws {
    let world: JSONObject = [
      "contacts": [
        ["email": "ann@example.com", "lists": [1]], ["email": "bob@example.com", "lists": [1]],
        ["email": "cy@example.com", "lists": [1]],
      ],
      "templates": [
        [
          "id": 1, "name": "T", "subject": "S", "htmlContent": "<p>Hello</p>",
          "sender": "owner@example.com",
        ]
      ],
      "blockedContacts": [
        ["email": "ann@example.com"],
        ["email": "bob@example.com", "senderEmail": "owner@example.com"],
        ["email": "cy@example.com", "senderEmail": "other@example.com"],
      ],
    ]
    let reply = try TestClient(world: world).post(
      "/smtp/templates/1/sendTest",
      ["emailTo": ["ann@example.com", "bob@example.com", "cy@example.com"]])
    #expect(reply["blackListedEmails"] == ["ann@example.com", "bob@example.com"])
  }

  @Test func `goes to nobody if it cannot go to all`() throws {
    let reply = try test(
      "ann@example.com", "loner@example.com", "who@example.com", "CY@example.com")
    #expect(
      reply.body == [
        "code": "invalid_parameter", "message": "The email could not be sent to all recipients",
        "unexistingEmails": ["who@example.com"], "withoutListEmails": ["loner@example.com"],
      ])
    #expect(try brevo.rows("templateId=1").isEmpty)
    #expect(try brevo.get("/smtp/templates/1")["testSent"] == false)
  }

  @Test func `goes out 50 times a day at most`() throws {
    let many = JSONValue.array(Array(repeating: "ann@example.com", count: 49))
    #expect(try brevo.post("/smtp/templates/1/sendTest", ["emailTo": many]) == .noContent)
    #expect(try test("ann@example.com", "bob@example.com")["code"] == "out_of_range")
    #expect(try test("ann@example.com") == .noContent)
    #expect(try test("ann@example.com")["code"] == "out_of_range")
    #expect(try brevo.rows("templateId=1").count == 50)
    try brevo.freeze(at: .text("2026-03-16T00:00:00Z"))
    #expect(try test("ann@example.com") == .noContent, "the next day")
  }

  @Test(
    arguments: [
      (["emailTo": ["ann"]] as JSONValue, "email is not valid in emailTo"),
      (["emailTo": ["ann@example.com", ""]], "email is not valid in emailTo"),
      (["emailTo": "ann@example.com"], "emailTo is not valid"),
      (["emailTo": ["a": 1]], "emailTo is not valid"),
    ] as [(JSONValue, String)])
  func `is refused`(body: JSONValue, text: String) throws {
    #expect(try brevo.post("/smtp/templates/1/sendTest", body) == .invalid(text), "assumed")
    #expect(try brevo.rows("templateId=1").isEmpty)
  }

  @Test func `fails by an event if its syntax is broken`() throws {
    _ = try brevo.put("/smtp/templates/1", ["htmlContent": "<p>{% if %}</p>"])
    #expect(try test("ann@example.com") == .noContent, "assumed")
    #expect(try brevo.events(to: "ann@example.com") == ["sent", "error"])
  }
}

@Suite("The list of templates") struct TemplateListTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient(world: [
      "templates": .array(
        (1...60).map { id in
          [
            "id": .int(id), "name": "\(id)", "subject": "\(id)", "htmlContent": "<p>\(id)</p>",
            "sender": "owner@example.com", "active": .bool(id % 3 == 0),
          ]
        })
    ])
  }

  @Test(
    arguments: [
      ("", 60, 50, "60"), ("?limit=1000", 60, 60, "60"), ("?templateStatus=true", 20, 20, "60"),
      ("?templateStatus=FALSE", 40, 40, "59"), ("?sort=asc&limit=2", 60, 2, "1"),
      ("?templateStatus=true&sort=asc&offset=1", 20, 19, "6"), ("?offset=55", 60, 5, "5"),
      ("?templateStatus=true&limit=0", 20, 0, nil),
    ] as [(String, Int64, Int, String?)])
  func `comes in pages of 50, and counts what the filter leaves`(
    query: String, count: Int64, rows: Int, first: String?
  ) throws {
    let reply = try brevo.get("/smtp/templates\(query)")
    #expect(reply["count"] == .int(count))
    let templates = reply["templates"]?.array ?? []
    #expect(templates.count == rows)
    #expect(templates.first?.object?["name"]?.string == first)
    #expect(templates.first?.object?["htmlContent"]?.string == first.map { "<p>\($0)</p>" })
  }

  @Test(arguments: ["yes", "1", "", "active", "true,false"])
  func `refuses a status that is no boolean`(status: String) throws {
    let reply = try brevo.get("/smtp/templates?templateStatus=\(status)")
    #expect(
      reply
        == (status.isEmpty
          ? .missing("templateStatus is missing") : .invalid("templateStatus is not valid")))
  }
}
