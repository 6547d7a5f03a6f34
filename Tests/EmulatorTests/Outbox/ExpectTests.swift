import HTTP
import JSON
import TestSupport
import Testing

@Suite("An expectation") struct ExpectTests {
  let server: WaitingServer
  var brevo: TestClient { server.brevo }

  init() throws { server = try WaitingServer(ringsByHand: true) }

  func expect(_ query: String) throws -> TestReply {
    try brevo.control(.get, "/messages/expect?\(query)")
  }

  @Test func `is judged at once, if no time is given`() throws {
    #expect(try expect("none=true").status == 200)
    try brevo.sendMail(["subject": "One"])
    #expect(try expect("exactly=1&subject=one")["count"] == 1)
    #expect(try expect("exactly=0&subject=two")["messages"] == [])
    let few = try expect("exactly=2")
    #expect(few.status == 417)
    #expect(few["code"] == "expectation_failed")
    #expect(
      few["message"] == "There should be exactly 2 messages with any condition; there are 1")
    let many = try expect("none=true&to=ann@example.com")
    #expect(many.status == 417)
    #expect(many["count"] == 1)
    #expect(many["messages"]?.array?.map { $0.object?["subject"] } == ["One"])
  }

  @Test func `holds when its time is over`() throws {
    try brevo.sendMail(["subject": "One"])
    let client = try server.ask("/expect?exactly=1&within=5s")
    try brevo.advance(seconds: 1)
    #expect(server.waiting == 1)
    server.ring(0)
    #expect(try client.subjects() == ["One"])
  }

  @Test func `may be met while it lasts`() throws {
    let client = try server.ask("/expect?exactly=1&within=5s")
    try brevo.sendMail(["subject": "One"])
    #expect(server.waiting == 1, "another may come")
    server.ring(0)
    #expect(try client.subjects() == ["One"])
  }

  @Test func `fails as soon as there are more`() throws {
    let client = try server.ask("/expect?none=true&within=5s")
    try brevo.sendMail()
    let reply = try client.reply()
    #expect(reply.status == 417)
    #expect(reply.body["count"] == 1)
    #expect(server.waiting == 0)
    server.ring(0)
  }

  @Test func `fails when its time is over with too few`() throws {
    let client = try server.ask("/expect?exactly=1&within=5s")
    server.ring(0)
    #expect(try client.reply().status == 417)
  }

  @Test(arguments: [
    ("", "Either exactly or none=true must be passed"),
    ("none=false", "Either exactly or none=true must be passed"),
    ("none=true&exactly=0", "Either exactly or none=true must be passed"),
    ("exactly=-1", "exactly is not valid"), ("none=maybe", "none is not valid"),
    ("exactly=1&within=2m", "within is not valid"),
  ])
  func `is refused`(query: String, message: String) throws {
    let reply = try expect(query)
    #expect(reply.status == 400)
    #expect(reply["message"]?.string?.hasPrefix(message) == true, "\(reply)")
  }
}
