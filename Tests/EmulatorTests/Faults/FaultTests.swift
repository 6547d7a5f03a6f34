import Emulator
import HTTP
import JSON
import Testing

@Suite("A fault") struct FaultTests {
  let brevo: TestClient
  static let unavailable = TestReply.refused(503, "service_unavailable", "Service Unavailable")

  init() throws { brevo = try .unchecked() }

  func statuses(_ count: Int) throws -> [Int] {
    try (1...count).map { _ in try brevo.post("/smtp/email", Mail.with()).status }
  }

  @Test(
    arguments: [
      (["nth": 2], [201, 503, 201, 201, 201]), (["first": 2], [503, 503, 201, 201, 201]),
      (["every": 2], [201, 503, 201, 503, 201]), (nil, [503, 503, 503, 503, 503]),
    ] as [(JSONValue?, [Int])])
  func `strikes when it is its turn`(when: JSONValue?, expected: [Int]) throws {
    try brevo.addFault([
      "operation": "sendTransacEmail", "when": when, "what": ["status": 503],
    ])
    #expect(try statuses(5) == expected)
    _ = try brevo.get("/smtp/templates")
    let fault = try #require(try brevo.faults().first)
    #expect(fault["seen"] == 5, "other operations are not counted")
    #expect(fault["struck"] == .int(Int64(expected.count { $0 == 503 })))
  }

  @Test func `tells which requests are next`() throws {
    let next = { (when: JSONValue?) in
      try brevo.addFault(["when": when, "what": ["status": 500]])["next"]?.array
    }
    #expect(try next(["nth": 2]) == [2])
    #expect(try next(["first": 2]) == [1, 2])
    #expect(try next(["every": 5]) == [5, 10, 15])
    #expect(try next(nil) == [1, 2, 3])
    _ = try statuses(3)
    #expect(try brevo.faults().map { $0["next"]?.array } == [[], [], [5, 10, 15], [4, 5, 6]])
  }

  @Test func `of several strikes the first whose turn it is`() throws {
    try brevo.addFault(["when": ["nth": 2], "what": ["status": 500]])
    try brevo.addFault(["when": ["first": 2], "what": ["status": 503]])
    #expect(try statuses(3) == [503, 500, 201])
    #expect(try brevo.faults().map { $0["struck"] } == [1, 1])
    #expect(try brevo.faults().map { $0["seen"] } == [3, 3])
  }

  @Test(
    arguments: [
      (["operation": "sendTransacEmail"], true), (["operation": "getSmtpTemplates"], false),
      (["method": "POST"], true), (["method": "GET"], false), ([:], true),
      (["path": "/smtp/email"], true), (["path": "/v3/smtp/email"], true),
      (["path": "/smtp/{anything}"], true), (["path": "/smtp"], false), (["path": "/smtp/*"], true),
      (["path": "/smtp/em*"], true), (["path": "/*"], true), (["path": "/smtp/email/*"], false),
      (["path": "/smtp/email", "method": "POST"], true),
      (["path": "/smtp/email", "method": "GET"], false),
      (["match": ["body": ["to.0.email": "ann@example.com"]]], true),
      (["match": ["body": ["to.0.email": "bob@example.com"]]], false),
      (["match": ["body": ["to.1.email": "ann@example.com"]]], false),
      (["match": ["body": ["sender": ["email": "shop@example.com", "name": "Shop"]]]], true),
      (["match": ["query": ["a": "1 2"]]], true), (["match": ["query": ["a": "1"]]], false),
      (["match": ["headers": ["X-Run": "7"]]], true),
      (["match": ["headers": ["x-run": "8"]]], false),
      (["match": ["headers": ["x-run": "7"], "query": ["b": ""]]], false),
    ] as [(JSONObject, Bool)])
  func `strikes the requests that it is for`(target: JSONObject, strikes: Bool) throws {
    var fault = target
    fault["what"] = ["status": 503]
    try brevo.addFault(.object(fault))
    let reply = try brevo.send(
      .post, "/smtp/email?a=1+2", Mail.with(), fields: ["x-run": "7"])
    #expect(reply.status == (strikes ? 503 : 201))
    #expect(try brevo.faults()[0]["seen"] == (strikes ? 1 : 0))
  }

  @Test func `strikes paths that are not there`() throws {
    try brevo.addFault(["path": "/new/thing", "what": ["status": 500]])
    #expect(try brevo.get("/new/thing").status == 500)
  }

  @Test func `belongs to its account, and strikes nothing that controls the emulator`() throws {
    try brevo.addFault(["what": ["status": 503]])
    #expect(try brevo.other("another").post("/smtp/email", Mail.with()).status == 201)
    #expect(try brevo.other("another").faults().isEmpty)
    #expect(try brevo.control(.get, "/clock").status == 200)
    #expect(try statuses(1) == [503])
  }

  @Test func `lets nothing happen before, and everything after`() throws {
    let mail = Mail.with(["headers": ["idempotencyKey": "k"]])
    try brevo.addFault(["method": "POST", "when": ["nth": 1], "what": ["status": 503]])
    try brevo.addFault(
      ["method": "POST", "when": ["nth": 2], "phase": "after", "what": ["status": 503]])
    #expect(try brevo.post("/smtp/email", mail) == Self.unavailable)
    try brevo.expectNoMail()
    #expect(try brevo.post("/smtp/email", mail) == Self.unavailable)
    #expect(try brevo.rows(to: "ann@example.com").count == 1)
    #expect(
      try brevo.post("/smtp/email", mail)
        == .refused(400, "duplicate_request", "Request already processed"))
    #expect(try brevo.rows(to: "ann@example.com").count == 1)
  }

  @Test func `is taken away, alone or with the others`() throws {
    for status: JSONValue in [500, 502, 503] { try brevo.addFault(["what": ["status": status]]) }
    #expect(try brevo.control(.delete, "/faults/1").status == 204)
    #expect(
      try brevo.control(.delete, "/faults/1")
        == .notFound("No fault has this id; there are 2, 3"))
    #expect(try statuses(1) == [502])
    #expect(try brevo.control(.delete, "/faults").status == 204)
    #expect(try statuses(1) == [201])
    #expect(
      try brevo.control(.delete, "/faults/2") == .notFound("No fault has this id; there is none"))
  }

  @Test func `is set in the place of all others, and counted anew`() throws {
    try brevo.addFault(["what": ["status": 500]])
    _ = try statuses(1)
    let wanted: JSONValue = ["faults": [["what": ["status": 502]], ["what": ["status": 503]]]]
    let reply = try brevo.control(.put, "/faults", wanted)
    #expect(reply.status == 200)
    #expect(try brevo.faults().map { $0["id"] } == [2, 3], "no id comes again")
    #expect(try brevo.faults().map { $0["seen"] } == [0, 0])
    #expect(try statuses(1) == [502])
  }

  @Test func `is asked for by a request, for itself alone`() throws {
    try brevo.addFault(["when": ["nth": 1], "what": ["status": 500]])
    let fields: HTTPFields = ["x-mock-fault": #"{"what": {"status": 503}}"#]
    #expect(
      try brevo.send(.post, "/smtp/email", Mail.with(), fields: fields) == Self.unavailable)
    #expect(try brevo.faults()[0]["seen"] == 0, "the list is for the others")
    #expect(try statuses(2) == [500, 201])
  }

  @Test func `is named in the journal`() throws {
    try brevo.addFault(["when": ["nth": 1], "what": ["delay": 1]])
    _ = try statuses(1)
    _ = try brevo.answerToMail(fields: ["x-mock-fault": #"{"what": {"error": "rateLimit"}}"#])
    let entries = brevo.emulator.journal(of: brevo.key)
    #expect(
      entries.map(\.explanation) == [
        "struck by fault 1", "Too many requests; struck by x-mock-fault",
      ])
    #expect(entries.map(\.operation) == ["sendTransacEmail", "sendTransacEmail"])
  }

  @Test func `is counted once, however often its round is run`() throws {
    try brevo.addFault([
      "operation": "sendTransacEmail", "when": ["nth": 2], "what": ["status": 503],
    ])
    let mail = HTTPRequest(
      .post, "/v3/smtp/email",
      fields: ["api-key": brevo.key, "Content-Type": "application/json"], body: Mail.with().bytes)
    // It fails when it has written already, so that the round is undone and run again.
    let long = Mail.with([
      "to": Mail.parties(99, at: String(repeating: "d", count: 60) + ".example.com")
    ])
    let late = HTTPRequest(mail.method, mail.target, fields: mail.fields, body: long.bytes)
    #expect(try brevo.send([mail, mail, late, mail]).map(\.status).prefix(2) == [201, 503])
    #expect(try brevo.faults()[0]["seen"] == 4)
  }
}
