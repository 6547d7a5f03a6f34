import BrevoStore
import CivilTime
import HTTP
import JSON
import Testing

@Suite("The outbox") struct OutboxTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient()
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
  }

  func messages(_ query: String = "") throws -> [JSONObject] {
    try brevo.control(.get, "/messages?\(query)")["messages"]?.array?.compactMap(\.object) ?? []
  }

  @Test func `shows a mail as its recipient got it`() throws {
    let sent = try brevo.sendMail([
      "to": [["email": "owner@example.com", "name": "Owner"]],
      "subject": "Hello {{ contact.FIRSTNAME }}", "cc": [["email": "ann@example.com"]],
      "replyTo": ["email": "help@example.com", "name": "Help"], "tags": ["order", "x"],
      "headers": ["x-shop": "1"], "textContent": "Thanks",
      "attachment": [
        ["name": "a.txt", "content": "SGVsbG8="], ["url": "https://example.com/b.pdf"],
      ],
    ])
    let message = try #require(try messages("to=Owner@example.com").first)
    let uuid = try brevo.uuids(to: "owner@example.com")[0]
    #expect(
      message == [
        "id": .string(uuid), "kind": "email", "at": "2026-03-15T12:00:00.000Z",
        "from": "shop@example.com", "to": "owner@example.com", "role": "to",
        "subject": "Hello Olivia", "messageId": .string(sent[0]), "tags": ["order", "x"],
        "fromName": "Shop", "toName": "Owner",
        "replyTo": ["email": "help@example.com", "name": "Help"], "headers": ["X-Shop": "1"],
        "text": "Thanks", "html": "<p>Thank you</p>",
        "attachments": [
          ["name": "a.txt"], ["name": "b.pdf", "url": "https://example.com/b.pdf"],
        ],
      ])
    #expect(try brevo.control(.get, "/messages/\(uuid)").body == .object(message))
  }

  @Test func `hands out the files that were sent, to the byte`() throws {
    try brevo.sendMail([
      "attachment": [
        ["name": "a.txt", "content": "SGVsbG8="], ["name": "b.txt", "content": "/+8A"],
        ["url": "https://example.com/c.pdf"],
      ]
    ])
    let id = try brevo.uuids(to: "ann@example.com")[0]
    func file(_ number: Int) throws -> HTTPResponse {
      try brevo.answer(
        to: HTTPRequest(
          .get, "/_mock/messages/\(id)/attachments/\(number)",
          fields: ["api-key": brevo.key, "Accept": "application/pdf"], body: []))
    }
    #expect(try file(0).body == Array("Hello".utf8))
    #expect(try file(1).body == [0xff, 0xef, 0x00])
    #expect(try file(0).fields["content-type"] == "application/octet-stream")
    #expect(try file(0).fields["x-content-type-options"] == "nosniff")
    #expect(try file(2).status == .notFound, "only its url is known")
    #expect(try file(3).status == .notFound)
  }

  @Test func `holds what the service writes itself, which no list or figure does`() throws {
    try brevo.notify(
      Notice(
        to: "ann@example.com", subject: "A report", text: "Look",
        file: Notice.File(name: "r.pdf", mediaType: "application/pdf", bytes: [1, 0, 2])))
    let message = try #require(try messages("to=ANN@example.com").first)
    #expect(message["kind"] == "notice")
    #expect(message["text"] == "Look")
    #expect(message["attachments"] == [["name": "r.pdf"]])
    let file = try brevo.answer(
      to: HTTPRequest(
        .get, "/_mock/messages/\(message["id"]?.string ?? "")/attachments/0",
        fields: ["api-key": brevo.key], body: []))
    #expect(file.body == [1, 0, 2])
    #expect(file.fields["content-type"] == "application/pdf")
    try brevo.expectNoMail()
    #expect(try brevo.figures().isEmpty)
    #expect(try brevo.eventKinds().isEmpty)
  }

  @Test func `is read by recipient and in pages, in the order of time`() throws {
    for address in ["a@example.com", "b@example.com", "a@example.com"] {
      try brevo.sendMail(["to": [["email": .string(address)]], "subject": .string(address)])
      try brevo.notify(Notice(to: address, subject: "notice", text: "to \(address)"))
      try brevo.advance(seconds: 1)
    }
    #expect(
      try messages().map { $0["kind"]?.string }
        == Array(repeating: ["email", "notice"], count: 3).flatMap(\.self))
    #expect(try messages("to=a@example.com").count == 4)
    let page = try brevo.control(.get, "/messages?to=a@example.com&sort=desc&limit=1")
    #expect(page["count"] == 4)
    #expect(page["messages"]?.array?.first?.object?["text"] == "to a@example.com")
    #expect(page["messages"]?.array?.first?.object?["at"] == "2026-03-15T12:00:02.000Z")
  }

  @Test func `holds scheduled mail only once it has left`() throws {
    try brevo.sendMail(["scheduledAt": "2026-03-15T13:00:00Z"])
    #expect(try messages().isEmpty)
    try brevo.advance(seconds: 3600)
    #expect(try messages().map { $0["at"] } == ["2026-03-15T13:00:00.000Z"])
  }

  @Test func `tells in which part of the head a recipient stands`() throws {
    try brevo.sendMail([
      "to": [["email": "a@example.com"]], "cc": [["email": "b@example.com"]],
      "bcc": [["email": "c@example.com"]],
    ])
    #expect(try messages().map { $0["role"] } == ["to", "cc", "bcc"])
    try brevo.notify(Notice(to: "ann@example.com", subject: "A report", text: "Look"))
    #expect(try messages("kind=notice").map { $0["role"] } == [nil])
  }

  @Test(arguments: [
    ("/messages?limit=1001", 400, "Limit exceeds max value"),
    ("/messages?kind=letter", 400, "kind is not valid"),
    ("/messages?since=yesterday", 400, "since is not valid"),
    ("/messages?templateId=x", 400, "templateId is not valid"),
    ("/messages/none/html", 400, "id is not valid"),
    ("/messages/5c6cfa04-eed9-42c2-8b5c-6d470d978e9d/html", 404, "No message has this id"),
    ("/messages/none/raw", 400, "id is not valid"),
    ("/messages/5c6cfa04-eed9-42c2-8b5c-6d470d978e9d/raw", 404, "No message has this id"),
    ("/messages/none", 400, "id is not valid"),
    ("/messages/5c6cfa04-eed9-42c2-8b5c-6d470d978e9d", 404, "No message has this id"),
    ("/messages/5c6cfa04-eed9-42c2-8b5c-6d470d978e9d/attachments/x", 400, "number is not valid"),
  ])
  func `refuses what it does not have`(path: String, status: Int, message: String) throws {
    let reply = try brevo.control(.get, path)
    #expect(reply.status == status)
    #expect(reply["message"]?.string == message)
  }
}
