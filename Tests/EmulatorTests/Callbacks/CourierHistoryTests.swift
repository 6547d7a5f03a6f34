import Emulator
import HTTP
import HTTPClient
import JSON
import Synchronization
import TestSupport
import Testing

/// Accounts that owe much to targets that fail at random: whatever happens, what the journal says is
/// what the targets saw.
@Suite("Calls at random") struct CourierHistoryTests {
  /// What a target answered to each body, in order; nil where it did not answer.
  final class Seen: Sendable {
    private let answers = Mutex([String: [Int?]]())
    private let chance: Mutex<SeededGenerator>

    init(seed: UInt64) { chance = Mutex(SeededGenerator(seed: seed)) }

    func answer(_ connection: StubServer.Connection) {
      let statuses: [Int?] = [200, 200, 204, 301, 404, 500, nil]
      let status = chance.withLock { statuses.randomElement(using: &$0) } ?? nil
      let path = connection.request.prefix { $0 != "\r\n" }.split(separator: " ")[1]
      let body = connection.request.split(separator: "\r\n\r\n").last ?? ""
      answers.withLock { $0["\(path) \(body)", default: []].append(status) }
      guard let status else { return connection.reset() }
      connection.send("HTTP/1.1 \(status) Status\r\nContent-Length: 0\r\n\r\n")
    }

    func all() -> [String: [Int?]] { answers.withLock { $0 } }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `are made as the journal says`(seed: UInt64) throws {
    let seen = Seen(seed: seed)
    let server = StubServer { seen.answer($0) }
    defer { server.stop() }
    var limits = HTTPClientLimits()
    limits.time = .seconds(300)
    let courier = Courier(targets: CallbackTargets(), limits: limits, version: "test")
    defer { courier.stop() }
    let brevo = try TestClient(courier: courier)
    let accounts = ["a", "b", "c"].map { brevo.other("xkeysib-\($0)") }
    for account in accounts {
      try account.freeze(at: .text("2026-03-15T12:00:00Z"))
      let webhooks = (1...3).map {
        ["url": .string("http://127.0.0.1:\(server.port)/\(account.key)/\($0)")] as JSONValue
      }
      _ = try account.control(.put, "/webhooks", ["webhooks": .array(webhooks)])
    }
    for number in 0..<10 {
      for account in accounts { try account.sendMail(["subject": "\(account.key) \(number)"]) }
    }
    // Each turn of the clock brings the next attempt of all that are still owed.
    for (attempt, pause) in [10, 60, 600, 3600, 1].enumerated() {
      for account in accounts {
        try settled(account, attempt: attempt + 1)
        try account.advance(seconds: Int64(pause))
      }
    }

    var expected: [String: [Int?]] = [:]
    for account in accounts {
      let callbacks = try account.callbacks()
      #expect(callbacks.count == 60)
      for callback in callbacks {
        let statuses = (callback["attempts"]?.array ?? []).map { $0.object?["status"]?.int }
        let path = callback["url"]?.string?.split(separator: "/").suffix(2)
        let key = "/\(path?.joined(separator: "/") ?? "") \(callback["body"]?.text ?? "")"
        expected[key] = statuses.map { $0.map { Int($0) } }
        let isDelivered = statuses.last.map { $0.map { 200..<300 ~= $0 } ?? false } ?? false
        #expect(callback["state"]?.string == (isDelivered ? "delivered" : "failed"))
        #expect(isDelivered || statuses.count == 5)
        #expect(statuses.dropLast().allSatisfy { $0.map { !(200..<300 ~= $0) } ?? true })
      }
    }
    #expect(seen.all() == expected)
  }

  /// Waits until so many attempts are written down of each call that is still owed.
  func settled(_ account: TestClient, attempt: Int) throws {
    let isSettled = try waits {
      try account.callbacks("limit=1000&state=pending").allSatisfy {
        ($0["attempts"]?.array?.count ?? 0) >= attempt
      }
    }
    try #require(isSettled)
  }
}
