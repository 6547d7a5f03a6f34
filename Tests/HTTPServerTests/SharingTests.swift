import HTTP
import HTTPServer
import TestSupport
import Testing

@Suite("Loops")
struct SharingTests {
  private static let work = "GET /work HTTP/1.1\r\nHost: a\r\n\r\n"

  @Test func `share connections while there is much work, and lose none`() throws {
    let server = try TestServer(loops: 2)
    let clients = try (1...6).map { _ in try server.connect() }
    let slow = try server.connect()
    try slow.send("GET /slow HT")
    let areShared = try waits {
      for client in clients { try client.send(Self.work) }
      for client in clients { #expect(try client.readResponse()?.status == 200) }
      return server.application.threads.count == 2
    }
    #expect(areShared)
    try slow.send("TP/1.1\r\nHost: a\r\n\r\n")
    #expect(try slow.readResponse()?.body == "GET /slow")
    for client in clients {
      try client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n")
      for number in 1...2 { #expect(try client.readResponse()?.body == "GET /\(number)") }
    }
    #expect(server.server.connectionCount == 7)
    server.server.stop()
    for client in clients + [slow] { #expect(try client.readToEnd() == "") }
    server.server.wait()
    #expect(server.server.connectionCount == 0)
  }

  @Test func `leave a client alone that is the only one`() throws {
    let server = try TestServer(loops: 2)
    let client = try server.connect()
    for _ in 1...100 {
      try client.send(Self.work)
      #expect(try client.readResponse()?.status == 200)
    }
    #expect(server.application.threads.count == 1)
  }

  @Test func `keep promises, on whichever of them they are awaited`() throws {
    let server = try TestServer(loops: 3)
    let clients = try (1...9).map { _ in try server.connect() }
    let areShared = try waits {
      for client in clients { try client.send(Self.work) }
      for client in clients { #expect(try client.readResponse()?.status == 200) }
      return server.application.threads.count == 3
    }
    #expect(areShared)
    for client in clients {
      try client.send("GET /later HTTP/1.1\r\nHost: a\r\n\r\n")
      let promise = try #require(server.application.nextPromise())
      promise.fulfil(HTTPResponse(.created))
      #expect(try client.readResponse()?.status == 201)
    }
  }
}
