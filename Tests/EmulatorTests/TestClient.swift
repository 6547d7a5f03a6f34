import APIContract
import BrevoAPI
import BrevoStore
import CivilTime
import Emulator
import HTTP
import HTTPServer
import JSON
import TestSupport
import Testing

/// Speaks to an emulator in memory, and holds every reply to its endpoint's declaration.
struct TestClient {
  let emulator: Emulator
  let accounts: Accounts
  var key = "xkeysib-test"
  /// Whether replies are held to their declarations; a test of very many requests leaves it to others.
  var checksReplies = true

  private static let router = Router(
    Catalogue.endpoints.map { (method: $0.method, path: Emulator.basePath + $0.path) })

  /// An emulator whose accounts begin with `world`, as a world file says it; `change` makes the
  /// settings differ from those of a server without flags. Calls that it owes are made by a `courier`.
  init(
    world: JSONObject = [:], keys: KeyPolicy = .any, folder: DataFolder? = nil,
    courier: Courier? = nil, journalLimits: JournalLimits = JournalLimits(),
    limits: AccountLimits = AccountLimits(),
    change: (inout Settings) -> Void = { _ in },
    systemNow: @escaping @Sendable () -> Instant = { Clock().now },
    after: @escaping Waiters.Delay = Timer.call
  ) throws {
    var settings = Settings()
    change(&settings)
    accounts = try Accounts(
      in: folder, world: World(world), settings: settings, limits: limits,
      attention: { courier?.attend($0, $1) }, systemNow: systemNow)
    emulator = Emulator(
      accounts: accounts, keys: keys, journalLimits: journalLimits, version: "test", after: after)
  }

  /// The same emulator, spoken to by another account.
  func other(_ key: String) -> TestClient {
    var other = self
    other.key = key
    return other
  }

  /// Stops the account's clock at `instant`.
  func freeze(at instant: Instant) throws {
    var clock = Clock()
    clock.freeze()
    clock.set(to: instant)
    try accounts.account(key).round { [clock] in try $0.transaction.set(clock) }
  }

  /// Lets something happen to a mail, as whoever reads it would.
  func happen(_ kind: Event.Kind, to uuid: String, link: String? = nil) throws -> Bool {
    try accounts.account(key).round {
      guard case .happened = try $0.transaction.happen(kind, to: uuid, link: link) else {
        return false
      }
      return true
    }
  }

  func get(_ path: String) throws -> TestReply { try send(.get, path) }
  func delete(_ path: String) throws -> TestReply { try send(.delete, path) }
  func post(_ path: String, _ body: JSONValue) throws -> TestReply { try send(.post, path, body) }
  func put(_ path: String, _ body: JSONValue) throws -> TestReply { try send(.put, path, body) }

  /// Sends a request for a path below the base path, with the client's key.
  func send(
    _ method: HTTPMethod, _ path: String, _ body: JSONValue? = nil, fields: HTTPFields = [:]
  ) throws -> TestReply {
    var all: HTTPFields = ["api-key": key]
    if body != nil { all.append("Content-Type", "application/json") }
    all.append(fields)
    return try send(
      HTTPRequest(method, Emulator.basePath + path, fields: all, body: body?.bytes ?? []))
  }

  func send(_ request: HTTPRequest) throws -> TestReply {
    try #require(send([request]).first)
  }

  /// Sends requests that one turn of the loop would hand over together.
  func send(_ round: [HTTPRequest]) throws -> [TestReply] {
    try zip(round, answers(to: round)).map { request, response in
      let reply = try TestReply(response)
      if checksReplies { check(reply, to: request) }
      return reply
    }
  }

  /// The bare answer, for what a reply does not show.
  func answer(to request: HTTPRequest) throws -> HTTPResponse {
    try #require(answers(to: [request]).first)
  }

  private func answers(to round: [HTTPRequest]) throws -> [HTTPResponse] {
    try emulator.respond(to: round).map { answer in
      guard case .now(let response) = answer else { throw TestFailure("not answered at once") }
      return response
    }
  }

  /// Expects of a reply what the operation declares.
  func check(_ reply: TestReply, to request: HTTPRequest) {
    guard case .found(let index, _) = Self.router.match(request.method, request.path) else {
      return
    }
    let endpoint = Catalogue.endpoints[index]
    let general = [401, 406, 429, 500, 507]
    let declared = endpoint.responses.filter { $0.status.code == reply.status }
    guard !declared.isEmpty else {
      #expect(
        general.contains(reply.status), "\(endpoint.name) answered an undeclared \(reply.status)")
      return
    }
    Coverage.record(endpoint.name, reply.status)
    let faults = declared.map { response in
      switch (response.schema, reply.body) {
      case (nil, nil): nil as String?
      case (let schema?, let body?): schema.fault(in: body)
      case (nil, _?): "a body where none is declared"
      case (_?, nil): "no body where one is declared"
      }
    }
    #expect(
      faults.contains(nil), "\(endpoint.name) answered \(reply): \(faults.compactMap(\.self))")
  }
}

/// What came back: a status, and JSON or nothing.
struct TestReply: Equatable, CustomStringConvertible {
  let status: Int
  let body: JSONValue?
  let fields: HTTPFields

  init(_ response: HTTPResponse) throws {
    status = response.status.code
    body = response.body.isEmpty ? nil : try JSONValue(parsing: response.body)
    fields = response.fields
  }

  private init(status: Int, body: JSONValue?) {
    self.status = status
    self.body = body
    fields = [:]
  }

  static func ok(_ body: JSONValue) -> Self { Self(status: 200, body: body) }
  static func created(_ body: JSONValue? = nil) -> Self { Self(status: 201, body: body) }
  static let noContent = Self(status: 204, body: nil)

  static func refused(_ status: Int, _ code: String, _ message: String) -> Self {
    Self(status: status, body: ["code": .string(code), "message": .string(message)])
  }

  static func missing(_ message: String) -> Self { refused(400, "missing_parameter", message) }
  static func invalid(_ message: String) -> Self { refused(400, "invalid_parameter", message) }
  static func outOfRange(_ message: String) -> Self { refused(400, "out_of_range", message) }
  static func notFound(_ message: String) -> Self { refused(404, "document_not_found", message) }

  /// A member of the body, or of an object in it: `reply["messageId"]`.
  subscript(_ name: String) -> JSONValue? { body?.object?[name] }

  var description: String { "\(status) \(body?.text ?? "")" }

  static func == (a: Self, b: Self) -> Bool { a.status == b.status && a.body == b.body }
}

struct TestFailure: Error, CustomStringConvertible {
  var description: String
  init(_ description: String) { self.description = description }
}
