import BrevoStore
import CivilTime
import HTTP
import JSON
import Synchronization
import TestSupport
import Testing

/// The system's clock, as a test moves it.
private final class SystemClock: Sendable {
  private let milliseconds = Atomic<Int64>(1_000_000_000_000)

  var now: Instant { Instant(milliseconds: milliseconds.load(ordering: .relaxed)) }

  func advance(seconds: Int64) { milliseconds.add(seconds * 1000, ordering: .relaxed) }
}

/// `--account-ttl`
@Suite("An account that nobody uses") struct IdleAccountTests {
  private let clock = SystemClock()
  let brevo: TestClient

  init() throws {
    var limits = AccountLimits()
    limits.idleTime = .seconds(60)
    brevo = try TestClient(limits: limits, systemNow: { [clock] in clock.now })
  }

  func keys() throws -> [JSONValue?] {
    try brevo.operate(.get, "/accounts")["accounts"]?.array?.map { $0.object?["key"] } ?? []
  }

  @Test func `is dropped after its time, and is a new one then`() throws {
    try brevo.other("a").sendMail()
    clock.advance(seconds: 40)
    try brevo.other("b").sendMail()
    clock.advance(seconds: 30)
    #expect(try keys() == ["b"])
    #expect(try brevo.other("b").rows(to: "ann@example.com").count == 1, "it was used since")
    #expect(try brevo.other("a").rows(to: "ann@example.com").isEmpty)
  }

  @Test func `is a new one whoever else asks`() throws {
    try brevo.sendMail()
    clock.advance(seconds: 59)
    try brevo.other("b").sendMail()
    clock.advance(seconds: 2)
    try brevo.expectNoMail()
  }

  @Test func `is not used by looking at it from outside, nor by its own clock`() throws {
    try brevo.sendMail()
    try brevo.advance(seconds: 86_400)
    clock.advance(seconds: 50)
    #expect(try brevo.operate(.get, "/accounts/\(brevo.key)").status == 200)
    clock.advance(seconds: 50)
    #expect(try brevo.operate(.get, "/accounts/\(brevo.key)").status == 404)
  }

  @Test func `takes its snapshots and its own world with it`() throws {
    _ = try brevo.operate(.post, "/accounts", ["key": "own", "world": ["emailCredits": 1]])
    let own = brevo.other("own")
    _ = try own.operate(.put, "/snapshots/one")
    clock.advance(seconds: 61)
    #expect(try own.operate(.get, "/snapshots") == .ok(["snapshots": []]))
    #expect(try own.operate(.get, "/accounts/own")["emailCredits"] == 10_000_000)
  }
}

/// `--memory-limit`
@Suite("When accounts may hold no more") struct MemoryLimitTests {
  let brevo: TestClient

  init() throws {
    var limits = AccountLimits()
    limits.bytes = 2 << 20
    brevo = try TestClient(limits: limits)
    _ = try brevo.operate(.post, "/accounts", ["key": "small"])
    try brevo.sendMail(["htmlContent": .string(String(repeating: "x", count: 2 << 20))])
  }

  func expectFull(_ reply: TestReply) {
    #expect(reply.status == 507)
    #expect(reply["code"] == "storage_full")
    #expect(
      reply["message"]?.string?.contains("of 2097152 that they may: delete or reset some") == true,
      "\(reply)")
  }

  @Test func `what would be stored is refused, in every account`() throws {
    for client in [brevo, brevo.other("small"), brevo.other("new")] {
      expectFull(try client.post("/smtp/email", Mail.with()))
    }
    expectFull(try brevo.operate(.post, "/accounts", ["key": "new"]))
    expectFull(try brevo.other("small").operate(.put, "/snapshots/one"))
    #expect(try brevo.operate(.get, "/accounts")["count"] == 2)
  }

  @Test func `what is there can be read and deleted`() throws {
    #expect(try brevo.rows(to: "ann@example.com").count == 1)
    #expect(try brevo.delete("/smtp/log/ann@example.com").status == 204)
    #expect(try brevo.operate(.get, "/accounts/small").status == 200)
  }

  @Test(arguments: ["delete", "reset"])
  func `there is room again after`(what: String) throws {
    let path = "/accounts/\(brevo.key)"
    let reply =
      what == "delete"
      ? try brevo.operate(.delete, path) : try brevo.operate(.post, path + "/reset")
    #expect(reply == .noContent)
    for client in [brevo, brevo.other("small"), brevo.other("new")] { try client.sendMail() }
  }

  @Test func `snapshots count`() throws {
    _ = try brevo.operate(.delete, "/accounts/\(brevo.key)")
    let small = brevo.other("small")
    var saved = 0
    while try small.operate(.put, "/snapshots/s\(saved)").status == 200 { saved += 1 }
    #expect((2..<60).contains(saved))
    expectFull(try small.post("/smtp/email", Mail.with()))
    #expect(try small.operate(.post, "/snapshots/s0/restore") == .noContent)
    for number in 1..<saved { _ = try small.operate(.delete, "/snapshots/s\(number)") }
    try small.sendMail()
  }
}
