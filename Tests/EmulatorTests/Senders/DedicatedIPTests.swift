import BrevoStore
import JSON
import Testing

@Suite("Dedicated IPs") struct DedicatedIPTests {
  static let addresses = [
    "203.0.113.100", "203.0.113.101", "2001:DB8::1", "203.0.113.103", "203.0.113.104",
    "203.0.113.105",
  ]

  static let world: JSONObject = [
    "dedicatedIps": .array(
      addresses.enumerated().map { index, ip in
        [
          "id": .int(Int64(index) + 3), "ip": .string(ip), "domain": "Mail\(index).shop.example",
          "active": .bool(index != 2),
        ]
      })
  ]

  /// Rows of `ips`: the places of addresses, each with a weight if there are any.
  static func ips(_ places: [Int], weights: [JSONValue] = []) -> JSONObject {
    [
      "ips": .array(
        places.enumerated().map { index, place in
          [
            "ip": .string(addresses[place]), "domain": "mail\(place).shop.example",
            "weight": weights.indices.contains(index) ? weights[index] : nil,
          ]
        })
    ]
  }

  let brevo: TestClient

  init() throws { brevo = try TestClient(world: Self.world) }

  func weights(_ id: Int64) throws -> [Int64] {
    try brevo.get("/senders/\(id)/ips")["ips"]?.array?.compactMap { $0.object?["weight"]?.int }
      ?? []
  }

  @Test func `are listed with their state`() throws {
    let ips = try #require(try brevo.get("/senders/ips")["ips"]?.array)
    #expect(ips.count == 6)
    #expect(
      ips[0] == ["id": 3, "ip": "203.0.113.100", "active": true, "domain": "mail0.shop.example"])
    #expect(
      ips[2] == ["id": 5, "ip": "2001:db8::1", "active": false, "domain": "mail2.shop.example"])
    #expect(try TestClient().get("/senders/ips") == .ok(["ips": []]), "a standard account")
  }

  @Test func `are shown with a sender, and with numbers where they are asked for`() throws {
    let id = try brevo.addSender("a@b.example", Self.ips([1, 0], weights: [30, 70]))
    let first: JSONObject = ["ip": "203.0.113.101", "domain": "mail1.shop.example", "weight": 30]
    #expect(try brevo.sender(id)?["ips"]?.array?.first == .object(first))
    #expect(
      try brevo.get("/senders/\(id)/ips")["ips"]?.array?.last
        == ["id": 3, "ip": "203.0.113.100", "domain": "mail0.shop.example", "weight": 70])
    #expect(try brevo.get("/senders/1/ips") == .ok(["ips": []]))
  }

  @Test(
    arguments: [
      (1, [100]), (2, [50, 50]), (3, [34, 33, 33]), (4, [25, 25, 25, 25]),
      (5, [20, 20, 20, 20, 20]), (6, [20, 16, 16, 16, 16, 16]),
    ] as [(Int, [Int64])])
  func `share a sender's mail equally unless they have weights`(
    count: Int, expected: [Int64]
  ) throws {
    let id = try brevo.addSender("a@b.example", Self.ips(Array(0..<count)))
    #expect(try weights(id) == expected)
    #expect(expected.reduce(0, +) == 100)
  }

  @Test func `of a sender are replaced together`() throws {
    let id = try brevo.addSender("a@b.example", Self.ips([0, 1], weights: [1, 99]))
    #expect(try brevo.put("/senders/\(id)", ["name": "B"]) == .noContent)
    #expect(try weights(id) == [1, 99])
    #expect(try brevo.put("/senders/\(id)", .object(Self.ips([2]))) == .noContent)
    #expect(try weights(id) == [100])
    #expect(try brevo.put("/senders/\(id)", ["ips": []]) == .noContent)
    #expect(try weights(id) == [])
  }

  static let refusals: [Case] = [
    Case([:], .missing("ips is missing"), "a new sender needs one"),
    Case(["ips": []], .missing("ips is missing"), "none is none"),
    Case(["ips": [["domain": "a.b"]]], .missing("ip is missing in ips"), "no IP"),
    Case(["ips": [["ip": "a.b"]]], .invalid("ip is not valid in ips"), "a name is no IP"),
    Case(["ips": [["ip": "1.2.3.4"]]], .missing("domain is missing in ips"), "no domain"),
    Case(
      ["ips": [["ip": "1.2.3.4", "domain": "b"]]], .invalid("domain is not valid in ips"),
      "no domain name"),
    Case(
      ["ips": [["ip": "1.2.3.4", "domain": "a.b"]]],
      .invalid("ip is not a dedicated IP of your account"), "of somebody else"),
    Case(
      ["ips": [["ip": "203.0.113.100", "domain": "a.b"]]],
      .invalid("domain is not the domain of the ip"), "of another IP"),
    Case(
      ips([0, 1], weights: [50, 49]), .invalid("The sum of all IP weights must equal 100"), "99"),
    Case(
      ips([0, 1], weights: [50, 51]), .invalid("The sum of all IP weights must equal 100"), "101"),
    Case(ips([0], weights: [99]), .invalid("The sum of all IP weights must equal 100"), "alone"),
    Case(
      ips([0, 1], weights: [100]),
      .invalid("weight should be passed for either all or none of the ips"), "not for the second"),
    Case(
      ips([0, 1], weights: [.null, 100]),
      .invalid("weight should be passed for either all or none of the ips"), "not for the first"),
    Case(ips([0, 1], weights: [0, 100]), .outOfRange("weight is not valid in ips"), "too small"),
    Case(ips([0], weights: [101]), .outOfRange("weight is not valid in ips"), "too large"),
    Case(ips([0], weights: ["100"]), .invalid("weight is not valid in ips"), "a text"),
    Case(ips([0], weights: [99.5]), .invalid("weight is not valid in ips"), "a fraction"),
    Case(ips([2, 2]), .invalid("ip should not be repeated in ips"), "twice"),
  ]

  @Test(arguments: refusals) func `are refused`(_ wrong: Case) throws {
    var body: JSONObject = ["name": "News", "email": "news@shop.example"]
    for (name, value) in wrong.change.members { body[name] = value }
    #expect(try brevo.post("/senders", .object(body)) == wrong.reply)
    #expect(try brevo.senders().count == 1)
    #expect(try brevo.notices(to: "news@shop.example").isEmpty)
  }

  @Test(arguments: refusals.dropFirst(2)) func `are refused in a change, too`(
    _ wrong: Case
  ) throws {
    let id = try brevo.addSender("a@b.example", Self.ips([0, 1], weights: [40, 60]))
    let before = try brevo.get("/senders")
    var body = wrong.change
    body["email"] = "new@b.example"
    #expect(try brevo.put("/senders/\(id)", .object(body)) == wrong.reply)
    #expect(try brevo.get("/senders") == before)
    #expect(try brevo.notices(to: "new@b.example").isEmpty, "no code is mailed for nothing")
  }

  @Test(
    arguments: [
      ("ip=203.0.113.101", ["b@b.example"], "one sender's"),
      ("ip=203.0.113.100", ["a@a.example", "b@b.example"], "two senders'"),
      ("ip=2001%3ADB8%3A%3A1", ["a@a.example"], "in capitals"),
      ("ip=203.0.113.103", [], "nobody's"), ("ip=1.2.3.4", [], "unknown"),
      ("domain=a.example", ["a@a.example"], "of the address"),
      ("domain=B.Example", ["b@b.example"], "in capitals"),
      ("domain=mail1.shop.example", ["b@b.example"], "of an IP"),
      ("domain=example", nil, "one label"), ("domain=shop.example", [], "above that of an IP"),
      ("ip=203.0.113.100&domain=b.example", ["b@b.example"], "both"),
      ("ip=203.0.113.101&domain=a.example", [], "not both"),
      ("ip=localhost", nil, "no IP"), ("ip=", nil, "empty"),
    ] as [(String, [String]?, String)])
  func `and domains narrow the list of senders`(
    query: String, found: [String]?, reason: String
  ) throws {
    _ = try brevo.addSender("a@a.example", Self.ips([0, 2]))
    _ = try brevo.addSender("b@b.example", Self.ips([0, 1]))
    let reply = try brevo.get("/senders?" + query)
    #expect(reply.status == (found == nil ? 400 : 200), "\(reason)")
    let emails = reply["senders"]?.array?.compactMap { $0.object?["email"]?.string }
    #expect(emails == found, "\(reason)")
  }

  @Test func `may be any where references are lenient`() throws {
    let brevo = try TestClient { $0.hasLenientReferences = true }
    let ips: JSONValue = [["ip": "1.2.3.4", "domain": "mail.example"]]
    let id = try brevo.addSender("a@a.example", ["ips": ips])
    #expect(
      try brevo.get("/senders/\(id)/ips")
        == .ok([
          "ips": [["id": 1, "ip": "1.2.3.4", "domain": "mail.example", "weight": 100]]
        ]))
    #expect(try brevo.get("/senders/ips")["ips"]?.array?.count == 1, "it is the account's now")
    _ = try brevo.addSender("b@a.example")
    #expect(
      try brevo.put("/senders/\(id)", ["ips": [["ip": "1.2.3.4", "domain": "a"]]])
        == .invalid("domain is not valid in ips"), "but not anything")
  }
}
