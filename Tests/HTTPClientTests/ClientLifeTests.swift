import Dispatch
import HTTP
import HTTPClient
import Sockets
import Synchronization
import TestSupport
import Testing

@Suite("A client") struct ClientLifeTests {
  @Test func `reaches nobody whom it may not reach`() async throws {
    let server = StubServer(answering: "HTTP/1.1 200 OK\r\n\r\n")
    defer { server.stop() }
    let asked = Mutex([String]())
    let caller = Caller { address, host in
      asked.withLock { $0.append("\(host) \(address.bytes.count)") }
      return false
    }
    #expect(try await caller.call("http://localhost:\(server.port)/") == .notAdmitted)
    #expect(asked.withLock { $0 } == ["localhost 4", "localhost 16"])
    #expect(server.requests.isEmpty)
  }

  @Test func `reaches of a host's addresses those that it may reach`() async throws {
    let server = StubServer(answering: "HTTP/1.1 200 OK\r\n\r\n")
    defer { server.stop() }
    let url = "http://localhost:\(server.port)/"
    #expect(
      try await Caller { address, _ in address.bytes.count == 4 }.call(url)
        == .answered(status: 200))
    #expect(
      try await Caller { address, _ in address.bytes.count == 16 }.call(url)
        == .failed(.unreachable("Connection refused")))
  }

  @Test func `makes some calls at a time, and all in the end`() async throws {
    let load = Mutex((now: 0, most: 0))
    let server = StubServer { connection in
      load.withLock { load in
        load.now += 1
        load.most = max(load.most, load.now)
      }
      // The client has no outcome yet, so the call counts until this is sent.
      load.withLock { $0.now -= 1 }
      connection.send("HTTP/1.1 200 OK\r\n\r\n")
    }
    defer { server.stop() }
    var limits = HTTPClientLimits()
    limits.calls = 3
    let caller = Caller(limits)
    let url = "http://127.0.0.1:\(server.port)/"
    let statuses = try await withThrowingTaskGroup(of: HTTPOutcome.self) { group in
      for _ in 0..<50 { group.addTask { try await caller.call(url) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses == Array(repeating: .answered(status: 200), count: 50))
    #expect(server.requests.count == 50)
    #expect(load.withLock { $0.most } <= 3)
  }

  /// A peer whose answer is not read would take it for lost.
  @Test func `lets its peers send what they have to say, within reason`() async throws {
    let (results, sent) = AsyncStream.makeStream(of: Bool.self)
    let server = StubServer { connection in
      connection.send("HTTP/1.1 200 OK\r\n\r\n")
      sent.yield(connection.send([UInt8](repeating: 0x78, count: 100 << 10)))
    }
    let endless = StubServer { connection in
      connection.send("HTTP/1.1 200 OK\r\n\r\n")
      while connection.send([UInt8](repeating: 0x78, count: 100 << 10)) {}
      sent.yield(false)
    }
    defer {
      server.stop()
      endless.stop()
    }
    let caller = Caller()
    var iterator = results.makeAsyncIterator()
    for (server, isTaken) in [(server, true), (endless, false)] {
      #expect(try await caller.call("http://127.0.0.1:\(server.port)/") == .answered(status: 200))
      #expect(await iterator.next() == isTaken)
    }
  }

  @Test func `rings the earliest of its alarms`() async throws {
    let client = HTTPClient { _, _ in true }
    let (rings, ring) = AsyncStream.makeStream(of: String.self)
    let start = MonotonicTime.now
    client.setAlarm(at: start + .seconds(3600)) { ring.yield("an hour") }
    client.setAlarm(at: start + .milliseconds(30)) { ring.yield("a moment") }
    client.setAlarm(at: start + .seconds(60)) { ring.yield("a minute") }
    var iterator = rings.makeAsyncIterator()
    #expect(await iterator.next() == "a moment")
    #expect(MonotonicTime.now >= start + .milliseconds(30))
    client.setAlarm(at: start) { ring.yield("at once") }
    #expect(await iterator.next() == "at once", "of a time that has passed")
    client.stop()
  }

  @Test func `stops at once, whatever is under way`() async throws {
    let server = StubServer { $0.waitForEnd() }
    defer { server.stop() }
    let told = Mutex(0)
    let client = HTTPClient { _, _ in true }
    let call = HTTPCall(
      try HTTPURL("http://127.0.0.1:\(server.port)/"), fields: [:], body: [])
    for _ in 0..<3 { client.post(call) { _ in told.withLock { $0 += 1 } } }
    client.setAlarm(at: .now + .seconds(3600)) { told.withLock { $0 += 1 } }
    client.stop()
    client.post(call) { _ in told.withLock { $0 += 1 } }
    client.setAlarm(at: .now) { told.withLock { $0 += 1 } }
    client.stop()
    #expect(told.withLock { $0 } == 0)
  }
}
