import BrevoStore
import JSON
import Testing

@Suite("The sender of a mail") struct SenderTests {
  static let world: JSONObject = [
    "senders": [
      ["id": 1, "name": "Olivia", "email": "owner@example.com"],
      ["id": 2, "name": "Pat", "email": "pending@example.com", "active": false],
    ]
  ]

  /// What becomes of a mail: it is always accepted, and only its events tell.
  static let outcomes: [(Settings.SenderPolicy, JSONObject, String)] = [
    (.any, ["id": 1], "delivered"),
    (.any, ["email": "owner@example.com"], "delivered"),
    (.any, ["email": "OWNER@example.com"], "delivered"),
    (.any, ["email": "stranger@example.com"], "delivered"),
    (.any, ["email": "pending@example.com"], "error"),
    (.any, ["id": 2], "error"),
    (.verified, ["id": 1], "delivered"),
    (.verified, ["email": "owner@example.com"], "delivered"),
    (.verified, ["email": "stranger@example.com"], "error"),
    (.verified, ["email": "pending@example.com"], "error"),
    (.verified, ["id": 2], "error"),
  ]

  func client(_ policy: Settings.SenderPolicy = .any) throws -> TestClient {
    try TestClient(world: Self.world) { $0.senders = policy }
  }

  @Test(arguments: outcomes)
  func `decides whether it arrives`(
    policy: Settings.SenderPolicy, sender: JSONObject, outcome: String
  ) throws {
    let brevo = try client(policy)
    #expect(
      try brevo.post("/smtp/email", Mail.with(["sender": .object(sender)])).status == 201,
      "the call never tells")
    #expect(try brevo.events(to: "ann@example.com") == ["sent", outcome])
  }

  @Test func `is looked up by its number`() throws {
    let brevo = try client()
    try brevo.sendMail(["sender": ["id": 2]])
    #expect(try brevo.rows(to: "ann@example.com").first?["from"] == "pending@example.com")
  }

  @Test(arguments: [Settings.SenderPolicy.any, .verified])
  func `must be one of the account's, if it is named by its number`(
    policy: Settings.SenderPolicy
  ) throws {
    let brevo = try client(policy)
    #expect(
      try brevo.post("/smtp/email", Mail.with(["sender": ["id": 3]]))
        == .invalid("Sender is invalid / inactive"))
    try brevo.expectNoMail()
  }

  @Test(arguments: [
    Case(
      ["sender": ["id": .null, "email": .null]],
      .missing("One of sender email or sender ID is mandatory"), "null is absent"),
    Case(
      ["sender": ["id": 1, "email": ""]],
      .missing("Only one of Sender ID or Sender Email can be passed for the same request"),
      "a blank address is given, if badly"),
    Case(
      ["sender": ["email": "shop@example", "name": ""]], .invalid("valid sender email required"),
      "the address is looked at first"),
    Case(["sender": []], .invalid("sender is not valid"), "a list is no sender"),
    Case(
      ["sender": ["email": ["shop@example.com"]]], .invalid("valid sender email required"),
      "a list is no address"),
  ])
  func `is refused`(_ wrong: Case) throws {
    let brevo = try client()
    #expect(try brevo.post("/smtp/email", Mail.with(wrong.change)) == wrong.reply)
    try brevo.expectNoMail()
  }

  @Test func `has a number that is a positive integer`() throws {
    let brevo = try client()
    for id in [0, -1, "1", 1.5, true] as [JSONValue] {
      let reply = try brevo.post("/smtp/email", Mail.with(["sender": ["id": id]]))
      #expect(reply.status == 400, "\(id.text)")
    }
  }

  @Test func `has a name of at most 70 characters`() throws {
    let brevo = try client()
    func sender(_ count: Int) -> JSONObject {
      let name = String(repeating: "n", count: count)
      return ["sender": ["email": "shop@example.com", "name": .string(name)]]
    }
    try brevo.sendMail(sender(70))
    #expect(try brevo.post("/smtp/email", Mail.with(sender(71)))["code"] == "invalid_parameter")
  }
}
