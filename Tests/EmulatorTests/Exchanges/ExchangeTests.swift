import APIContract
import BrevoAPI
import BrevoStore
import CivilTime
import Emulator
import HTTP
import JSON
import Testing

@Suite("Golden exchanges") struct ExchangeTests {
  static let operations = Catalogue.endpoints.map(\.name)
  static let exchanges = operations.flatMap { (try? ExchangeFile($0))?.exchanges ?? [] }

  @Test(arguments: exchanges)
  func `are answered as the contract says`(_ exchange: GoldenExchange) throws {
    let brevo = try TestClient(exchange)
    var captures = Captures()
    for step in exchange.given {
      if let instant = step["clock"]?.string.flatMap({ Instant($0) }) {
        try brevo.freeze(at: instant)
        continue
      }
      let request = try brevo.request(step["request"]?.object ?? [:], captures)
      let reply = try brevo.send(request)
      #expect((200..<300).contains(reply.status), "given \(request.target), it answered \(reply)")
      for (name, path) in step["capture"]?.object?.members ?? [] {
        try captures.keep(name, at: path.string ?? "", of: reply.body)
      }
    }
    let request = try brevo.request(exchange.request, captures)
    let answer = try brevo.answer(to: request)
    let reply = try TestReply(answer)
    brevo.check(reply, to: request)

    #expect(reply.status == exchange.response["status"]?.int.map(Int.init), "\(reply)")
    if let text = exchange.response["text"]?.string {
      #expect(String(decoding: answer.body, as: UTF8.self) == text)
    } else {
      let expected = try exchange.response["body"].map(captures.filled)
      #expect((expected == nil) == (reply.body == nil), "\(reply)")
      if let expected, let body = reply.body {
        #expect(Pattern(value: expected).mismatch(in: body) == nil, "\(body.text)")
      }
    }
    for (name, value) in exchange.response["headers"]?.object?.members ?? [] {
      #expect(answer.fields[name] == value.string, "\(name)")
    }
    if reply.status != 401 {
      #expect(brevo.emulator.journal(of: brevo.key).last?.operation == exchange.operation)
    }
  }

  @Test(arguments: operations)
  func `show a success and two refusals of each operation`(_ operation: String) throws {
    let file = try ExchangeFile(operation)
    #expect(file.exchanges.contains { $0.isSuccess })
    let refusals = file.exchanges.count { !$0.isSuccess }
    #expect((refusals >= 2) != (file.fewRefusals != nil), "it has \(refusals) refusals")
    let names = file.exchanges.map(\.name)
    #expect(Set(names).count == names.count, "two exchanges have one name")
  }

  @Test(arguments: operations)
  func `say where their answers are known from`(_ operation: String) throws {
    let kinds = ["seed", "vendor", "observed", "reported", "assumed"]
    for exchange in try ExchangeFile(operation).exchanges {
      let kind = exchange.source.prefix { $0 != ":" }
      #expect(kinds.contains(String(kind)), "\(exchange.name): \(exchange.source)")
    }
  }

  @Test func `belong to operations that are served`() {
    #expect(ExchangeFile.names.sorted() == Self.operations.map { "\($0).json" }.sorted())
  }
}

extension TestClient {
  fileprivate init(_ exchange: GoldenExchange) throws {
    let settings = exchange.settings
    let strict = settings["strictKeys"]?.array?.compactMap(\.string)
    try self.init(world: exchange.world, keys: strict.map { .listed(Set($0)) } ?? .any) {
      $0.fidelity = settings["fidelity"]?.string.flatMap { .init(rawValue: $0) } ?? $0.fidelity
      $0.senders = settings["senders"]?.string.flatMap { .init(rawValue: $0) } ?? $0.senders
      $0.offset = settings["utcOffset"]?.string.flatMap { UTCOffset($0) } ?? $0.offset
    }
    try freeze(at: GoldenExchange.present)
  }

  /// The request of an exchange; it is made with a key, and a body is JSON, unless it says otherwise.
  fileprivate func request(_ object: JSONObject, _ captures: Captures) throws -> HTTPRequest {
    let body = try object["body"].map { try captures.filled($0).bytes }
    let raw = object["rawBody"]?.string.map { Array($0.utf8) }
    var named: JSONObject = ["api-key": .string(key)]
    if body ?? raw != nil { named["content-type"] = "application/json" }
    for (name, value) in object["headers"]?.object?.members ?? [] {
      named[name] = value == .null ? nil : value
    }
    var fields: HTTPFields = [:]
    for (name, value) in named.members { fields.append(name, value.string ?? "") }
    let method = HTTPMethod(rawValue: object["method"]?.string ?? "")
    let path = try captures.filled(object["path"]?.string ?? "") { PercentEncoding.encode($0) }
    return HTTPRequest(method, Emulator.basePath + path, fields: fields, body: body ?? raw ?? [])
  }
}
