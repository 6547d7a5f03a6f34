import BrevoStore
import CivilTime
import HTTP
import JSON
import TestSupport
import Testing

@Suite("A wait") struct WaitTests {
  let server: WaitingServer
  var brevo: TestClient { server.brevo }

  init() throws { server = try WaitingServer(ringsByHand: true) }

  func send(_ subject: String, to address: String = "ann@example.com", by key: String? = nil) throws
  {
    try (key.map { brevo.other($0) } ?? brevo).sendMail([
      "to": [["email": .string(address)]], "subject": .string(subject),
    ])
  }

  @Test func `is over at once if the messages are there`() throws {
    try send("One")
    try send("Two")
    try send("Else", to: "bob@example.com")
    let reply = try brevo.control(.get, "/messages/wait?to=ann@example.com&count=2")
    #expect(reply.status == 200)
    #expect(reply["count"] == 2)
    #expect(
      reply["messages"]?.array?.map { $0.object?["subject"] } == ["One", "Two"])
    #expect(server.waiting == 0)
    #expect(server.times.isEmpty)
  }

  @Test func `is over as soon as a message comes`() throws {
    let client = try server.ask("/wait?to=ann@example.com&extract=otp")
    #expect(server.waiting == 1)
    try send("Else", to: "bob@example.com")
    #expect(server.waiting == 1)
    try send("Your code is 4829")
    let reply = try client.reply()
    #expect(reply.status == 200)
    #expect(reply.body["messages"]?.array?.map { $0.object?["extracted"] } == ["4829"])
    #expect(server.waiting == 0)
  }

  @Test func `goes on until there are enough`() throws {
    try send("One")
    let client = try server.ask("/wait?to=ann@example.com&count=3")
    try send("Two")
    #expect(server.waiting == 1)
    try send("Three")
    #expect(try client.subjects() == ["One", "Two", "Three"])
  }

  @Test func `is one of many`() throws {
    let clients = try (0..<5).map { try server.ask("/wait?subject=Number%20\($0)") }
    #expect(server.waiting == 5)
    for index in [3, 0, 4, 1, 2] {
      try send("Number \(index)")
      #expect(try clients[index].subjects() == ["Number \(index)"])
    }
    #expect(server.waiting == 0)
  }

  @Test func `is for one account`() throws {
    let own = try server.ask("/wait?to=ann@example.com")
    let others = try server.ask("/wait?to=ann@example.com", key: "other")
    try send("Other", by: "other")
    #expect(try others.subjects() == ["Other"])
    #expect(server.waiting == 1)
    try send("Own")
    #expect(try own.subjects() == ["Own"])
  }

  @Test func `holds up what was asked behind it on its connection`() throws {
    let client = try server.ask("/wait?subject=One", "?limit=0", "/wait?subject=Two")
    #expect(server.waiting == 2)
    try send("Two")
    #expect(server.waiting == 1)
    try send("One")
    #expect(try client.subjects() == ["One"])
    #expect(try client.subjects() == [], "it was answered before any mail came")
    #expect(try client.subjects() == ["Two"])
  }

  @Test func `is forgotten with its connection`() throws {
    let client = try server.ask("/wait?subject=One")
    let other = try server.ask("/wait?subject=One")
    #expect(server.waiting == 2)
    client.reset()
    // Whatever is heard after it.
    _ = try server.ask("?limit=0")
    #expect(server.waiting == 1)
    try send("One")
    #expect(try other.subjects() == ["One"])
  }

  @Test func `ends with the nearest messages when its time is over`() throws {
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
    for (subject, address) in [
      ("Far", "bob@example.com"), ("Order 1", "ann@example.com"), ("Far", "ann@example.com"),
      ("Order 2", "ann@example.com"), ("Further", "cem@example.com"),
    ] {
      try send(subject, to: address)
    }
    let client = try server.ask(
      "/wait?to=ann@example.com&subject=order&contains=7&count=2&timeout=1500ms")
    #expect(server.times == [.milliseconds(1500)])
    server.ring(0)
    let reply = try client.reply()
    #expect(reply.status == 404)
    #expect(reply.body["code"] == "document_not_found")
    #expect(
      reply.body["message"]?.string
        == #"Fewer than 2 messages with to "ann@example.com", subject "order", contains "7" came within 1500ms; 0 did"#
    )
    #expect(reply.body["count"] == 0)
    let nearest = reply.body["nearest"]?.array?.compactMap(\.object) ?? []
    #expect(nearest.map { $0["subject"] } == ["Order 2", "Order 1", "Far"])
    #expect(
      nearest.map { $0["differs"] } == [["contains"], ["contains"], ["subject", "contains"]])
    #expect(server.waiting == 0)
  }

  @Test func `tells of messages that match, if they are too few`() throws {
    try send("One")
    let client = try server.ask("/wait?count=2&timeout=5")
    server.ring(0)
    let reply = try client.reply()
    #expect(
      reply.body["message"] == "Fewer than 2 messages with any condition came within 5s; 1 did")
    #expect(reply.body["nearest"]?.array?.map { $0.object?["differs"] } == [[]])
  }

  @Test func `may be over before it begins`() throws {
    let reply = try brevo.control(.get, "/messages/wait?timeout=0s")
    #expect(reply.status == 404)
    #expect(reply["message"] == "No message with any condition came within 0s; 0 did")
    #expect(reply["nearest"] == [])
  }

  @Test func `lasts ten seconds if nothing else is said`() throws {
    _ = try server.ask("/wait")
    #expect(server.times == [.seconds(10)])
  }

  @Test func `knows what the service writes, and what the clock brings`() throws {
    let notice = try server.ask("/wait?kind=notice")
    try brevo.notify(Notice(to: "ann@example.com", subject: "A report", text: "Look"))
    #expect(try notice.subjects() == ["A report"])
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
    try brevo.sendMail(["scheduledAt": "2026-03-15T13:00:00Z", "subject": "Later"])
    let later = try server.ask("/wait?subject=Later")
    #expect(server.times.count == 2, "a clock that stands still comes to nothing by itself")
    try brevo.advance(seconds: 3600)
    #expect(try later.subjects() == ["Later"])
  }

  @Test(arguments: [
    ("timeout=61s", 400, "timeout is not valid: it is written as 5s, 500ms or 5, and 60s at most"),
    ("timeout=60001ms", 400, "timeout is not valid"), ("timeout=soon", 400, "timeout is not valid"),
    ("timeout=-1s", 400, "timeout is not valid"), ("timeout=1e3", 400, "timeout is not valid"),
    ("timeout=ms", 400, "timeout is not valid"), ("timeout=1.2.3", 400, "timeout is not valid"),
    ("count=0", 400, "count is not valid"), ("kind=letter", 400, "kind is not valid"),
  ])
  func `is refused`(query: String, status: Int, message: String) throws {
    let reply = try brevo.control(.get, "/messages/wait?\(query)")
    #expect(reply.status == status)
    #expect(reply["message"]?.string?.hasPrefix(message) == true, "\(reply)")
    #expect(server.waiting == 0)
  }

  @Test func `is refused without a key`() throws {
    let request = HTTPRequest(.get, "/_mock/messages/wait", fields: [:], body: [])
    #expect(try brevo.send(request).status == 401)
  }
}

@Suite("By itself, a wait") struct UnattendedWaitTests {
  let server: WaitingServer

  init() throws { server = try WaitingServer() }

  @Test func `ends in time`() throws {
    let client = try server.ask("/wait?timeout=20ms")
    #expect(try client.reply().status == 404)
  }

  @Test func `sees a scheduled mail leave on a clock that runs`() throws {
    let text = try #require(try server.brevo.control(.get, "/clock")["now"]?.string)
    let due = try Instant.text(text) + .milliseconds(300)
    try server.brevo.sendMail(["scheduledAt": .string(due.formatted(.milliseconds(.utc)))])
    let client = try server.ask("/wait?timeout=20s")
    #expect(try client.subjects() == ["Your order"])
  }
}
