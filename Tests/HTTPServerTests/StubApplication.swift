import Dispatch
import Glibc
import HTTP
import HTTPServer
import Synchronization
import TestSupport

/// Answers with what it was asked (HEAD, in a field, as it gets no body): `/later` when it is told to,
/// `/large?n` with n bytes, `/work` after a millisecond's work, everything else at once.
final class StubApplication: HTTPApplication {
  private struct State {
    var rounds: [[String]] = []
    var threads: Set<UInt> = []
    var promises: [HTTPPromise] = []
    var deliveries: [String: Delivery] = [:]
    var incidents: [HTTPIncident] = []
  }

  private let state = Mutex(State())
  private let promised = DispatchSemaphore(value: 0)
  private let abandoned = DispatchSemaphore(value: 0)

  func respond(to round: [HTTPRequest]) -> [HTTPAnswer] {
    state.withLock { state in
      state.rounds.append(round.map(\.target))
      state.threads.insert(UInt(pthread_self()))
    }
    return round.map(answer)
  }

  func refuse(_ error: HTTPParseError) -> HTTPResponse {
    HTTPResponse(error.status, fields: ["X-Refused": "yes"], body: Array(error.sentence.utf8))
  }

  func note(_ incident: HTTPIncident) {
    state.withLock { $0.incidents.append(incident) }
  }

  /// What was noted so far.
  var incidents: [HTTPIncident] { state.withLock { $0.incidents } }

  /// Has what is asked for `path` leave as `delivery` says.
  func deliver(_ path: String, _ delivery: Delivery) {
    state.withLock { $0.deliveries[path] = delivery }
  }

  /// The targets of every round so far.
  var rounds: [[String]] { state.withLock { $0.rounds } }

  /// The threads that were asked so far: each loop has one.
  var threads: Set<UInt> { state.withLock { $0.threads } }

  /// The next promise, once somebody has been given it.
  func nextPromise() -> HTTPPromise? {
    guard promised.wait(timeout: .now() + 20) == .success else { return nil }
    return state.withLock { $0.promises.removeFirst() }
  }

  /// Waits until a promise is abandoned.
  func abandonment() -> Bool {
    abandoned.wait(timeout: .now() + 20) == .success
  }

  private func answer(_ request: HTTPRequest) -> HTTPAnswer {
    switch request.path {
    case "/later":
      let promise = HTTPPromise { [abandoned] in abandoned.signal() }
      state.withLock { $0.promises.append(promise) }
      promised.signal()
      return .later(promise)
    case "/kept":
      let promise = HTTPPromise()
      promise.fulfil(HTTPResponse(.ok, body: Array("kept".utf8)))
      return .later(promise)
    case "/large":
      let count = request.queryText.flatMap { Int($0) } ?? 0
      return .now(HTTPResponse(.ok, body: [UInt8](repeating: 0x78, count: count)))
    case "/work":
      poll(nil, 0, 1)
      return .now(HTTPResponse(.ok))
    case "/none":
      return .now(HTTPResponse(.noContent))
    default:
      let query = request.queryText.map { "?" + $0 } ?? ""
      var text = "\(request.method.rawValue) \(request.path)\(query)"
      if !request.body.isEmpty { text += " = " + String(decoding: request.body, as: UTF8.self) }
      var response = HTTPResponse(.ok, body: Array(text.utf8))
      if request.method == .head { response.fields.append("X-Echo", text) }
      response.delivery = state.withLock { $0.deliveries[request.path] }
      return .now(response)
    }
  }
}

/// A server on a port of its own, stopped when its test is over.
final class TestServer {
  let application = StubApplication()
  let server: HTTPServer

  init(host: String = "127.0.0.1", loops: Int = 1, limits: HTTPLimits = HTTPLimits()) throws {
    server = try HTTPServer(host: host, port: 0, loops: loops, limits: limits)
    server.start(application)
  }

  deinit {
    server.stop()
  }

  func connect(version6: Bool = false, receiveBuffer: Int32? = nil) throws -> RawClient {
    try RawClient(server.port, version6: version6, receiveBuffer: receiveBuffer)
  }

  /// The answer to one request on a connection of its own.
  func response(to text: String) throws -> RawClient.Response? {
    let client = try connect()
    try client.send(text)
    return try client.readResponse()
  }

  /// Whether a plain request is answered as it should be.
  func serves() throws -> Bool {
    try response(to: "GET /check HTTP/1.1\r\nHost: a\r\n\r\n")?.body == "GET /check"
  }
}
