import HTTP
import HTTPServer
import Synchronization
import TestSupport
import Testing

@Suite("A promised answer")
struct PromiseTests {
  private let server: TestServer
  private let later = "GET /later HTTP/1.1\r\nHost: a\r\n\r\n"

  init() throws {
    server = try TestServer()
  }

  @Test func `comes when it is fulfilled, and holds up nobody else`() throws {
    let client = try server.connect()
    try client.send(later)
    let promise = try #require(server.application.nextPromise())
    #expect(try server.serves())
    promise.fulfil(HTTPResponse(.created))
    #expect(try client.readResponse()?.status == 201)
    try client.send("GET /next HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try client.readResponse()?.body == "GET /next")
  }

  @Test func `counts once`() throws {
    let client = try server.connect()
    try client.send(later)
    let promise = try #require(server.application.nextPromise())
    promise.fulfil(HTTPResponse(.created))
    promise.fulfil(HTTPResponse(.accepted))
    #expect(try client.readResponse()?.status == 201)
    #expect(!promise.isAbandoned)
  }

  @Test func `is seen by who watches it, before or after it comes, once`() {
    let seen = Mutex<[Int]>([])
    let promise = HTTPPromise()
    promise.watch { response in seen.withLock { $0.append(response.status.code) } }
    promise.fulfil(HTTPResponse(.created))
    promise.fulfil(HTTPResponse(.accepted))
    #expect(seen.withLock { $0 } == [201])
    promise.watch { response in seen.withLock { $0.append(response.status.code) } }
    #expect(seen.withLock { $0 } == [201, 201])
  }

  @Test func `may be there already`() throws {
    let client = try server.connect()
    try client.send("GET /kept HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try client.readResponse()?.body == "kept")
  }

  @Test func `keeps later answers of its connection in order`() throws {
    let client = try server.connect()
    try client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\n" + later)
    try client.send("GET /3 HTTP/1.1\r\nHost: a\r\n\r\n" + later)
    try client.send((5...100).map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
    #expect(try client.readResponse()?.body == "GET /1")
    server.application.nextPromise()?.fulfil(HTTPResponse(.created))
    #expect(try client.readResponse()?.status == 201)
    #expect(try client.readResponse()?.body == "GET /3")
    server.application.nextPromise()?.fulfil(HTTPResponse(.accepted))
    #expect(try client.readResponse()?.status == 202)
    for number in 5...100 { #expect(try client.readResponse()?.body == "GET /\(number)") }
  }

  @Test func `may be fulfilled in any order`() throws {
    let client = try server.connect()
    try client.send(later + later)
    let first = try #require(server.application.nextPromise())
    let second = try #require(server.application.nextPromise())
    second.fulfil(HTTPResponse(.accepted))
    first.fulfil(HTTPResponse(.created))
    #expect(try client.readResponse()?.status == 201)
    #expect(try client.readResponse()?.status == 202)
  }

  @Test func `goes before a refusal`() throws {
    let client = try server.connect()
    try client.send(later + "BAD\r\n")
    server.application.nextPromise()?.fulfil(HTTPResponse(.created))
    #expect(try client.readResponse()?.status == 201)
    #expect(try client.readResponse()?.status == 400)
    #expect(try client.readToEnd() == "")
  }

  @Test func `closes the connection if its request asked for that`() throws {
    let client = try server.connect()
    try client.send("GET /later HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    server.application.nextPromise()?.fulfil(HTTPResponse(.created))
    #expect(try client.readToEnd().contains("\r\nConnection: close\r\n"))
  }

  @Test func `is abandoned when its connection breaks`() throws {
    let client = try server.connect()
    try client.send(later)
    let promise = try #require(server.application.nextPromise())
    #expect(!promise.isAbandoned)
    client.reset()
    #expect(server.application.abandonment())
    #expect(promise.isAbandoned)
    promise.fulfil(HTTPResponse(.created))
    #expect(try server.serves())
  }
}
