import HTTP
import HTTPServer
import TestSupport
import Testing

@Suite("A client that goes too far")
struct LimitTests {
  @Test(arguments: [
    ("GET / HTTP/1.1\r\nHost:", "a head"), ("G", "a request line"), ("\r\n", "an empty line"),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n", "a body"),
    ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\na", "half a body"),
    ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n", "trailers"),
  ])
  func `is told that its time is over, in the middle of`(text: String, what: String) throws {
    var limits = HTTPLimits()
    limits.headTime = .milliseconds(50)
    limits.bodyTime = .milliseconds(50)
    let server = try TestServer(limits: limits)
    let client = try server.connect()
    try client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n" + text)
    #expect(try client.readResponse()?.body == "GET /1")
    let refusal = try #require(try client.readResponse())
    #expect(refusal.status == 408)
    #expect(refusal.head.contains("X-Refused: yes"))
    #expect(try client.readToEnd() == "")
  }

  @Test func `gains no time by sending bytes one by one`() throws {
    var limits = HTTPLimits()
    limits.headTime = .milliseconds(50)
    let server = try TestServer(limits: limits)
    let client = try server.connect()
    try client.send("GET / HTTP/1.1\r\nX: ")
    // The server ends its half when time is over; then it drops what comes.
    repeat { try? client.send("x") } while !client.hasSomethingToRead(within: 5)
    #expect(try client.readResponse()?.status == 408)
  }

  @Test func `is left when it says nothing`() throws {
    var limits = HTTPLimits()
    limits.firstByteTime = .milliseconds(50)
    let server = try TestServer(limits: limits)
    #expect(try server.connect().readToEnd() == "")
    #expect(try server.serves())
  }

  @Test func `is left when it says nothing more`() throws {
    var limits = HTTPLimits()
    limits.idleTime = .milliseconds(50)
    let server = try TestServer(limits: limits)
    let silent = try server.connect()
    let served = try server.connect()
    try served.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try served.readResponse()?.body == "GET /1")
    #expect(try served.readToEnd() == "")
    #expect(!silent.hasSomethingToRead(within: 0), "it has yet to begin")
  }

  @Test func `is left when it does not read`() throws {
    var limits = HTTPLimits()
    limits.drainTime = .milliseconds(50)
    let server = try TestServer(limits: limits)
    let client = try server.connect(receiveBuffer: 4096)
    try client.send("GET /large?50000000 HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(client.isBroken(within: 20_000))
    #expect(server.application.incidents == [.answerNotTaken])
    #expect(try server.serves())
  }

  @Test func `is paused when it asks on and on and does not read`() throws {
    var limits = HTTPLimits()
    limits.drainTime = .milliseconds(100)
    let server = try TestServer(limits: limits)
    let client = try server.connect(receiveBuffer: 4096)
    let requests = Array(
      repeatElement("GET /large?1000000 HTTP/1.1\r\nHost: a\r\n\r\n", count: 1000).joined().utf8)
    #expect(throws: RawClient.Failed.self) {
      while true { try client.send(requests) }
    }
    // What the kernel keeps of answers is some megabytes; the server kept those of one turn.
    let answered = server.application.rounds.joined().count
    #expect((1...64).contains(answered), "\(answered) answers of a megabyte")
    #expect(server.application.incidents == [.answerNotTaken])
    #expect(try server.serves())
  }

  @Test func `is not listened to while it does not read`() throws {
    let server = try TestServer()
    let client = try server.connect(receiveBuffer: 4096)
    try client.send("GET /large?20000000 HTTP/1.1\r\nHost: a\r\n\r\n")
    try client.send(String(repeating: "GET /next HTTP/1.1\r\nHost: a\r\n\r\n", count: 10))
    #expect(try server.serves())
    #expect(!server.application.rounds.dropFirst().joined().contains("/next"))
    #expect(try client.readResponse()?.body.utf8.count == 20_000_000)
    for _ in 1...10 { #expect(try client.readResponse()?.body == "GET /next") }
  }

  @Test(arguments: ["", "Expect: 100-continue\r\n"])
  func `is told at once that its body is too large`(expectation: String) throws {
    let server = try TestServer()
    let client = try server.connect()
    try client.send(
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 33554433\r\n\(expectation)\r\n")
    #expect(try client.readResponse()?.status == 413)
  }

  @Test func `can read why, although it is still sending`() throws {
    var limits = HTTPLimits()
    limits.body = 10
    let server = try TestServer(limits: limits)
    let client = try server.connect()
    let body = [UInt8](repeating: 0, count: 20_000_000)
    try client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.count)\r\n\r\n")
    try client.send(body)
    #expect(try client.readResponse()?.status == 413)
    #expect(try client.readToEnd() == "")
  }

  @Test func `is cut off when it keeps sending`() throws {
    var limits = HTTPLimits()
    limits.lingerBytes = 100_000
    let server = try TestServer(limits: limits)
    let client = try server.connect()
    try client.send("BAD\r\n")
    #expect(throws: RawClient.Failed.self) {
      while true { try client.send([UInt8](repeating: 0, count: 100_000)) }
    }
    #expect(try server.serves())
  }

  @Test func `is cut off when it stays`() throws {
    var limits = HTTPLimits()
    limits.lingerTime = .milliseconds(50)
    let server = try TestServer(limits: limits)
    let client = try server.connect()
    try client.send("BAD\r\n")
    _ = try client.readToEnd()
    while !client.isBroken(within: 5) { try? client.send("x") }
    #expect(try server.serves())
  }

  @Test func `is one too many, and told so`() throws {
    var limits = HTTPLimits()
    limits.connections = 2
    let server = try TestServer(limits: limits)
    let first = try server.connect()
    let second = try server.connect()
    for client in [first, second] {
      try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try client.readResponse()?.status == 200)
    }
    let third = try server.connect()
    #expect(try third.readResponse()?.status == 503)
    #expect(try third.readToEnd() == "")
    first.endSending()
    #expect(try first.readToEnd() == "")
    // The server may still be closing its side of the first.
    while try server.response(to: "GET / HTTP/1.1\r\nHost: a\r\n\r\n")?.status == 503 {}
    #expect(try server.serves())
  }
}
