import BrevoStore
import CivilTime
import HTTP
import JSON
import Testing

@Suite("The journal of calls") struct CallbackJournalTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient()
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
  }

  /// Owes calls for the reason that other code has for them.
  func owe(_ urls: String...) throws {
    try brevo.accounts.account(brevo.key).round { round in
      let store = round.transaction
      for url in urls {
        try store.callbacks.insert(
          Callback(.notifyURL, to: url, ["a": 1], fields: ["X-Secret": "s"]), at: store.now)
      }
    }
  }

  func due(except busy: Set<String> = []) throws -> [DueCallback] {
    try brevo.accounts.account(brevo.key).round {
      try $0.transaction.callbacks.due(except: busy)
    }
  }

  /// Writes down what came of a call.
  func note(_ id: Int64, _ outcome: CallbackResult.Outcome) throws {
    try brevo.accounts.account(brevo.key).round {
      try $0.transaction.callbacks.note([CallbackResult(id, outcome)])
    }
  }

  func call(_ id: Int64) throws -> TestReply { try brevo.control(.get, "/callbacks/\(id)") }

  @Test func `shows a call that is owed, but for its secrets`() throws {
    #expect(try brevo.control(.get, "/callbacks") == .ok(["count": 0, "callbacks": []]))
    try owe("http://127.0.0.1:9/a")
    let call: JSONValue = [
      "id": 1, "occasion": "notifyURL", "url": "http://127.0.0.1:9/a", "body": ["a": 1],
      "createdAt": "2026-03-15T12:00:00.000Z", "state": "pending",
      "nextAttemptAt": "2026-03-15T12:00:00.000Z", "attempts": [],
    ]
    #expect(try brevo.control(.get, "/callbacks") == .ok(["count": 1, "callbacks": [call]]))
    #expect(try self.call(1) == .ok(call))
  }

  @Test func `tells what came of each attempt until it succeeds`() throws {
    try owe("http://127.0.0.1:9/a")
    try note(1, .answered(status: 503))
    #expect(try due().isEmpty, "later")
    #expect(try call(1)["nextAttemptAt"] == "2026-03-15T12:00:10.000Z")
    try brevo.advance(seconds: 10)
    #expect(try due().map(\.id) == [1])
    try note(1, .unanswered("There was no answer in time."))
    try brevo.advance(seconds: 60)
    try note(1, .answered(status: 204))
    let reply = try call(1)
    #expect(reply["state"] == "delivered")
    #expect(reply["nextAttemptAt"] == nil)
    #expect(
      reply["attempts"] == [
        ["at": "2026-03-15T12:00:00.000Z", "status": 503],
        ["at": "2026-03-15T12:00:10.000Z", "error": "There was no answer in time."],
        ["at": "2026-03-15T12:01:10.000Z", "status": 204],
      ])
    try brevo.advance(seconds: 86400)
    #expect(try due().isEmpty)
  }

  @Test func `gives a call up after five attempts`() throws {
    try owe("http://127.0.0.1:9/a")
    for pause in [10, 60, 600, 3600] as [Int64] {
      try note(1, .answered(status: 302))
      #expect(try call(1)["state"] == "pending", "a redirect is no success")
      try brevo.advance(seconds: pause - 1)
      #expect(try due().isEmpty, "before \(pause) s")
      try brevo.advance(seconds: 1)
      #expect(try due().count == 1, "after \(pause) s")
    }
    try note(1, .answered(status: 500))
    #expect(try call(1)["state"] == "failed")
    #expect(try call(1)["attempts"]?.array?.count == 5)
  }

  @Test func `does not try again what is refused`() throws {
    try owe("http://8.8.8.8/")
    try note(1, .refused("8.8.8.8 may not be called."))
    #expect(try call(1)["state"] == "refused")
    try brevo.advance(seconds: 86400)
    #expect(try due().isEmpty)
  }

  @Test func `has a call made again when it is asked to`() throws {
    try owe("http://127.0.0.1:9/a", "http://127.0.0.1:9/b")
    try note(1, .answered(status: 200))
    try note(2, .answered(status: 500))
    for id in [1, 2] as [Int64] {
      let reply = try brevo.control(.post, "/callbacks/\(id)/redeliver")
      #expect(reply.status == 202)
      #expect(reply["state"] == "pending")
      #expect(reply["nextAttemptAt"] == "2026-03-15T12:00:00.000Z")
      #expect(reply["attempts"]?.array?.count == 1, "what was stays")
    }
    #expect(try due().map(\.id) == [1, 2])
    try note(2, .answered(status: 500))
    #expect(try call(2)["nextAttemptAt"] == "2026-03-15T12:00:10.000Z", "counted anew")
    for path in ["/callbacks/9", "/callbacks/9/redeliver"] {
      let reply = try brevo.control(path.hasSuffix("r") ? .post : .get, path)
      #expect(reply == .notFound("No call has this id, or it is long over"))
    }
    #expect(try brevo.control(.get, "/callbacks/x").status == 400)
    #expect(try brevo.control(.post, "/callbacks/0/redeliver").status == 400)
  }

  @Test(
    arguments: [
      ("", [1, 2, 3, 4]), ("state=pending", [4]), ("state=delivered", [1]),
      ("state=failed", []), ("state=refused", [2, 3]), ("url=http://127.0.0.1:9/b", [2, 4]),
      ("url=http://127.0.0.1:9/b&state=refused", [2]), ("sort=desc&limit=2", [4, 3]),
      ("limit=2&offset=1", [2, 3]), ("limit=0", []), ("url=http://127.0.0.1:9", []),
    ] as [(String, [Int64])])
  func `finds calls`(query: String, ids: [Int64]) throws {
    try owe(
      "http://127.0.0.1:9/a", "http://127.0.0.1:9/b", "http://127.0.0.1:9/c",
      "http://127.0.0.1:9/b")
    try note(1, .answered(status: 299))
    try note(2, .refused("no"))
    try note(3, .refused("no"))
    #expect(try brevo.callbacks(query).map { $0["id"]?.int } == ids)
  }

  @Test(arguments: ["state=open", "limit=1001", "limit=-1", "offset=-1", "sort=up"])
  func `refuses what it cannot look for`(query: String) throws {
    #expect(try brevo.control(.get, "/callbacks?\(query)").status == 400)
  }

  @Test func `forgets the oldest of a thousand calls that have ended`() throws {
    for _ in 0..<1005 { try owe("http://127.0.0.1:9/a") }
    try brevo.accounts.account(brevo.key).round { round in
      for id in 2...1005 as ClosedRange<Int64> {
        try round.transaction.callbacks.note([CallbackResult(id, .answered(status: 200))])
      }
    }
    let ids = try brevo.callbacks("limit=10").map { $0["id"]?.int }
    #expect(ids == [1, 6, 7, 8, 9, 10, 11, 12, 13, 14], "not the one that is still owed")
    #expect(try brevo.control(.get, "/callbacks?limit=0")["count"] == 1001)
  }

  // MARK: What is due

  @Test func `hands calls out in their order, target by target`() throws {
    try owe("http://b/", "http://a/", "http://b/", "http://a/", "http://c/")
    #expect(try due().map(\.id) == [2, 4, 1, 3, 5])
    #expect(try due(except: ["http://b/"]).map(\.id) == [2, 4, 5])
    #expect(try due(except: ["http://a/", "http://b/", "http://c/"]).isEmpty)
    let first = try #require(try due().first)
    #expect(first.body == #"{"a":1}"#)
    #expect(first.fields == ["X-Secret": "s"])
    try note(2, .answered(status: 500))
    try brevo.advance(seconds: 10)
    #expect(
      try due(except: ["http://b/", "http://c/"]).map(\.id) == [4, 2], "then it waits its turn")
  }

  @Test func `hands out some at a time`() throws {
    for _ in 0..<100 { try owe("http://a/") }
    try owe("http://b/")
    let due = try due()
    #expect(due.map(\.id) == Array(1...32) + [101], "so that nobody starves beside a busy target")
  }

  @Test func `hands out what is owed for later when the time has come`() throws {
    try brevo.accounts.account(brevo.key).round { round in
      let store = round.transaction
      try store.callbacks.insert(
        Callback(.webURL, to: "http://a/", [:]), at: store.now + .seconds(30))
    }
    #expect(try due().isEmpty)
    try brevo.advance(seconds: 30)
    #expect(try due().count == 1)
  }
}
