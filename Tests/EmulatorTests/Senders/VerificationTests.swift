import BrevoStore
import CivilTime
import HTTP
import JSON
import Testing

@Suite("The verification of a sender") struct VerificationTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient()
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
  }

  @Test func `takes the six digits that are mailed to the address`() throws {
    let id = try brevo.addSender("new@shop.example")
    let notice = try #require(try brevo.notices(to: "new@shop.example").first)
    #expect(notice["kind"] == "notice")
    #expect(notice["at"] == "2026-03-15T12:00:00.000Z")
    #expect(try brevo.isActive(id) == false)
    let code = try brevo.code(to: "new@shop.example")
    #expect((100_000...999_999).contains(code))
    #expect(try brevo.validate(id, code) == .noContent)
    #expect(try brevo.isActive(id) == true)
    #expect(try brevo.validate(id, code) == .invalid("Sender is already verified"))
    try brevo.expectNoMail(to: ["new@shop.example"])
  }

  @Test func `fails with any other digits, however often`() throws {
    let id = try brevo.addSender("new@shop.example")
    let code = try brevo.code(to: "new@shop.example")
    for wrong in [100_000, 999_999, code - 1, code + 1] where wrong != code {
      let reply = try brevo.validate(id, min(max(wrong, 100_000), 999_999))
      #expect(reply == .invalid("Invalid OTP code provided"))
    }
    #expect(try brevo.isActive(id) == false)
    #expect(try brevo.validate(id, code) == .noContent, "the number of tries is not limited")
  }

  @Test func `has a code of its own for each sender`() throws {
    let ids = try (1...20).map { try brevo.addSender("\($0)@shop.example") }
    let codes = try (1...20).map { try brevo.code(to: "\($0)@shop.example") }
    #expect(Set(codes).count > 15)
    #expect(try brevo.validate(ids[0], codes[1]) == .invalid("Invalid OTP code provided"))
    #expect(try brevo.validate(ids[1], codes[1]) == .noContent)
    #expect(try brevo.isActive(ids[0]) == false)
  }

  @Test(
    arguments: [(3599, true, "the last second"), (3600, false, "an hour")]
      as [(Int64, Bool, String)])
  func `is possible for an hour of the account's clock`(
    seconds: Int64, isPossible: Bool, reason: String
  ) throws {
    let id = try brevo.addSender("new@shop.example")
    let code = try brevo.code(to: "new@shop.example")
    try brevo.advance(seconds: seconds)
    let reply = try brevo.validate(id, code)
    #expect(reply == (isPossible ? .noContent : .invalid("OTP code has expired")), "\(reason)")
    #expect(try brevo.isActive(id) == isPossible)
  }

  @Test func `is not needed in an authenticated domain`() throws {
    let brevo = try TestClient(world: ["domains": ["Shop.example"]])
    let reply = try brevo.post("/senders", ["name": "Shop", "email": "news@SHOP.example"])
    #expect(reply == .created(["id": 2, "spfError": false, "dkimError": false]))
    #expect(try brevo.isActive(2) == true)
    #expect(try brevo.notices(to: "news@shop.example").isEmpty)
    #expect(try brevo.validate(2, 123_456) == .invalid("Sender is already verified"))
  }

  @Test func `takes a fixed code where the settings have one`() throws {
    let brevo = try TestClient(world: [
      "settings": ["otp": 654_321],
      "senders": [["id": 1, "name": "Pat", "email": "pending@example.com", "active": false]],
    ])
    #expect(try brevo.validate(1, 654_321) == .noContent, "it was mailed no code, but this is it")
    let id = try brevo.addSender("new@shop.example")
    #expect(try brevo.code(to: "new@shop.example") == 654_321)
    #expect(try brevo.validate(id, 123_456) == .invalid("Invalid OTP code provided"))
    #expect(try brevo.validate(id, 654_321) == .noContent)
  }

  @Test func `begins anew with a new address`() throws {
    let id = try brevo.addSender("old@shop.example")
    let old = try brevo.code(to: "old@shop.example")
    #expect(try brevo.put("/senders/\(id)", ["email": "new@shop.example"]) == .noContent)
    let new = try brevo.code(to: "new@shop.example")
    if old != new { #expect(try brevo.validate(id, old) == .invalid("Invalid OTP code provided")) }
    #expect(try brevo.validate(id, new) == .noContent)
  }

  @Test func `lets a sender write templates`() throws {
    let id = try brevo.addSender("new@shop.example")
    let template: JSONValue = [
      "templateName": "T", "subject": "T", "htmlContent": "<p>Hello you</p>",
      "sender": ["email": "new@shop.example"],
    ]
    #expect(
      try brevo.post("/smtp/templates", template) == .invalid("Sender is invalid / inactive"))
    try brevo.sendMail(["sender": ["email": "new@shop.example"]])
    #expect(try brevo.events(to: "ann@example.com") == ["sent", "error"])
    #expect(try brevo.validate(id, brevo.code(to: "new@shop.example")) == .noContent)
    #expect(try brevo.post("/smtp/templates", template).status == 201)
    try brevo.sendMail(["sender": ["id": .int(id)], "to": [["email": "bob@example.com"]]])
    #expect(try brevo.events(to: "bob@example.com") == ["sent", "delivered"])
  }

  @Test(arguments: [
    Case([:], .missing("otp is missing"), "it must be there"),
    Case(["otp": ""], .missing("otp is missing"), "empty is missing"),
    Case(["otp": "123456"], .invalid("otp is not valid"), "a text is no number"),
    Case(["otp": 123456.5], .invalid("otp is not valid"), "a fraction is none"),
    Case(["otp": 99_999], .outOfRange("otp is not valid"), "five digits"),
    Case(["otp": 1_000_000], .outOfRange("otp is not valid"), "seven digits"),
    Case(["otp": -123_456], .outOfRange("otp is not valid"), "less than nothing"),
  ])
  func `is refused`(_ wrong: Case) throws {
    let id = try brevo.addSender("new@shop.example")
    #expect(try brevo.put("/senders/\(id)/validate", .object(wrong.change)) == wrong.reply)
    #expect(try brevo.put("/senders/7/validate", .object(wrong.change)) == wrong.reply)
    #expect(try brevo.isActive(id) == false)
  }

  @Test func `is of senders that there are`() throws {
    #expect(try brevo.validate(7, 123_456) == .notFound("Sender ID not found"))
    for id in ["0", "-1", "x", "1.5"] {
      #expect(
        try brevo.put("/senders/\(id)/validate", ["otp": 123_456])
          == .invalid("senderId is not valid"))
    }
  }
}

/// What the tests do with senders.
extension TestClient {
  /// Creates a sender, and answers its number.
  func addSender(_ email: String, _ more: JSONObject = [:]) throws -> Int64 {
    var body: JSONObject = ["name": "Somebody", "email": .string(email)]
    for (name, value) in more.members { body[name] = value }
    let reply = try post("/senders", .object(body))
    return try #require(reply["id"]?.int, "\(reply)")
  }

  func senders(_ query: String = "") throws -> [JSONObject] {
    try get("/senders" + query)["senders"]?.array?.compactMap(\.object) ?? []
  }

  func sender(_ id: Int64) throws -> JSONObject? {
    try senders().first { $0["id"] == .int(id) }
  }

  func isActive(_ id: Int64) throws -> Bool? { try sender(id)?["active"]?.bool }

  func validate(_ id: Int64, _ code: Int64) throws -> TestReply {
    try put("/senders/\(id)/validate", ["otp": .int(code)])
  }

  /// What the service itself wrote to an address.
  func notices(to address: String) throws -> [JSONObject] {
    try control(.get, "/messages?to=\(address)")["messages"]?.array?.compactMap(\.object) ?? []
  }

  /// The digits of the last code that was mailed to an address.
  func code(to address: String) throws -> Int64 {
    let text = try #require(try notices(to: address).last?["text"]?.string, "no mail to \(address)")
    let digits = try #require(text.firstMatch(of: /\b\d{6}\b/)?.0, "no code in \(text)")
    return try #require(Int64(digits))
  }
}
