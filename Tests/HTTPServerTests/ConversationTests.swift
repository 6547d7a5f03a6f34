import HTTP
import HTTPServer
import TestSupport
import Testing

@Suite("A connection")
struct ConversationTests {
  private let server: TestServer

  init() throws {
    server = try TestServer()
  }

  @Test func `answers any number of pipelined requests in order`() throws {
    let client = try server.connect()
    let numbers = 1...1000
    let text = numbers.map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined()
    try client.send(text)
    for number in numbers {
      #expect(try client.readResponse()?.body == "GET /\(number)")
    }
  }

  @Test func `brings what came together into one round`() throws {
    let client = try server.connect()
    try client.send((1...3).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
    for _ in 1...3 { _ = try client.readResponse() }
    #expect(server.application.rounds == [["/1", "/2", "/3"]])
  }

  @Test func `takes a large body`() throws {
    let client = try server.connect()
    let large = String(repeating: "x", count: 4_000_000)
    try client.send("POST /l HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n" + large)
    #expect(try client.readResponse()?.body == "POST /l = " + large)
  }

  @Test func `asks for a body that waits for it, once`() throws {
    let client = try server.connect()
    let continues = "HTTP/1.1 100 Continue\r\n\r\n"
    try client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\n")
    try client.send("Expect: 100-continue\r\nContent-Length: 2\r\n\r\n")
    #expect(try client.readResponse()?.body == "GET /1")
    #expect(try client.read(continues.utf8.count) == continues)
    try client.send("a")
    try client.send("b")
    #expect(try client.readResponse()?.body == "POST /2 = ab")
  }

  @Test func `asks for a body only after the answers before it`() throws {
    let client = try server.connect()
    try client.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\n")
    try client.send("Expect: 100-continue\r\nContent-Length: 2\r\n\r\n")
    server.application.nextPromise()?.fulfil(HTTPResponse(.accepted))
    #expect(try client.readResponse()?.status == 202)
    #expect(try client.readResponse()?.status == 100)
    try client.send("ab")
    #expect(try client.readResponse()?.body == "POST /2 = ab")
  }

  @Test func `that has ended its half still gets its answers`() throws {
    let client = try server.connect()
    try client.send(
      "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /later HTTP/1.1\r\nHost: a\r\n\r\nGET /3")
    client.endSending()
    #expect(try client.readResponse()?.body == "GET /1")
    server.application.nextPromise()?.fulfil(HTTPResponse(.accepted))
    #expect(try client.readResponse()?.status == 202)
    #expect(try client.readToEnd() == "")
    #expect(server.application.rounds.joined().contains("/3") == false)
  }

  @Test func `takes an answer that is larger than any buffer`() throws {
    let client = try server.connect(receiveBuffer: 4096)
    try client.send("GET /large?20000000 HTTP/1.1\r\nHost: a\r\n\r\n")
    try client.send("GET /next HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try client.readResponse()?.body.utf8.count == 20_000_000)
    #expect(try client.readResponse()?.body == "GET /next")
  }

  @Test func `may break while it is being answered`() throws {
    for path in ["/large?5000000", "/later"] {
      let client = try server.connect()
      try client.send("GET \(path) HTTP/1.1\r\nHost: a\r\n\r\n")
      client.reset()
    }
    #expect(try server.serves())
  }
}
