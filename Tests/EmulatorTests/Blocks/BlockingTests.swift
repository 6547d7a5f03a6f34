import CivilTime
import HTTP
import JSON
import Testing

/// A recipient that is blocked is never refused: the mail is accepted, and fails by event.
@Suite("A blocked recipient") struct BlockingTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient(
      world: [
        "senders": [
          ["id": 1, "name": "Owner", "email": "owner@example.com"],
          ["id": 2, "name": "New", "email": "new@example.com", "active": false],
        ],
        "blockedContacts": [
          ["email": "all@example.com"],
          ["email": "shop@customer.example", "senderEmail": "shop@example.com"],
        ],
        "blockedDomains": ["blocked.example"],
      ])
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
  }

  func send(to address: String, from sender: String = "shop@example.com") throws {
    try brevo.sendMail(["sender": ["email": .string(sender)], "to": [["email": .string(address)]]])
  }

  static let delivered = ["requests", "delivered"]
  static let blocked = ["requests", "blocked"]

  @Test(arguments: [
    ("ann@example.com", "shop@example.com", delivered, "nobody blocked her"),
    ("all@example.com", "shop@example.com", blocked, "blocked for every sender"),
    ("all@example.com", "news@example.com", blocked, "blocked for every sender"),
    ("ALL@Example.COM", "shop@example.com", blocked, "in either case of letters"),
    ("all+1@example.com", "shop@example.com", delivered, "another address"),
    ("shop@customer.example", "shop@example.com", blocked, "blocked for this sender"),
    ("shop@customer.example", "SHOP@example.com", blocked, "the sender in capitals"),
    ("shop@customer.example", "news@example.com", delivered, "blocked for another sender"),
    ("ann@blocked.example", "shop@example.com", blocked, "her domain is blocked"),
    ("ann@BLOCKED.Example", "shop@example.com", blocked, "her domain in capitals"),
    ("ann@mail.blocked.example", "shop@example.com", delivered, "another domain (assumed)"),
    ("ann@unblocked.example", "shop@example.com", delivered, "it only ends alike"),
    ("all@example.com", "new@example.com", ["requests", "error"], "the sender comes first"),
  ])
  func `gets 201 and an event`(
    address: String, sender: String, events: [String], reason: String
  ) throws {
    try send(to: address, from: sender)
    #expect(try brevo.eventKinds(to: address) == events, "\(reason)")
  }

  @Test func `does not hinder the other recipients of the mail`() throws {
    try brevo.sendMail([
      "to": [["email": "all@example.com"], ["email": "ann@example.com"]],
      "cc": [["email": "cc@blocked.example"]], "bcc": [["email": "bcc@example.com"]],
    ])
    #expect(try brevo.eventKinds(to: "all@example.com") == Self.blocked)
    #expect(try brevo.eventKinds(to: "ann@example.com") == Self.delivered)
    #expect(try brevo.eventKinds(to: "cc@blocked.example") == Self.blocked)
    #expect(try brevo.eventKinds(to: "bcc@example.com") == Self.delivered)
  }

  @Test func `is still in the log, and its mail can be read`() throws {
    try send(to: "all@example.com")
    let content = try brevo.content(to: "all@example.com")
    #expect(content["body"] == "<p>Thank you</p>")
    #expect(try brevo.events(to: "all@example.com") == ["sent", "blocked"])
  }

  @Test func `is judged when a scheduled mail leaves`() throws {
    let later: JSONObject = [
      "scheduledAt": "2026-03-16T12:00:00Z", "to": [["email": "hard-bounce@magic.test"]],
    ]
    try brevo.sendMail(later)
    try send(to: "hard-bounce@magic.test")
    try brevo.freeze(at: .text("2026-03-16T12:00:00Z"))
    #expect(
      try brevo.eventKinds(to: "hard-bounce@magic.test")
        == ["requests", "hardBounces", "requests", "blocked"])
  }

  @Test func `may be unblocked before a scheduled mail leaves`() throws {
    try brevo.sendMail([
      "scheduledAt": "2026-03-16T12:00:00Z", "to": [["email": "all@example.com"]],
    ])
    #expect(try brevo.delete("/smtp/blockedContacts/all@example.com") == .noContent)
    try brevo.freeze(at: .text("2026-03-16T12:00:00Z"))
    #expect(try brevo.eventKinds(to: "all@example.com") == Self.delivered)
  }

  @Test func `gets mail again once it is unblocked, for every sender and reason`() throws {
    let address = "unsubscribed@magic.test"
    for sender in ["shop@example.com", "news@example.com"] { try send(to: address, from: sender) }
    #expect(
      try brevo.blocked().suffix(2)
        == ["\(address) shop@example.com", "\(address) news@example.com"])
    #expect(try brevo.delete("/smtp/blockedContacts/\(address.uppercased())") == .noContent)
    #expect(try brevo.blocked() == ["all@example.com", "shop@customer.example shop@example.com"])
    try brevo.advance(seconds: 1)
    try send(to: address)
    #expect(
      try brevo.eventKinds(to: address).suffix(3) == ["requests", "delivered", "unsubscribed"])
  }

  @Test func `stays blocked by its domain when it is unblocked itself`() throws {
    try send(to: "hard-bounce@magic.test")
    #expect(try brevo.post("/smtp/blockedDomains", ["domain": "magic.test"]) == .created())
    #expect(try brevo.delete("/smtp/blockedContacts/hard-bounce@magic.test") == .noContent)
    try send(to: "hard-bounce@magic.test")
    #expect(try brevo.eventKinds(to: "hard-bounce@magic.test").last == "blocked")
    #expect(try brevo.delete("/smtp/blockedDomains/magic.test") == .noContent)
    try send(to: "hard-bounce@magic.test")
    #expect(try brevo.eventKinds(to: "hard-bounce@magic.test").last == "hardBounces")
  }

  @Test func `is blocked in its own account only`() throws {
    try send(to: "hard-bounce@magic.test")
    let other = brevo.other("another")
    #expect(try other.blocked() == ["all@example.com", "shop@customer.example shop@example.com"])
    #expect(
      try other.delete("/smtp/blockedContacts/hard-bounce@magic.test")
        == .notFound("Contact email not found"))
  }

  @Test func `blacklisted for campaigns still gets transactional mail`() throws {
    let brevo = try TestClient(world: [
      "contacts": [["email": "ann@example.com", "emailBlacklisted": true]]
    ])
    try brevo.sendMail()
    #expect(try brevo.eventKinds(to: "ann@example.com") == Self.delivered)
    #expect(try brevo.blocked() == [])
  }
}

@Suite("The list of blocks") struct BlockListTests {
  static let world: JSONObject = [
    "blockedContacts": .array(
      (0..<120).map { number in
        [
          "email": .string("\(number)@example.com"),
          "senderEmail": number % 3 == 0 ? .null : .string("\(number % 3)@shop.example"),
        ]
      })
  ]
  let brevo: TestClient

  init() throws { brevo = try TestClient(world: Self.world) }

  @Test(arguments: [
    ("", 50, "fifty are the usual page"), ("limit=100", 100, "the largest page"),
    ("limit=100&offset=100", 20, "the rest"), ("offset=119", 1, "the last one"),
    ("offset=120", 0, "beyond the end"), ("offset=9223372036854775807", 0, "far beyond the end"),
  ])
  func `comes in pages, and always counts them all`(
    query: String, rows: Int, reason: String
  ) throws {
    let reply = try brevo.get("/smtp/blockedContacts?\(query)")
    #expect(reply["count"] == 120)
    #expect(reply["contacts"]?.array?.count == rows, "\(reason)")
  }

  @Test func `shows each block on one page only`() throws {
    var seen: [String] = []
    for offset in stride(from: 0, to: 120, by: 7) {
      seen += try brevo.blocked("limit=7&offset=\(offset)")
    }
    #expect(seen.count == 120)
    #expect(Set(seen).count == 120)
    #expect(seen.first == "0@example.com")
  }

  @Test func `has the blocks of all senders beside those of one`() throws {
    let reply = try brevo.get("/smtp/blockedContacts?senders=1@shop.example&limit=100")
    #expect(reply["count"] == 80)
    let senders = reply["contacts"]?.array?.compactMap { $0.object?["senderEmail"]?.string } ?? []
    #expect(Set(senders) == ["", "1@shop.example"])
  }

  @Test func `takes as many senders as a request line holds`() throws {
    let senders = (0..<2000).map { "\($0)@a.b" } + ["1@shop.example"]
    let reply = try brevo.get("/smtp/blockedContacts?senders=\(senders.joined(separator: ","))")
    #expect(reply["count"] == 80)
  }

  @Test func `is not changed by refused calls`() throws {
    let before = try brevo.get("/smtp/blockedContacts?limit=100")
    for path in ["nobody@example.com", "nobody", "1@", "%20"] {
      #expect([400, 404].contains(try brevo.delete("/smtp/blockedContacts/\(path)").status))
    }
    for body: JSONValue in [
      ["startDate": "2026-03-16", "endDate": "2026-03-15"], ["contactEmail": "1"],
      ["endDate": "soon"],
    ] {
      #expect(try brevo.post("/smtp/deleteHardbounces", body).status == 400)
    }
    #expect(try brevo.get("/smtp/blockedContacts?limit=100") == before)
  }

  @Test func `keeps the first block of an address and a sender`() throws {
    let brevo = try TestClient(world: [
      "blockedContacts": [
        ["email": "ann@example.com", "reason": "hardBounce"],
        ["email": "ANN@example.com", "reason": "adminBlocked"],
        ["email": "ann@example.com", "senderEmail": "shop@example.com"],
      ]
    ])
    #expect(try brevo.blocked() == ["ann@example.com", "ann@example.com shop@example.com"])
  }
}
