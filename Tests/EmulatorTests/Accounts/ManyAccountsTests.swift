import BrevoStore
import CivilTime
import Emulator
import HTTP
import HTTPServer
import JSON
import TestSupport
import Testing

/// What an account must hold, by what its own client alone did.
private struct OwnModel: Equatable {
  var mails: [String] = []
  var domains: [String] = []
  var templates: [String] = []
  var seconds: Int64 = 0
}

/// One client with accounts of its own, whose requests come in rounds that hold several of them.
private struct Client {
  let brevo: TestClient
  let keys: [String]
  var random: SeededGenerator
  var models: [String: OwnModel] = [:]
  var snapshots: [String: OwnModel] = [:]
  private var known: Set<String> = []
  private var count = 0

  init(_ brevo: TestClient, keys: [String], seed: UInt64) {
    self.brevo = brevo
    self.keys = keys
    random = SeededGenerator(seed: seed)
  }

  mutating func chance(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

  /// Sends one round, and answers what was not as expected.
  mutating func round() throws -> [String] {
    var requests: [(request: HTTPRequest, status: Int)] = []
    for key in keys.shuffled(using: &random).prefix(1 + chance(4)) {
      requests.append(step(of: key))
    }
    let answers = brevo.emulator.respond(to: requests.map(\.request))
    return zip(requests, answers).compactMap { request, answer in
      guard case .now(let response) = answer, response.status.code == request.status else {
        return "\(request.request.method) \(request.request.target): \(answer)"
      }
      return nil
    }
  }

  private mutating func step(of key: String) -> (HTTPRequest, Int) {
    count += 1
    var model = models[key] ?? OwnModel()
    let isKnown = !known.insert(key).inserted
    defer { models[key] = model }
    switch chance(20) {
    case ..<8:
      let address = "\(count)@example.com"
      model.mails.append(address)
      return (request(key, .post, "/v3/smtp/email", Self.mail(to: address)), 201)
    case ..<12:
      let name = "d\(chance(6)).example"
      if let index = model.domains.firstIndex(of: name) {
        model.domains.remove(at: index)
        return (request(key, .delete, "/v3/smtp/blockedDomains/\(name)"), 204)
      }
      model.domains.append(name)
      return (request(key, .post, "/v3/smtp/blockedDomains", ["domain": .string(name)]), 201)
    case ..<14:
      model.templates.append("T\(count)")
      return (request(key, .post, "/v3/smtp/templates", Self.template("T\(count)")), 201)
    case ..<15:
      let seconds = Int64(chance(1000))
      model.seconds += seconds
      return (request(key, .put, "/_mock/clock", ["advanceSeconds": .int(seconds)]), 200)
    case ..<17:
      snapshots[key] = model
      return (request(key, .put, "/_mock/snapshots/s"), 200)
    case ..<18:
      guard let snapshot = snapshots[key] else {
        return (request(key, .get, "/v3/smtp/templates"), 200)
      }
      model = snapshot
      return (request(key, .post, "/_mock/snapshots/s/restore"), 204)
    case ..<19:
      if !isKnown { known.remove(key) }
      model = OwnModel()
      return (request(key, .post, "/_mock/accounts/\(key)/reset"), isKnown ? 204 : 404)
    default:
      known.remove(key)
      (model, snapshots[key]) = (OwnModel(), nil)
      return (request(key, .delete, "/_mock/accounts/\(key)"), isKnown ? 204 : 404)
    }
  }

  /// What the account of `key` holds.
  func state(of key: String, since start: String) throws -> OwnModel {
    let own = brevo.other(key)
    let messages = try own.control(.get, "/messages?limit=1000")["messages"]?.array ?? []
    let templates = try own.get("/smtp/templates?sort=asc&limit=1000")["templates"]?.array ?? []
    let now = try own.control(.get, "/clock")["now"]?.string ?? ""
    return OwnModel(
      mails: messages.compactMap { $0.object?["to"]?.string },
      domains: try own.get("/smtp/blockedDomains")["domains"]?.array?.compactMap(\.string) ?? [],
      templates: templates.compactMap { $0.object?["name"]?.string },
      seconds: try (.text(now) as Instant).milliseconds / 1000
        - (.text(start) as Instant).milliseconds / 1000)
  }

  private func request(
    _ key: String, _ method: HTTPMethod, _ path: String, _ body: JSONValue? = nil
  ) -> HTTPRequest {
    HTTPRequest(
      method, path, fields: ["api-key": key, "Content-Type": "application/json"],
      body: body?.bytes ?? [])
  }

  private static func mail(to address: String) -> JSONValue {
    Mail.with(["to": [["email": .string(address)]]])
  }

  private static func template(_ name: String) -> JSONValue {
    [
      "templateName": .string(name), "subject": "S", "htmlContent": "<p>Hello you</p>",
      "sender": ["id": 1],
    ]
  }
}

@Suite("A thousand accounts in one process") struct ManyAccountsTests {
  static let start = "2026-03-15T12:00:00Z"

  /// 64 clients at one time, each with accounts of its own.
  @Test func `do not disturb each other`() async throws {
    let instant = try Instant.text(Self.start)
    var brevo = try TestClient {
      $0.clock.freeze()
      $0.clock.set(to: instant)
    }
    brevo.checksReplies = false
    let keys = (0..<1000).map { "account-\($0)" }
    let faults = try await withThrowingTaskGroup(of: [String].self) { [brevo] group in
      for number in 0..<64 {
        let own = stride(from: number, to: keys.count, by: 64).map { keys[$0] }
        group.addTask {
          var client = Client(brevo, keys: own, seed: UInt64(number))
          var faults: [String] = []
          for _ in 0..<40 {
            faults += try client.round()
            await Task.yield()
          }
          for key in own {
            let model = client.models[key] ?? OwnModel()
            let state = try client.state(of: key, since: Self.start)
            if state != model { faults.append("\(key): \(state), not \(model)") }
          }
          return faults
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(faults == [], "client, request or state, and what was expected")
    #expect(try brevo.control(.get, "/accounts")["count"] == 1000)
  }
}
