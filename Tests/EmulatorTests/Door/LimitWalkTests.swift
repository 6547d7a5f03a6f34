import BrevoAPI
import BrevoStore
import Emulator
import HTTP
import HTTPServer
import JSON
import TestSupport
import Testing

/// What a client may ask of the server is the same on every route, whoever asks for it.
@Suite("On every route") struct LimitWalkTests {
  /// A server on a port of its own, of which requests are made that name no account.
  final class LimitedServer {
    private let server: HTTPServer

    init(answersAtLength: Bool = false, _ change: (inout HTTPLimits) -> Void) throws {
      var limits = HTTPLimits()
      change(&limits)
      server = try HTTPServer(host: "127.0.0.1", port: 0, limits: limits)
      let emulator = Emulator(
        accounts: try Accounts(in: nil, world: World(), settings: Settings()), version: "test")
      server.start(answersAtLength ? LongAnswers(emulator: emulator) : emulator)
    }

    deinit {
      server.stop()
      server.wait()
    }

    func connect(sending text: String, receiveBuffer: Int32? = nil) throws -> RawClient {
      let client = try RawClient(server.port, receiveBuffer: receiveBuffer)
      try client.send(text)
      return client
    }

    func response(to text: String) throws -> RawClient.Response {
      try #require(try connect(sending: text).readResponse())
    }

    func serves() throws -> Bool {
      try response(to: "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n").status == 200
    }
  }

  /// An emulator whose answers, but for that of health, are longer than what the system keeps for a
  /// client that does not read.
  struct LongAnswers: HTTPApplication {
    let emulator: Emulator
    private let body = [UInt8](repeating: 0x20, count: 8 << 20)

    init(emulator: Emulator) { self.emulator = emulator }

    func respond(to round: [HTTPRequest]) -> [HTTPAnswer] {
      zip(round, emulator.respond(to: round)).map { request, answer in
        guard case .now(let response) = answer, request.path != "/livez" else { return answer }
        // Whatever the status is: some have no body.
        return .now(HTTPResponse(.ok, fields: response.fields, body: body))
      }
    }

    func refuse(_ error: HTTPParseError) -> HTTPResponse { emulator.refuse(error) }
    func note(_ incident: HTTPIncident) { emulator.note(incident) }
  }

  // MARK: Sizes

  enum Size: CaseIterable {
    case requestLine
    case fieldBytes
    case fieldCount
    case body
    case chunkedBody

    var status: Int {
      switch self {
      case .requestLine: 414
      case .fieldBytes, .fieldCount: 431
      case .body, .chunkedBody: 413
      }
    }

    static func limit(_ limits: inout HTTPLimits) {
      limits.requestLine = 300
      limits.fieldSection = 200
      limits.fieldCount = 3
      limits.body = 64
    }

    /// A request that reaches the limit, or one that goes one beyond it.
    func request(for route: Route, isBeyond: Bool) -> String {
      let more = isBeyond ? 1 : 0
      let line = "\(route) HTTP/1.1\r\n"
      func filler(_ count: Int) -> String { String(repeating: "a", count: count) }
      switch self {
      case .requestLine:
        let start = "\(route)?"
        let end = " HTTP/1.1"
        let count = 300 + more - start.utf8.count - end.utf8.count
        return start + filler(count) + end + "\r\nHost: a\r\n\r\n"
      case .fieldBytes:
        let fields = "Host: a\r\nX: "
        return line + fields + filler(198 + more - fields.utf8.count) + "\r\n\r\n"
      case .fieldCount:
        return line + "Host: a\r\n" + String(repeating: "X: y\r\n", count: 2 + more) + "\r\n"
      case .body:
        return line + "Host: a\r\nContent-Length: \(64 + more)\r\n\r\n" + filler(64 + more)
      case .chunkedBody:
        return line + "Host: a\r\nTransfer-Encoding: chunked\r\n\r\n"
          + "40\r\n\(filler(64))\r\n" + (isBeyond ? "1\r\na\r\n" : "") + "0\r\n\r\n"
      }
    }
  }

  @Test(arguments: Size.allCases)
  func `a request may be just so large`(size: Size) throws {
    let server = try LimitedServer(Size.limit)
    for route in Route.all {
      let admitted = try server.response(to: size.request(for: route, isBeyond: false))
      #expect(![413, 414, 431].contains(admitted.status), "\(route): \(admitted.head)")
      let refused = try server.response(to: size.request(for: route, isBeyond: true))
      expectRefusal(refused, size.status, of: route)
    }
    #expect(try server.serves())
  }

  // MARK: Connections

  @Test func `only so many clients are served at a time`() throws {
    let server = try LimitedServer { limits in
      limits.connections = 1
      limits.idleTime = .seconds(600)
    }
    let served = try server.connect(sending: "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try served.readResponse()?.status == 200)
    for route in Route.all {
      let text = "\(route) HTTP/1.1\r\nHost: a\r\n\r\n"
      expectRefusal(try server.response(to: text), 503, of: route)
    }
    try served.send("GET /livez HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(try served.readResponse()?.status == 200)
    served.endSending()
    #expect(try served.readToEnd() == "")
    #expect(try waits { try server.serves() })
  }

  // MARK: Times

  enum Time: CaseIterable {
    case head
    case body

    func limit(_ limits: inout HTTPLimits) {
      switch self {
      case .head: limits.headTime = .milliseconds(50)
      case .body: limits.bodyTime = .milliseconds(50)
      }
    }

    /// What never becomes a request.
    func start(of route: Route) -> String {
      switch self {
      case .head: "\(route) HTTP/1.1\r\nHost: a\r\n"
      case .body: "\(route) HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\na"
      }
    }
  }

  @Test(arguments: Time.allCases)
  func `a request has its time to arrive`(time: Time) throws {
    let server = try LimitedServer(time.limit)
    let clients = try Route.all.map { try server.connect(sending: time.start(of: $0)) }
    for (route, client) in zip(Route.all, clients) {
      expectRefusal(try #require(try client.readResponse()), 408, of: route)
      #expect(try client.readToEnd() == "")
    }
    #expect(try server.serves())
  }

  @Test func `a connection is closed when nothing more is asked over it`() throws {
    let server = try LimitedServer { $0.idleTime = .milliseconds(50) }
    let clients = try Route.all.map {
      try server.connect(sending: "\($0) HTTP/1.1\r\nHost: a\r\n\r\n")
    }
    for (route, client) in zip(Route.all, clients) {
      let response = try #require(try client.readResponse())
      #expect(!response.head.contains("Connection: close"), "\(route)")
      #expect(try client.readToEnd() == "", "\(route)")
    }
    #expect(try server.serves())
  }

  @Test func `an answer has its time to be taken`() throws {
    let server = try LimitedServer(answersAtLength: true) { $0.drainTime = .milliseconds(50) }
    // Not all at once, as the answers take room.
    let routes = Route.all
    for start in stride(from: 0, to: routes.count, by: 8) {
      let few = routes[start..<min(start + 8, routes.count)]
      let clients = try few.map {
        try server.connect(sending: "\($0) HTTP/1.1\r\nHost: a\r\n\r\n", receiveBuffer: 4096)
      }
      for (route, client) in zip(few, clients) {
        #expect(client.isBroken(within: 20_000), "\(route)")
      }
    }
    #expect(try server.serves())
  }

  /// Expects a refusal in the envelope of the API, behind which the connection is closed.
  private func expectRefusal(_ response: RawClient.Response, _ status: Int, of route: Route) {
    #expect(response.status == status, "\(route)")
    #expect(response.head.contains("\r\nConnection: close\r\n"), "\(route)")
    #expect(response.head.contains("\r\nsib-request-id: "), "\(route)")
    let body = try? JSONValue(parsing: Array(response.body.utf8)).object
    #expect(body?["code"] == "bad_request", "\(route)")
    #expect(body?["message"]?.string?.isEmpty == false, "\(route)")
  }
}
