import JSON
import Testing

@Suite("A mail made from a template") struct TemplateMailTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient(world: [
      "templates": [
        [
          "id": 1, "name": "Order", "subject": "Order {{ params.number }}",
          "htmlContent": "<p>Hello {{ contact.FIRSTNAME }}</p>", "sender": "owner@example.com",
          "tag": "Order",
        ],
        [
          "id": 2, "name": "Draft", "subject": "Draft", "htmlContent": "<p>Not active yet</p>",
          "sender": "owner@example.com", "active": false,
        ],
        [
          "id": 3, "name": "Broken", "subject": "Broken", "htmlContent": "<p>{{ params. }}</p>",
          "sender": "owner@example.com",
        ],
      ],
      "contacts": [["email": "ann@example.com", "attributes": ["FIRSTNAME": "Ann"]]],
    ])
  }

  @Test func `has its sender, its subject and its content`() throws {
    let reply = try brevo.post("/smtp/email", Mail.template(1, ["params": ["number": 7]]))
    #expect(reply.status == 201)
    let row = try #require(try brevo.rows(to: "ann@example.com").first)
    #expect(row["from"] == "owner@example.com")
    #expect(row["subject"] == "Order 7")
    #expect(row["templateId"] == 1)
    #expect(row["tags"] == [], "the template's tag is none of the mail's tags (assumed)")
    let content = try brevo.content(to: "ann@example.com")
    #expect(content["body"] == "<p>Hello Ann</p>")
    #expect(content["templateId"] == 1)
  }

  @Test func `may have another sender and another subject, but no other content`() throws {
    let reply = try brevo.post(
      "/smtp/email",
      Mail.template(
        1,
        [
          "sender": ["email": "shop@example.com"], "subject": "Mine {{ params.a }}",
          "params": ["a": 1], "htmlContent": "<p>Mine</p>", "textContent": 7,
        ]))
    #expect(reply.status == 201, "content is not even looked at")
    let content = try brevo.content(to: "ann@example.com")
    #expect(content["subject"] == "Mine 1")
    #expect(content["body"] == "<p>Hello Ann</p>")
    #expect(try brevo.rows(to: "ann@example.com").first?["from"] == "shop@example.com")
  }

  @Test func `shows the same template, changed or deleted since`() throws {
    _ = try brevo.post("/smtp/email", Mail.template(1))
    #expect(
      try brevo.put(
        "/smtp/templates/1", ["isActive": false, "htmlContent": "<p>Something else</p>"]
      ) == .noContent)
    #expect(try brevo.content(to: "ann@example.com")["body"] == "<p>Hello Ann</p>")
    #expect(try brevo.delete("/smtp/templates/1") == .noContent)
    #expect(try brevo.rows("templateId=1").count == 1, "rows keep the number")
    #expect(try brevo.content(to: "ann@example.com")["templateId"] == 1)
  }

  @Test(arguments: [2, 4]) func `is refused`(id: Int64) throws {
    #expect(
      try brevo.post("/smtp/email", Mail.template(id)) == .invalid("Invalid template id"),
      "2 is not active, 4 is not there")
    try brevo.expectNoMail()
  }

  @Test func `can be sent as soon as its template is active`() throws {
    #expect(try brevo.put("/smtp/templates/2", ["isActive": true]) == .noContent)
    #expect(try brevo.post("/smtp/email", Mail.template(2)).status == 201)
  }

  @Test func `is accepted with broken syntax, and fails by an event`() throws {
    #expect(try brevo.post("/smtp/email", Mail.template(3)).status == 201)
    #expect(try brevo.events(to: "ann@example.com") == ["sent", "error"])
  }

  @Test func `is sent in versions, each with the params of its own`() throws {
    let reply = try brevo.post(
      "/smtp/email",
      [
        "templateId": 1, "params": ["number": 1],
        "messageVersions": [
          ["to": [["email": "ann@example.com"]], "params": ["number": 2]],
          ["to": [["email": "bob@example.com"]], "subject": "Bob {{ params.number }}"],
        ],
      ])
    #expect(reply.status == 201)
    #expect(try brevo.content(to: "ann@example.com")["subject"] == "Order 2")
    #expect(try brevo.content(to: "bob@example.com")["subject"] == "Bob 1")
    #expect(try brevo.content(to: "bob@example.com")["body"] == "<p>Hello </p>")
  }

  @Test func `has the file of the template, for at most 99 recipients`() throws {
    let made = try brevo.post(
      "/smtp/templates",
      [
        "templateName": "File", "subject": "File", "htmlContent": "<p>See the file</p>",
        "sender": ["id": 1], "isActive": true,
        "attachmentUrl": "https://files.example.com/terms.pdf",
      ])
    let id = try #require(made["id"]?.int)
    let attachment: JSONValue = [["name": "a.txt", "content": "SGVsbG8="]]
    _ = try brevo.post("/smtp/email", Mail.template(id, ["attachment": attachment]))
    #expect(try brevo.content(to: "ann@example.com")["attachmentCount"] == 2)

    #expect(
      try brevo.post("/smtp/email", Mail.template(id, ["bcc": Mail.parties(98)])).status == 201)
    let reply = try brevo.post("/smtp/email", Mail.template(id, ["bcc": Mail.parties(99)]))
    #expect(reply["code"] == "out_of_range")
    #expect(try brevo.rows(to: "ann@example.com").count == 2)
  }

  @Test func `names its recipients as the template's toField says`() throws {
    // The name is seen by its length only: the To header counts it.
    let made = try brevo.post(
      "/smtp/templates",
      [
        "templateName": "Name", "subject": "Name", "htmlContent": "<p>Hello you there</p>",
        "sender": ["id": 1], "isActive": true,
        "toField": .string("{FIRSTNAME}" + String(repeating: "n", count: 4095)),
      ])
    let reply = try brevo.post("/smtp/email", Mail.template(try #require(made["id"]?.int)))
    #expect(reply["code"] == "INVALID_PARAMETER")
    // Ann, 4095 letters, and <ann@example.com> behind a blank.
    #expect(
      reply["message"]
        == "Unexpected long headers length, got: 4116 want: less than 4096 chars")
  }
}
