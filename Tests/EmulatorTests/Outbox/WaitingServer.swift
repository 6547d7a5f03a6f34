import Emulator
import HTTPServer
import JSON
import Synchronization
import TestSupport
import Testing

/// A server whose requests may wait; its timers ring when the test says so, or by themselves.
final class WaitingServer {
  let brevo: TestClient
  private let server: HTTPServer
  private let alarms: Alarms?

  init(ringsByHand: Bool = false) throws {
    let alarms = ringsByHand ? Alarms() : nil
    self.alarms = alarms
    brevo =
      try alarms.map { alarms in try TestClient(after: { alarms.add($1, after: $0) }) }
      ?? TestClient()
    server = try HTTPServer(host: "127.0.0.1", port: 0)
    server.start(brevo.emulator)
  }

  deinit {
    server.stop()
    server.wait()
  }

  /// The times of the timers that were set.
  var times: [Duration] { alarms?.times ?? [] }

  /// Lets the timer at `index` ring, counted in the order in which they were set.
  func ring(_ index: Int) { alarms?.ring(index) }

  /// A connection that asks for these paths below `/_mock/messages`, one behind the other, and has
  /// been heard.
  func ask(_ paths: String..., key: String? = nil) throws -> RawClient {
    let client = try RawClient(server.port)
    try client.send(
      paths.map { path in
        "GET /_mock/messages\(path) HTTP/1.1\r\nHost: a\r\napi-key: \(key ?? brevo.key)\r\n\r\n"
      }.joined())
    // The loop reads connections in the order of their bytes, so it has read that one before.
    let other = try RawClient(server.port)
    try other.send("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try other.readResponse()?.status == 200)
    return client
  }

  var waiting: Int { brevo.emulator.waiters.count }
}

/// Timers that are rung by hand.
private final class Alarms: Sendable {
  private let alarms = Mutex<[(time: Duration, body: @Sendable () -> Void)]>([])

  var times: [Duration] { alarms.withLock { $0.map(\.time) } }

  func add(_ body: @escaping @Sendable () -> Void, after time: Duration) {
    alarms.withLock { $0.append((time, body)) }
  }

  func ring(_ index: Int) { alarms.withLock { $0[index].body }() }
}

extension RawClient {
  /// The next answer.
  func reply() throws -> (status: Int, body: JSONObject) {
    let response = try #require(try readResponse())
    let body = try JSONValue(parsing: Array(response.body.utf8))
    return (response.status, try #require(body.object))
  }

  /// The subjects of the messages of the next answer, which must be 200.
  func subjects() throws -> [String?] {
    let reply = try reply()
    #expect(reply.status == 200, "\(reply.body)")
    return reply.body["messages"]?.array?.map { $0.object?["subject"]?.string } ?? []
  }
}
