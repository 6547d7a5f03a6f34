import BrevoStore
import HTTP
import JSON
import Testing

@Suite("An event by hand") struct MessageEventTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient()
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
  }

  /// Sends a mail, and answers its unique id.
  func send(to address: String = "ann@example.com") throws -> String {
    try brevo.sendMail(["to": [["email": .string(address)]]])
    return try #require(try brevo.messages("to=\(address)").last?["id"]?.string)
  }

  func happen(_ event: JSONValue, to id: String) throws -> TestReply {
    try brevo.control(.post, "/messages/\(id)/events", event)
  }

  @Test(arguments: ["opened", "clicks", "spam", "unsubscribed", "loadedByProxy"])
  func `happens to a mail that was delivered`(event: String) throws {
    let id = try send()
    let reply = try happen(["event": .string(event)], to: id)
    #expect(reply.status == 201)
    #expect(reply["event"]?.string == event)
    #expect(try brevo.eventKinds() == ["requests", "delivered", event])
  }

  @Test(arguments: ["hardBounces", "softBounces", "deferred", "delivered"])
  func `happens to a mail that was deferred`(event: String) throws {
    let id = try send(to: "deferred@magic.test")
    try brevo.advance(seconds: 60)
    #expect(try happen(["event": .string(event)], to: id).status == 201)
    #expect(try brevo.eventKinds() == ["requests", "deferred", event])
  }

  @Test func `says what it is told, and brings about what it does elsewhere`() throws {
    let id = try send()
    try brevo.advance(seconds: 60)
    let link = "https://example.com/x"
    let reply = try happen(
      ["event": "clicks", "link": .string(link), "ip": "192.0.2.1", "reason": "why"], to: id)
    var event = try #require(reply.body?.object)
    #expect(event["messageId"]?.string?.hasPrefix("<202603151200.") == true)
    event["messageId"] = nil
    #expect(
      event == [
        "id": .string(id), "event": "clicks", "at": "2026-03-15T12:01:00.000Z",
        "to": "ann@example.com", "reason": "why", "link": .string(link), "ip": "192.0.2.1",
      ])
    #expect(try brevo.eventRows("days=90&event=clicks").map { $0["link"] } == [.string(link)])
    #expect(try brevo.figures()["clicks"] == 1)
  }

  @Test(
    arguments: [
      (["event": "hardBounces"], "hardBounces can only follow deferred or requests or softBounces"),
      (["event": "requests"], "requests can only follow "),
      (["event": "lost"], "event is not valid"),
      ([:], "event is missing"),
      (["event": "opened", "ip": "home"], "ip is not valid"),
      (["event": "opened", "link": "home"], "link is not valid"),
      (["event": "opened", "at": "now"], "at is not known here"),
    ] as [(JSONObject, String)])
  func `is refused`(event: JSONObject, message: String) throws {
    let reply = try happen(.object(event), to: try send())
    #expect(reply.status == 400)
    #expect(reply["message"]?.string?.hasPrefix(message) == true, "\(reply)")
    #expect(try brevo.eventKinds() == ["requests", "delivered"])
  }

  @Test func `happens to the account's own mail alone`() throws {
    try brevo.notify(Notice(to: "ann@example.com", subject: "A report", text: "Look"))
    let id = try #require(try brevo.messages().first?["id"]?.string)
    #expect(
      try happen(["event": "opened"], to: id)
        == .invalid("Events happen to the account's own mail alone, which this message is not"))
    let unknown = "5c6cfa04-eed9-42c2-8b5c-6d470d978e9d"
    #expect(
      try happen(["event": "opened"], to: unknown) == .notFound("No message has this id"))
  }

  @Test(arguments: [
    ("", "requests delivered requests deferred opened"),
    ("event=requests", "requests requests"),
    ("to=DEFERRED@magic.test", "requests deferred"),
    ("sort=desc&limit=2", "opened deferred"),
    ("id=5c6cfa04-eed9-42c2-8b5c-6d470d978e9d", ""),
  ])
  func `is listed with the others`(query: String, events: String) throws {
    let id = try send()
    try brevo.advance(seconds: 60)
    _ = try send(to: "deferred@magic.test")
    try brevo.advance(seconds: 60)
    _ = try happen(["event": "opened"], to: id)
    let reply = try brevo.control(.get, "/events?\(query)")
    let found = reply["events"]?.array?.compactMap { $0.object?["event"]?.string } ?? []
    #expect(found.joined(separator: " ") == events)
    let own = try brevo.control(.get, "/events?id=\(id)")
    #expect(own["count"] == 3)
    #expect(try brevo.control(.get, "/events?event=lost").status == 400)
  }
}
