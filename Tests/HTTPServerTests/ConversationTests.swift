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

  @Test func `serves one request after the other`() throws {
    let client = try server.connect()
    for number in 1...3 {
      try client.send("GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
      let response = try #require(try client.readResponse())
      #expect(response.body == "GET /\(number)")
      #expect(!response.head.contains("Connection:"))
      #expect(response.head.contains("\r\nDate: "))
    }
  }

  @Test func `stays open for HTTP/1.0 if asked`() throws {
    let client = try server.connect()
    for _ in 1...2 {
      try client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
      #expect(try client.readResponse()?.head.contains("Connection: keep-alive\r\n") == true)
    }
    try client.send("GET / HTTP/1.0\r\n\r\n")
    #expect(try client.readResponse()?.head.contains("Connection: close\r\n") == true)
    #expect(try client.readToEnd() == "")
  }

  @Test func `answers a HEAD without a body and goes on`() throws {
    let client = try server.connect()
    try client.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\nGET /none HTTP/1.1\r\nHost: a\r\n\r\n")
    try client.send("GET /b HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try client.readResponse(isHead: true)?.head.contains("Content-Length: 7\r\n") == true)
    let none = try #require(try client.readResponse())
    #expect(none.status == 204)
    #expect(!none.head.contains("Content-Length"))
    #expect(try client.readResponse()?.body == "GET /b")
  }

  @Test func `refuses a HEAD without a body`() throws {
    let client = try server.connect()
    try client.send("HEAD / HTTP/1.1\r\n\r\n")
    let response = try client.readToEnd()
    #expect(response.hasPrefix("HTTP/1.1 400 "))
    #expect(response.hasSuffix("\r\n\r\n"))
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

  @Test func `takes a body in chunks and a large one`() throws {
    let client = try server.connect()
    try client.send("POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
    try client.send("2\r\nab\r\n")
    try client.send("1;x=y\r\nc\r\n0\r\nX: y\r\n\r\n")
    #expect(try client.readResponse()?.body == "POST /c = abc")
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

  @Test func `may break at any moment`() throws {
    for text in [
      "", "GET /", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc",
      "GET /large?5000000 HTTP/1.1\r\nHost: a\r\n\r\n", "GET /later HTTP/1.1\r\nHost: a\r\n\r\n",
      "BAD\r\n",
    ] {
      let client = try server.connect()
      try client.send(text)
      client.reset()
    }
    #expect(try server.serves())
  }
}
