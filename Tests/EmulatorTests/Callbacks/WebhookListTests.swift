import BrevoAPI
import BrevoStore
import HTTP
import JSON
import TestSupport
import Testing

@Suite("The webhooks of an account") struct WebhookListTests {
  let brevo: TestClient

  init() throws { brevo = try TestClient() }

  static let full: JSONValue = [
    "id": 5, "url": "http://127.0.0.1:9/a", "events": ["sent", "uniqueOpened"], "batched": true,
    "auth": ["type": "bearer", "token": "secret"],
    "headers": [["key": "cf-secret", "value": "value"]], "description": "All of it",
  ]
  static let basic: JSONValue = [
    "id": 9, "url": "http://127.0.0.1:9/b", "batched": false,
    "auth": ["type": "basic", "username": "ann", "password": "word"], "headers": [],
  ]

  func set(_ webhooks: JSONValue...) throws -> TestReply {
    try brevo.control(.put, "/webhooks", ["webhooks": .array(webhooks)])
  }

  @Test func `are none at first`() throws {
    #expect(try brevo.control(.get, "/webhooks") == .ok(["webhooks": []]))
  }

  @Test func `are shown as they were written down`() throws {
    let shown = TestReply.ok(["webhooks": [Self.full, Self.basic]])
    #expect(try set(Self.full, Self.basic) == shown)
    #expect(try brevo.control(.get, "/webhooks") == shown)
    #expect(try brevo.control(.put, "/webhooks", shown.body) == shown, "and again")
  }

  @Test func `are replaced, and numbered if they have no number`() throws {
    let plain: JSONValue = ["url": "http://127.0.0.1:9/c"]
    _ = try set(plain, Self.full, plain)
    let ids = { (reply: TestReply) in
      reply["webhooks"]?.array?.compactMap { $0.object?["id"]?.int } ?? []
    }
    #expect(try ids(brevo.control(.get, "/webhooks")) == [5, 6, 7])
    #expect(try ids(set(plain)) == [8], "no number comes again by itself")
    #expect(try ids(set(Self.full)) == [5])
    #expect(try set() == .ok(["webhooks": []]))
  }

  @Test(
    arguments: [
      ([:], "url is missing in webhooks"), (["url": "ftp://a.b"], "url is not valid in webhooks"),
      (["url": "/hook"], "url is not valid in webhooks"),
      (["url": 1], "url is not valid in webhooks"),
      (["url": "http://a.b", "id": 0], "id is not valid in webhooks"),
      (["url": "http://a.b", "events": []], "events is blank in webhooks"),
      (["url": "http://a.b", "events": ["requests"]], "events is not valid in webhooks"),
      (["url": "http://a.b", "events": ["listAddition"]], "events is not valid in webhooks"),
      (["url": "http://a.b", "batched": "yes"], "batched is not valid in webhooks"),
      (["url": "http://a.b", "auth": ["token": "x"]], "type is missing in auth"),
      (["url": "http://a.b", "auth": ["type": "digest"]], "type is not valid in auth"),
      (["url": "http://a.b", "auth": ["type": "bearer"]], "token is missing"),
      (
        ["url": "http://a.b", "auth": ["type": "basic", "username": "ann"]],
        "username or password is missing"
      ),
      (["url": "http://a.b", "headers": [["value": "b"]]], "key is missing in headers"),
      (["url": "http://a.b", "headers": [["key": "a"]]], "value is missing in headers"),
      (["url": "http://a.b", "headers": [["key": "a b", "value": "c"]]], "key is not valid"),
      (["url": "http://a.b", "headers": [["key": "Host", "value": "c"]]], "key is not valid"),
      (
        ["url": "http://a.b", "headers": [["key": "content-length", "value": "1"]]],
        "key is not valid"
      ),
      (["url": "http://a.b", "type": "transactional"], "webhooks.0.type is not known here"),
    ] as [(JSONObject, String)])
  func `are refused with what is wrong with one`(webhook: JSONObject, message: String) throws {
    let reply = try set(.object(webhook))
    #expect(reply.status == 400)
    #expect(reply["message"]?.string == message)
    #expect(try brevo.control(.get, "/webhooks") == .ok(["webhooks": []]))
  }

  @Test func `are refused as a whole`() throws {
    #expect(try brevo.control(.put, "/webhooks", [:]) == .missing("webhooks is missing"))
    #expect(
      try brevo.control(.put, "/webhooks", ["webhooks": "all"])
        == .invalid("webhooks is not valid"))
    #expect(
      try set(Self.full, Self.full)
        == .refused(400, "duplicate_parameter", "Two webhooks have the same id"))
    let many = (1...41).map { ["url": "http://127.0.0.1:9/\($0)"] as JSONValue }
    #expect(
      try brevo.control(.put, "/webhooks", ["webhooks": .array(many)])
        == .outOfRange("An account has at most 40 webhooks"))
    #expect(
      try brevo.control(.put, "/webhooks", ["webhooks": .array(Array(many.dropLast()))]).status
        == 200)
  }

  @Test func `begin as the world says, and outlive the process`() throws {
    let folder = try TemporaryFolder()
    for _ in 0..<2 {
      let brevo = try TestClient(
        world: ["webhooks": [Self.full, Self.basic]], folder: .init(path: folder.path))
      #expect(
        try brevo.control(.get, "/webhooks") == .ok(["webhooks": [Self.full, Self.basic]]))
      try brevo.sendMail()
    }
    let brevo = try TestClient(folder: .init(path: folder.path))
    #expect(try brevo.told().map { $0["id"] } == [9, 9, 5, 9, 9, 5])
  }

  @Test(
    arguments: [
      (["webhooks": [["url": "nowhere"]]], ["webhooks[0]", "url"]),
      (["webhooks": [["url": "http://a.b", "on": true]]], ["webhooks[0]", "on"]),
      (["webhooks": ["url": "http://a.b"]], ["webhooks"]),
    ] as [(JSONObject, [String])])
  func `of a world are refused with the row that is wrong`(
    world: JSONObject, words: [String]
  ) throws {
    let error = #expect(throws: World.Failure.self) { _ = try TestClient(world: world) }
    for word in words {
      #expect(error?.description.contains(word) == true, "\(error?.description ?? "")")
    }
  }

  @Test func `of a world are 40 at most`() throws {
    let many = (1...41).map { ["url": "http://127.0.0.1:9/\($0)"] as JSONValue }
    let error = #expect(throws: World.Failure.self) {
      _ = try TestClient(world: ["webhooks": .array(many)])
    }
    #expect(error?.description.contains("webhooks[40]: An account has at most 40") == true)
  }
}
