import HTTP
import HTTPClient
import Sockets
import Synchronization
import TestSupport
import Testing

/// A client that may reach everybody, and what it was told.
struct Caller {
  let client: HTTPClient

  init(
    _ limits: HTTPClientLimits = HTTPClientLimits(),
    admits: @escaping HTTPClient.Admission = { _, _ in true }
  ) {
    client = HTTPClient(limits: limits, admits: admits)
  }

  func call(
    _ url: String, fields: HTTPFields = [:], body: [UInt8] = Array("{}".utf8)
  ) async throws -> HTTPOutcome {
    let call = HTTPCall(try HTTPURL(url), fields: fields, body: body)
    return await withCheckedContinuation { continuation in
      client.post(call) { continuation.resume(returning: $0) }
    }
  }
}

@Suite("A call") struct ClientTests {
  let caller = Caller()

  @Test func `is a POST with what frames it, and what it is given`() async throws {
    let server = StubServer(answering: "HTTP/1.1 204 No Content\r\n\r\n")
    defer { server.stop() }
    let outcome = try await caller.call(
      "http://127.0.0.1:\(server.port)/hook?a=1",
      fields: ["User-Agent": "tests", "X-Own": "1", "content-length": "9", "Host": "elsewhere"],
      body: Array(#"{"a":1}"#.utf8))
    #expect(outcome == .answered(status: 204))
    let head = [
      "POST /hook?a=1 HTTP/1.1", "Host: 127.0.0.1:\(server.port)", "User-Agent: tests", "X-Own: 1",
      "Content-Length: 7", "Connection: close",
    ]
    #expect(
      server.requests == [head.map { "\($0)\r\n" }.joined() + "\r\n" + #"{"a":1}"#])
  }

  @Test(
    arguments: [
      ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", .answered(status: 200), "a plain one"),
      ("HTTP/1.0 201 Created\r\n\r\n", .answered(status: 201), "HTTP/1.0"),
      ("HTTP/1.1 500\r\n\r\n", .answered(status: 500), "no reason"),
      ("HTTP/1.1 200 OK\n\n", .answered(status: 200), "bare line feeds"),
      ("HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\n", .answered(status: 302), "not followed"),
      (
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
        .answered(status: 200), "chunks"
      ),
      (
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nA: b\r\n\r\nHTTP/1.1 204 N\r\n\r\n",
        .answered(status: 204), "interim answers before it"
      ),
      ("HTTP/1.1 101 Switching\r\n\r\n", .answered(status: 101), "nothing was asked to switch"),
      ("HTTP/1.1 200 OK\r\nA: b", .failed(.noAnswer), "half a head"),
      ("HTTP/1.1 100 Continue\r\n\r\n", .failed(.noAnswer), "an interim answer alone"),
      ("", .failed(.noAnswer), "nothing"), ("HTTP", .failed(.noAnswer), "its beginning"),
      ("HTTP/2 200 OK\r\n\r\n", .failed(.malformedAnswer), "another version"),
      ("HTTP/1.x 200 OK\r\n\r\n", .failed(.malformedAnswer), "no version"),
      ("SSH-2.0-x\r\n", .failed(.malformedAnswer), "another protocol"),
      ("HTTP/1.1 20 OK\r\n\r\n", .failed(.malformedAnswer), "two digits"),
      ("HTTP/1.1 2000 OK\r\n\r\n", .failed(.malformedAnswer), "four digits"),
      ("HTTP/1.1 099 No\r\n\r\n", .failed(.malformedAnswer), "below 100"),
      ("HTTP/1.1 600 No\r\n\r\n", .failed(.malformedAnswer), "above 599"),
      ("HTTP/1.1200 OK\r\n\r\n", .failed(.malformedAnswer), "no blank"),
    ] as [(String, HTTPOutcome, String)])
  func `is over with the head of its answer`(
    answer: String, outcome: HTTPOutcome, reason: String
  ) async throws {
    let server = StubServer(answering: answer)
    defer { server.stop() }
    #expect(try await caller.call("http://127.0.0.1:\(server.port)/") == outcome, "\(reason)")
    #expect(server.requests.count == 1, "\(reason)")
  }

  @Test func `waits for a head that comes byte by byte`() async throws {
    let server = StubServer { connection in
      for byte in "HTTP/1.1 200 OK\r\nA: b\r\n\r\n".utf8 { connection.send([byte]) }
    }
    defer { server.stop() }
    #expect(try await caller.call("http://127.0.0.1:\(server.port)/") == .answered(status: 200))
  }

  @Test(arguments: [0, 70_000])
  func `takes a head of some length and no more`(_ excess: Int) async throws {
    let server = StubServer { connection in
      connection.send("HTTP/1.1 200 OK\r\n")
      let line = "A: " + String(repeating: "b", count: 95) + "\r\n"
      for _ in 0..<(500 + excess / 100) where !connection.send(line) { return }
      connection.send("\r\n")
    }
    defer { server.stop() }
    #expect(
      try await caller.call("http://127.0.0.1:\(server.port)/")
        == (excess == 0 ? .answered(status: 200) : .failed(.answerTooLong)))
  }

  @Test func `ends in time, whoever is silent`() async throws {
    var limits = HTTPClientLimits()
    limits.time = .milliseconds(150)
    let caller = Caller(limits)
    let server = StubServer { $0.waitForEnd() }
    let dripping = StubServer { connection in
      while connection.send("HTTP/1.1 100 Continue\r\n\r\n") {}
    }
    defer {
      server.stop()
      dripping.stop()
    }
    #expect(try await caller.call("http://127.0.0.1:\(server.port)/") == .failed(.timedOut))
    let outcome = try await caller.call("http://127.0.0.1:\(dripping.port)/")
    #expect([.failed(.timedOut), .failed(.answerTooLong)].contains(outcome))
  }

  @Test func `has no answer if the connection is reset`() async throws {
    let server = StubServer { $0.reset() }
    defer { server.stop() }
    #expect(try await caller.call("http://127.0.0.1:\(server.port)/") == .failed(.noAnswer))
  }

  @Test func `has no answer if nobody listens`() async throws {
    #expect(
      try await caller.call("http://127.0.0.1:\(StubServer.unusedPort)/")
        == .failed(.unreachable("Connection refused")))
  }

  @Test(arguments: ["[::1]", "localhost"])
  func `goes over IPv6 as well`(host: String) async throws {
    let server = StubServer(answering: "HTTP/1.1 200 OK\r\n\r\n", version6: true)
    defer { server.stop() }
    #expect(
      try await caller.call("http://\(host):\(server.port)/") == .answered(status: 200),
      "of localhost, the second address is tried")
  }

  @Test func `knows no host whose name cannot be one`() async throws {
    let name = String(repeating: "a", count: 64)
    #expect(try await caller.call("http://\(name)/") == .failed(.unknownHost(name)))
  }

  @Test func `carries a large body to a slow reader`() async throws {
    let server = StubServer(answering: "HTTP/1.1 200 OK\r\n\r\n")
    defer { server.stop() }
    let body = [UInt8](repeating: 0x78, count: 4 << 20)
    #expect(
      try await caller.call("http://127.0.0.1:\(server.port)/", body: body)
        == .answered(status: 200))
    #expect(server.requests.first?.hasSuffix("xxx") == true)
  }

  @Test func `is answered although nobody reads it to its end`() async throws {
    let server = StubServer(readsRequests: false) { connection in
      connection.send("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n")
      connection.waitForEnd()
    }
    defer { server.stop() }
    let body = [UInt8](repeating: 0x78, count: 32 << 20)
    #expect(
      try await caller.call("http://127.0.0.1:\(server.port)/", body: body)
        == .answered(status: 413))
  }
}
