import BrevoStore
import CivilTime
import Emulator
import HTTP
import HTTPClient
import JSON
import Synchronization
import TestSupport
import Testing

@Suite("The courier") struct CourierTests {
  let courier: Courier
  let brevo: TestClient

  init() throws {
    courier = Self.courier
    brevo = try TestClient(courier: courier)
  }

  /// One that is patient: the machine may be busy.
  static var courier: Courier {
    var limits = HTTPClientLimits()
    limits.time = .seconds(300)
    return Courier(targets: CallbackTargets(), limits: limits, version: "test")
  }

  func until(_ isSo: () throws -> Bool, _ what: Comment) throws {
    try #require(try waits(until: isSo), what)
  }

  func states() throws -> [String] { try brevo.callbacks().compactMap { $0["state"]?.string } }

  func bodies(_ server: StubServer) -> [String] {
    server.requests.map { String($0.split(separator: "\r\n\r\n").last ?? "") }
  }

  @Test func `makes a call once the request that owes it is answered`() throws {
    let server = StubServer(answering: "HTTP/1.1 200 OK\r\n\r\n")
    defer { server.stop() }
    try brevo.setWebhook(
      [
        "auth": ["type": "bearer", "token": "secret"],
        "headers": [["key": "X-Own", "value": "mine"]],
      ], url: "http://127.0.0.1:\(server.port)/hook")
    try brevo.sendMail()
    try until({ try states() == ["delivered", "delivered"] }, "both events are told")
    let request = try #require(server.requests.first)
    #expect(request.hasPrefix("POST /hook HTTP/1.1\r\n"))
    for line in [
      "Authorization: Bearer secret", "X-Own: mine", "User-Agent: brevo-mock/test",
      "Content-Type: application/json",
    ] {
      #expect(request.contains("\r\n\(line)\r\n"))
    }
    #expect(bodies(server) == (try brevo.told().map { JSONValue.object($0).text }))
    #expect(try !brevo.control(.get, "/callbacks").description.contains("secret"))
    courier.stop()
  }

  @Test(arguments: [
    ("Aladdin", "open sesame", "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
    ("ab", "c", "YWI6Yw=="), ("ab", "cd", "YWI6Y2Q="), ("ab", "cde", "YWI6Y2Rl"),
    ("ü", "ÿ?", "w7w6w78/"),
  ])
  func `says who it is as RFC 7617 has it`(
    username: String, password: String, credentials: String
  ) throws {
    let server = StubServer(answering: "HTTP/1.1 200 OK\r\n\r\n")
    defer { server.stop() }
    try brevo.setWebhook(
      [
        "auth": [
          "type": "basic", "username": .string(username), "password": .string(password),
        ]
      ], url: "http://127.0.0.1:\(server.port)/")
    try brevo.sendMail()
    try until({ try states() == ["delivered", "delivered"] }, "both events are told")
    #expect(server.requests[0].contains("\r\nAuthorization: Basic \(credentials)\r\n"))
    courier.stop()
  }

  @Test func `makes calls to one target in their order, one after the other`() throws {
    let load = Mutex((now: 0, most: 0))
    let server = StubServer { connection in
      load.withLock { load in
        load.now += 1
        load.most = max(load.most, load.now)
      }
      load.withLock { $0.now -= 1 }
      connection.send("HTTP/1.1 200 OK\r\n\r\n")
    }
    defer { server.stop() }
    try brevo.setWebhook(["events": ["sent"]], url: "http://127.0.0.1:\(server.port)/")
    for number in 0..<100 { try brevo.sendMail(["subject": "\(number)"]) }
    try until({ try states().count { $0 == "delivered" } == 100 }, "all are told")
    let subjects = try bodies(server).map {
      try JSONValue(parsing: Array($0.utf8)).object?["subject"]?.string
    }
    #expect(subjects == (0..<100).map { "\($0)" })
    #expect(load.withLock { $0.most } == 1)
    courier.stop()
  }

  @Test func `lets no target wait for another`() throws {
    let silent = StubServer { $0.waitForEnd() }
    let server = StubServer(answering: "HTTP/1.1 200 OK\r\n\r\n")
    defer {
      silent.stop()
      server.stop()
    }
    let urls = [silent, server].map { "http://127.0.0.1:\($0.port)/" }
    _ = try brevo.control(
      .put, "/webhooks", ["webhooks": .array(urls.map { ["url": .string($0)] })])
    for _ in 0..<50 { try brevo.sendMail() }
    try until(
      { try brevo.callbacks("state=delivered&url=\(urls[1])").count == 100 }, "one is told")
    #expect(silent.requests.count == 1)
    #expect(try brevo.callbacks("state=pending&url=\(urls[0])").count == 100)
    courier.stop()
  }

  @Test func `tries again when the account's clock says so`() throws {
    let answers = Mutex(["500 Oops", "301 Away", "200 OK"])
    let server = StubServer { connection in
      let answer = answers.withLock { $0.removeFirst() }
      connection.send("HTTP/1.1 \(answer)\r\nLocation: /elsewhere\r\n\r\n")
    }
    defer { server.stop() }
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
    try brevo.setWebhook(["events": ["sent"]], url: "http://127.0.0.1:\(server.port)/")
    try brevo.sendMail()
    for (count, pause) in [(1, 10), (2, 60)] as [(Int, Int64)] {
      try until(
        { try brevo.callbacks()[0]["attempts"]?.array?.count == count }, "attempt \(count)")
      #expect(try states() == ["pending"])
      try brevo.advance(seconds: pause)
    }
    try until({ try states() == ["delivered"] }, "the third attempt")
    #expect(server.requests.count == 3)
    #expect(Set(bodies(server)).count == 1, "the same each time")
    #expect(
      try brevo.callbacks()[0]["attempts"]?.array?.map { $0.object?["status"] } == [500, 301, 200])
    courier.stop()
  }

  @Test func `tells why a call came to nothing`() throws {
    let port = StubServer.unusedPort
    let cases: [(url: String, state: String, error: String)] = [
      ("http://127.0.0.1:\(port)/", "pending", "There was no connection: Connection refused."),
      (
        "http://8.8.8.8/hook", "refused",
        "8.8.8.8 is neither this machine nor in a private network; to call it, start the server with --allow-callbacks-to 8.8.8.8."
      ),
      ("https://127.0.0.1/hook", "refused", "https is not supported; use http."),
      ("http://user@127.0.0.1/", "refused", "This is not a URL that can be called."),
    ]
    for (url, state, error) in cases {
      try brevo.setWebhook(["events": ["sent"]], url: url)
      try brevo.sendMail()
      try until(
        { try brevo.callbacks("sort=desc")[0]["attempts"] != [] }, "an attempt at \(url)")
      let call = try brevo.callbacks("sort=desc")[0]
      #expect(call["url"]?.string == url)
      #expect(call["state"]?.string == state)
      #expect(call["attempts"]?.array?.first?.object?["error"]?.string == error)
    }
    courier.stop()
  }

  @Test func `wakes an account whose mail is to leave`() throws {
    let server = StubServer(answering: "HTTP/1.1 200 OK\r\n\r\n")
    defer { server.stop() }
    // The clock goes, and the mail leaves in less than a second.
    let time = try Instant.text("2026-03-15T12:00:00Z")
    try brevo.accounts.account(brevo.key).round { round in
      var clock = Clock()
      clock.set(to: time - .milliseconds(400))
      try round.transaction.set(clock)
    }
    try brevo.setWebhook(url: "http://127.0.0.1:\(server.port)/")
    try brevo.sendMail(["scheduledAt": "2026-03-15T12:00:00Z"])
    // Nobody asks the emulator for anything meanwhile.
    try until({ server.requests.count == 2 }, "the mail has left by itself")
    #expect(bodies(server)[0].contains(#""date":"2026-03-15 12:00:00""#))
    courier.stop()
  }

  @Test func `takes up what the last process owed`() throws {
    let folder = try TemporaryFolder()
    let silent = StubServer { $0.waitForEnd() }
    defer { silent.stop() }
    do {
      let first = Self.courier
      let brevo = try TestClient(folder: .init(path: folder.path), courier: first)
      try brevo.setWebhook(["events": ["sent"]], url: "http://127.0.0.1:\(silent.port)/")
      try brevo.sendMail()
      try brevo.other("idle").sendMail()
      try until({ silent.requests.count == 1 }, "the call is under way")
      first.stop()
    }
    let second = Self.courier
    let brevo = try TestClient(folder: .init(path: folder.path), courier: second)
    second.resume(brevo.accounts)
    try until({ silent.requests.count == 2 }, "it is made again, though nobody asked")
    #expect(Set(bodies(silent)).count == 1)
    second.stop()
  }

  @Test func `lets mail leave that the last process had waiting`() throws {
    let folder = try TemporaryFolder()
    let server = StubServer(answering: "HTTP/1.1 200 OK\r\n\r\n")
    defer { server.stop() }
    do {
      let brevo = try TestClient(folder: .init(path: folder.path))
      try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
      try brevo.setWebhook(["events": ["sent"]], url: "http://127.0.0.1:\(server.port)/")
      try brevo.sendMail(["scheduledAt": "2026-03-15T12:30:00Z"])
      // It goes on, from a moment before that.
      var clock = Clock()
      clock.set(to: try .text("2026-03-15T12:29:59.800Z"))
      try brevo.accounts.account(brevo.key).round { [clock] in try $0.transaction.set(clock) }
    }
    let brevo = try TestClient(folder: .init(path: folder.path), courier: courier)
    courier.resume(brevo.accounts)
    try until({ server.requests.count == 1 }, "it has left by itself")
    #expect(bodies(server)[0].contains(#""date":"2026-03-15 12:30:00""#))
    courier.stop()
  }

  @Test func `does nothing for accounts that owe nothing`() throws {
    try brevo.sendMail()
    #expect(try brevo.callbacks().isEmpty)
    courier.stop()
  }
}
