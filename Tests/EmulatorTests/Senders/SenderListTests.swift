import BrevoStore
import HTTP
import JSON
import TestSupport
import Testing

@Suite("The senders of an account") struct SenderListTests {
  let brevo: TestClient

  init() throws { brevo = try TestClient() }

  func emails(_ query: String = "", of client: TestClient? = nil) throws -> [String] {
    try (client ?? brevo).senders(query).compactMap { $0["email"]?.string }
  }

  @Test func `begin with its owner, who is verified`() throws {
    #expect(
      try brevo.get("/senders")
        == .ok([
          "senders": [
            [
              "id": 1, "name": "Olivia Owner", "email": "owner@example.com", "active": true,
              "ips": [],
            ]
          ]
        ]))
  }

  @Test func `are created, changed and deleted`() throws {
    #expect(
      try brevo.post("/senders", ["name": "News", "email": "News@shop.example"])
        == .created(["id": 2, "spfError": true, "dkimError": true]))
    #expect(try brevo.sender(2)?["email"] == "News@shop.example", "as it was spelt")
    #expect(try brevo.put("/senders/2", ["name": "Letters"]) == .noContent)
    #expect(try brevo.sender(2)?["name"] == "Letters")
    #expect(try brevo.sender(2)?["email"] == "News@shop.example")
    #expect(try brevo.delete("/senders/2") == .noContent)
    #expect(try brevo.delete("/senders/2") == .notFound("Sender ID not found"))
    #expect(try emails() == ["owner@example.com"])
  }

  @Test func `have numbers that are never given again`() throws {
    #expect(try brevo.addSender("a@shop.example") == 2)
    #expect(try brevo.addSender("b@shop.example") == 3)
    #expect(try brevo.delete("/senders/3") == .noContent)
    #expect(try brevo.addSender("b@shop.example") == 4, "the address may be, though")
    for id in [1, 2, 4] { #expect(try brevo.delete("/senders/\(id)") == .noContent) }
    #expect(try emails() == [])
    #expect(try brevo.addSender("c@shop.example") == 5)
  }

  // MARK: Creation

  @Test(arguments: [
    Case(["name": .null], .missing("name is missing"), "null is absent"),
    Case(["name": " "], .missing("name is missing"), "a blank is nothing"),
    Case(["name": .null, "email": .null], .missing("name is missing"), "the name comes first"),
    Case(["name": []], .invalid("name is not valid"), "a list is no name"),
    Case(["email": .null], .missing("email is missing"), "null is absent"),
    Case(["email": ""], .missing("email is missing"), "empty is missing"),
    Case(["email": "news"], .invalid("email is not valid"), "no address"),
    Case(["email": "News <a@shop.example>"], .invalid("email is not valid"), "no bare address"),
    Case(["email": 7], .invalid("email is not valid"), "a number is no address"),
    Case(["ips": "203.0.113.10"], .invalid("ips is not valid"), "a text is no list"),
    Case(["ips": ["203.0.113.10"]], .invalid("ips is not valid"), "a text is no row"),
    Case(
      ["email": "OWNER@Example.com"],
      .refused(400, "duplicate_parameter", "Sender already exists"), "it is registered"),
  ])
  func `are not created`(_ wrong: Case) throws {
    var body: JSONObject = ["name": "News", "email": "news@shop.example"]
    for (name, value) in wrong.change.members { body[name] = value }
    #expect(try brevo.post("/senders", .object(body)) == wrong.reply)
    #expect(try emails() == ["owner@example.com"])
    #expect(try brevo.notices(to: "news@shop.example").isEmpty)
  }

  // MARK: Changes

  @Test func `may go to a domain that is authenticated`() throws {
    let brevo = try TestClient(world: ["domains": ["shop.example"]])
    let id = try brevo.addSender("news@other.example")
    #expect(try brevo.put("/senders/\(id)", ["email": "news@shop.example"]) == .noContent)
    #expect(try brevo.isActive(id) == true)
    #expect(try brevo.notices(to: "news@shop.example").isEmpty)
    #expect(try brevo.put("/senders/\(id)", ["email": "news@other.example"]) == .noContent)
    #expect(try brevo.isActive(id) == false)
    #expect(try brevo.notices(to: "news@other.example").count == 2)
  }

  @Test func `stay verified if the address is only spelt anew`() throws {
    #expect(try brevo.put("/senders/1", ["email": "Owner@Example.com"]) == .noContent)
    #expect(try brevo.sender(1)?["email"] == "Owner@Example.com")
    #expect(try brevo.isActive(1) == true)
    #expect(try brevo.notices(to: "owner@example.com").isEmpty)
  }

  @Test func `stay as they are if nothing is named`() throws {
    let before = try brevo.get("/senders")
    for body in [[:], ["name": .null], ["active": false], ["id": 7]] as [JSONObject] {
      #expect(try brevo.put("/senders/1", .object(body)) == .noContent)
    }
    #expect(try brevo.send(.put, "/senders/1") == .noContent, "without a body")
    #expect(try brevo.get("/senders") == before)
  }

  @Test(arguments: [
    Case(["name": ""], .missing("name is missing"), "empty is missing"),
    Case(["name": true], .invalid("name is not valid"), "a truth is no name"),
    Case(["email": "owner"], .invalid("email is not valid"), "no address"),
    Case(["ips": [[:]]], .missing("ip is missing in ips"), "an empty row"),
    Case(
      ["name": "Other", "email": "Pending@example.com"],
      .refused(400, "duplicate_parameter", "Sender already exists"), "it is another's"),
  ])
  func `are not changed`(_ wrong: Case) throws {
    let brevo = try TestClient(world: SenderTests.world)
    let before = try brevo.get("/senders")
    #expect(try brevo.put("/senders/1", .object(wrong.change)) == wrong.reply)
    #expect(try brevo.get("/senders") == before)
  }

  @Test func `are found by their numbers`() throws {
    let unknown = TestReply.notFound("Sender ID not found")
    #expect(try brevo.put("/senders/7", ["name": "A"]) == unknown)
    #expect(try brevo.delete("/senders/7") == unknown)
    #expect(try brevo.get("/senders/7/ips") == unknown)
    for id in ["0", "-1", "x", "1.5", "%20", "9223372036854775808"] {
      #expect(
        try brevo.put("/senders/\(id)", ["name": "A"]) == .invalid("senderId is not valid"))
      #expect(try brevo.delete("/senders/\(id)") == .invalid("senderId is not valid"))
      #expect(try brevo.get("/senders/\(id)/ips") == .invalid("senderId is not valid"))
    }
    #expect(
      try brevo.get("/senders/1") == .refused(404, "not_found", "Invalid route/method passed"))
  }

  // MARK: What becomes of them elsewhere

  @Test func `do not send once they are deleted`() throws {
    for policy in [Settings.SenderPolicy.any, .verified] {
      let brevo = try TestClient { $0.senders = policy }
      #expect(try brevo.delete("/senders/1") == .noContent)
      #expect(
        try brevo.post("/smtp/email", Mail.with(["sender": ["id": 1]]))
          == .invalid("Sender is invalid / inactive"))
      try brevo.sendMail(["sender": ["email": "owner@example.com"]])
      #expect(
        try brevo.events(to: "ann@example.com")
          == ["sent", policy == .verified ? "error" : "delivered"])
      let template: JSONObject = [
        "templateName": "T", "subject": "T", "htmlContent": "<p>Hello you</p>",
        "sender": ["id": 1],
      ]
      #expect(
        try brevo.post("/smtp/templates", .object(template))
          == .invalid("Sender is invalid / inactive"))
    }
  }

  @Test func `are those of their account only`() throws {
    let other = brevo.other("another")
    let id = try brevo.addSender("news@shop.example")
    #expect(try emails(of: other) == ["owner@example.com"])
    #expect(try other.validate(id, 123_456) == .notFound("Sender ID not found"))
    #expect(try other.notices(to: "news@shop.example").isEmpty)
    #expect(try other.addSender("news@shop.example") == id, "the address is free there")
    #expect(try other.delete("/senders/1") == .noContent)
    #expect(try emails() == ["owner@example.com", "news@shop.example"])
  }

  @Test func `are there again after the process`() throws {
    let folder = try TemporaryFolder()
    var code: Int64 = 0
    do {
      let brevo = try TestClient(
        world: DedicatedIPTests.world, folder: DataFolder(path: folder.path))
      _ = try brevo.addSender("news@shop.example", DedicatedIPTests.ips([0, 1]))
      _ = try brevo.addSender("old@shop.example", DedicatedIPTests.ips([0]))
      #expect(try brevo.delete("/senders/3") == .noContent)
      code = try brevo.code(to: "news@shop.example")
    }
    let brevo = try TestClient(world: DedicatedIPTests.world, folder: DataFolder(path: folder.path))
    #expect(try emails(of: brevo) == ["owner@example.com", "news@shop.example"])
    #expect(try brevo.get("/senders/2/ips")["ips"]?.array?.count == 2)
    #expect(try brevo.validate(2, code) == .noContent)
    #expect(try brevo.addSender("new@shop.example", DedicatedIPTests.ips([0])) == 4)
  }
}
