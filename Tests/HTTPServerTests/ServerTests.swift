import Dispatch
import Glibc
import HTTP
import HTTPServer
import TestSupport
import Testing

@Suite("A server")
struct ServerTests {
  @Test(arguments: [1, 2, 3])
  func `has all its loops on the port that was picked`(loops: Int) throws {
    let server = try TestServer(loops: loops)
    for _ in 1...20 { #expect(try server.serves()) }
  }

  @Test func `serves IPv6`() throws {
    let server = try TestServer(host: "::1")
    let client = try server.connect(version6: true)
    try client.send("GET / HTTP/1.1\r\nHost: [::1]\r\n\r\n")
    #expect(try client.readResponse()?.status == 200)
  }

  @Test func `serves both loopback addresses as localhost`() throws {
    let server = try TestServer(host: "localhost", loops: 2)
    for version6 in [false, true] {
      let client = try server.connect(version6: version6)
      try client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
      #expect(try client.readResponse()?.status == 200)
    }
  }

  @Test(arguments: [(1, 1), (1, 2), (2, 1), (2, 2)])
  func `says so if its port is in use`(first: Int, second: Int) throws {
    let server = try TestServer(loops: first)
    let port = server.server.port
    let error = #expect(throws: ListenError.self) {
      try HTTPServer(host: "127.0.0.1", port: port, loops: second)
    }
    #expect(error == .portInUse(host: "127.0.0.1", port: port))
    #expect(error?.description == "Port \(port) on 127.0.0.1 is in use.")
  }

  @Test(arguments: [
    ("example.com", ListenError.notAnAddress("example.com")), ("", .notAnAddress("")),
    ("1.2.3", .notAnAddress("1.2.3")), ("203.0.113.1", .foreignAddress("203.0.113.1")),
    ("2001:db8::1", .foreignAddress("2001:db8::1")),
  ])
  func `says so if it cannot listen on its host`(host: String, expected: ListenError) {
    let error = #expect(throws: ListenError.self) {
      try HTTPServer(host: host, port: 0)
    }
    #expect(error == expected)
    #expect(error?.description.hasSuffix(".") == true)
  }

  @Test func `gives its port back when it stops`() throws {
    let server = try TestServer(loops: 2)
    #expect(try server.serves())
    server.server.stop()
    server.server.wait()
    let next = try HTTPServer(
      host: "127.0.0.1", port: server.server.port)
    #expect(next.port == server.server.port)
  }

  @Test func `gives its port back if it never starts`() throws {
    let port = try HTTPServer(host: "127.0.0.1", port: 0).port
    let next = try HTTPServer(host: "127.0.0.1", port: port)
    #expect(next.port == port)
  }

  @Test func `lets what is under way be answered when it stops`() throws {
    let server = try TestServer()
    let idle = try server.connect()
    let waiting = try server.connect()
    try idle.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try idle.readResponse()?.status == 200)
    try waiting.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n")
    let promise = try #require(server.application.nextPromise())
    server.server.stop()
    #expect(try idle.readToEnd() == "")
    #expect(throws: RawClient.Failed.self) { try server.connect() }
    promise.fulfil(HTTPResponse(.created))
    #expect(try waiting.readResponse()?.status == 201)
    #expect(try waiting.readToEnd() == "")
    server.server.wait()
  }

  @Test func `lets a request under way come in when it stops`() throws {
    let server = try TestServer()
    let other = try server.connect()
    let client = try server.connect()
    try client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HT")
    #expect(try client.readResponse()?.body == "GET /1")
    server.server.stop()
    #expect(try other.readToEnd() == "")
    try client.send("TP/1.1\r\nHost: a\r\n\r\n")
    let response = try #require(try client.readResponse())
    #expect(response.body == "GET /2")
    #expect(response.head.contains("\r\nConnection: close\r\n"))
    #expect(try client.readToEnd() == "")
    server.server.wait()
  }

  @Test func `waits only so long when it stops`() throws {
    var limits = HTTPLimits()
    limits.stopTime = .milliseconds(50)
    let server = try TestServer(limits: limits)
    let client = try server.connect()
    try client.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n")
    let promise = try #require(server.application.nextPromise())
    server.server.stop()
    server.server.wait()
    #expect(promise.isAbandoned)
    #expect(server.application.abandonment())
    promise.fulfil(HTTPResponse(.created))
  }

  @Test func `survives having no descriptor to spare`() async {
    await #expect(processExitsWith: .success) {
      let server = try TestServer()
      #expect(try server.serves())
      var limit = rlimit(rlim_cur: 40, rlim_max: 40)
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      // Client and server share the descriptors: these connect, and not all are accepted.
      var clients: [RawClient] = []
      while let client = try? server.connect() { clients.append(client) }
      #expect(!clients.isEmpty)
      clients.removeFirst(clients.count * 3 / 4)
      #expect(try server.serves())
      for client in clients {
        try client.send("GET /check HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.readResponse()?.body == "GET /check")
      }
    }
  }
}
