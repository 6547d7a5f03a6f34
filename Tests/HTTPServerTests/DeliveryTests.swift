import Dispatch
import HTTP
import HTTPServer
import TestSupport
import Testing

@Suite("An answer that does not leave at once and whole")
struct DeliveryTests {
  private let server: TestServer
  private let timed = "GET /timed HTTP/1.1\r\nHost: a\r\n\r\n"
  private let next = "GET /next HTTP/1.1\r\nHost: a\r\n\r\n"

  init() throws {
    server = try TestServer()
  }

  private func deliver(_ change: (inout Delivery) -> Void) {
    var delivery = Delivery()
    change(&delivery)
    server.application.deliver("/timed", delivery)
  }

  @Test func `waits, and holds up nobody else`() throws {
    deliver { $0.delay = .milliseconds(150) }
    let client = try server.connect()
    let start = DispatchTime.now()
    try client.send(timed)
    #expect(try server.serves())
    #expect(!client.hasSomethingToRead(within: 20))
    #expect(try client.readResponse()?.body == "GET /timed")
    let waited = DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds
    #expect(waited >= 149_000_000, "\(waited) ns")
  }

  @Test func `holds up what is behind it on its connection`() throws {
    deliver { $0.delay = .milliseconds(60) }
    let client = try server.connect()
    try client.send(next + timed + next + timed + "BAD\r\n")
    #expect(try client.readResponse()?.body == "GET /next")
    for body in ["GET /timed", "GET /next", "GET /timed"] {
      #expect(try client.readResponse()?.body == body)
    }
    #expect(try client.readResponse()?.status == 400)
    #expect(try client.readToEnd() == "")
  }

  @Test func `lets its connection be used again`() throws {
    deliver { $0.delay = .milliseconds(5) }
    let client = try server.connect()
    for _ in 1...20 {
      try client.send(timed)
      #expect(try client.readResponse()?.body == "GET /timed")
    }
    try client.send(next)
    #expect(try client.readResponse()?.body == "GET /next")
  }

  @Test func `comes bit by bit`() throws {
    deliver { $0.drip = .init(bytes: 7, interval: .milliseconds(2)) }
    let client = try server.connect()
    try client.send(timed + next)
    #expect(try client.read(7) == "HTTP/1.")
    #expect(try client.read(7) == "1 200 O")
    #expect(try client.read(3) == "K\r\n")
    let rest = try #require(try client.readResponse())
    #expect(rest.body == "GET /timed")
    #expect(try client.readResponse()?.body == "GET /next")
  }

  @Test(arguments: [0, 5, 1_000_000])
  func `stalls, and lets nothing come behind it`(count: Int) throws {
    deliver { $0.end = .stalled(after: count) }
    let client = try server.connect()
    try client.send(timed + next)
    if count == 5 { #expect(try client.read(5) == "HTTP/") }
    if count > 5 { #expect(try client.readResponse()?.body == "GET /timed") }
    #expect(!client.hasSomethingToRead(within: 50))
    client.endSending()
    #expect(try client.readToEnd() == "", "a client that has gone away is let go")
    #expect(try server.serves())
  }

  @Test func `is cut short, and the connection closed`() throws {
    deliver { $0.end = .closed(afterBody: 3) }
    let client = try server.connect()
    try client.send(timed + next)
    let text = try client.readToEnd()
    #expect(text.contains("\r\nContent-Length: 10\r\n"))
    #expect(text.hasSuffix("\r\n\r\nGET"))
  }

  @Test func `is followed by a reset`() throws {
    deliver { $0.end = .reset(afterBody: 3) }
    let client = try server.connect()
    try client.send(timed + next)
    #expect(throws: RawClient.Failed.self) { _ = try client.readToEnd() }
    #expect(try server.serves())
  }

  @Test func `is replaced by a reset`() throws {
    deliver { $0.end = .reset(afterBody: nil) }
    let client = try server.connect()
    try client.send(timed)
    #expect(throws: RawClient.Failed.self) { _ = try client.read(1) }
  }

  @Test(arguments: [5, -5])
  func `has another length than it says`(error: Int) throws {
    deliver { $0.lengthError = error }
    let client = try server.connect()
    try client.send(timed + next)
    let text = try client.readToEnd()
    #expect(text.contains("\r\nContent-Length: \(10 + error)\r\n"))
    #expect(text.hasSuffix("\r\n\r\nGET /timed"), "and nothing behind it")
  }

  @Test func `has no body for HEAD`() throws {
    deliver { $0.delay = .milliseconds(5) }
    let client = try server.connect()
    try client.send("HEAD /timed HTTP/1.1\r\nHost: a\r\n\r\n" + next)
    #expect(try client.readResponse(isHead: true)?.status == 200)
    #expect(try client.readResponse()?.body == "GET /next")
  }

  @Test func `keeps no server from stopping`() throws {
    deliver { $0.delay = .seconds(600) }
    server.application.deliver("/stalled", stalled)
    let (late, never) = (try server.connect(), try server.connect())
    try late.send(timed)
    try never.send("GET /stalled HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try server.serves())
    #expect(try never.read(5) == "HTTP/")
    server.server.stop()
    server.server.wait()
    #expect(try late.readResponse()?.body == "GET /timed")
    #expect(try never.readToEnd() == "")
  }

  private var stalled: Delivery {
    var delivery = Delivery()
    delivery.end = .stalled(after: 5)
    return delivery
  }
}
