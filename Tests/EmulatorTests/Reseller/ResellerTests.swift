import BrevoAPI
import BrevoStore
import HTTP
import JSON
import TestSupport
import Testing

@Suite("A reseller") struct ResellerTests {
  static let world: JSONObject = [
    "settings": ["reseller": true],
    "dedicatedIps": [
      ["id": 1, "ip": "203.0.113.10", "domain": "mail.example.com"],
      ["id": 2, "ip": "2001:db8::1", "domain": "post.example.com"],
    ],
    "children": [
      [
        "id": 7, "key": "xkeysib-one", "email": "one@example.com", "companyName": "One",
        "domains": [["domain": "A.example"], ["domain": "b.example", "active": false]],
        "ips": ["203.0.113.10"],
      ],
      ["id": 8, "key": "xkeysib-two"],
    ],
  ]

  let brevo: TestClient

  init() throws { brevo = try TestClient(world: Self.world) }

  static let unknown = TestReply.notFound("Child auth key or child id not found")
  static let noReseller = TestReply.refused(
    403, "reseller_permission_denied", "Current account is not a reseller")

  /// All five operations on a child, with what each needs to succeed.
  static func operations(
    _ child: String
  ) -> [(method: HTTPMethod, path: String, body: JSONValue?, success: Int)] {
    let path = "/reseller/children/\(child)"
    return [
      (.post, "\(path)/domains", ["domain": "new.example"], 201),
      (.put, "\(path)/domains/new.example", ["domain": "newer.example"], 204),
      (.delete, "\(path)/domains/newer.example", nil, 204),
      (.post, "\(path)/ips/associate", ["ip": "2001:DB8::1"], 204),
      (.post, "\(path)/ips/dissociate", ["ip": "2001:db8::1"], 204),
    ]
  }

  @Test(arguments: ["7", "007", "xkeysib-one", "xkeysib%2Done"])
  func `acts for a child that is named by number or key`(child: String) throws {
    let before = try brevo.children()
    for (method, path, body, success) in Self.operations(child) {
      #expect(try brevo.send(method, path, body).status == success, "\(method) \(path)")
    }
    #expect(try brevo.children() == before, "all was undone")
  }

  @Test(arguments: [
    "9", "0", "-7", "xkeysib-three", "XKEYSIB-ONE", "one@example.com", "99999999999999999999", "٧",
  ])
  func `has no other children`(child: String) throws {
    let path = PercentEncoding.encode(child)
    for (method, path, body, _) in Self.operations(path) {
      #expect(try brevo.send(method, path, body) == Self.unknown, "\(method) \(path)")
    }
  }

  @Test(arguments: [false, true])
  func `is what an account must have been made`(hasChildren: Bool) throws {
    var world = hasChildren ? Self.world : [:]
    world["settings"] = [:]
    let brevo = try TestClient(world: world)
    let before = try brevo.children()
    for (method, path, body, _) in Self.operations("7") {
      let refusal = path.contains("/ips/") ? Self.unknown : Self.noReseller
      #expect(try brevo.send(method, path, body) == refusal, "\(method) \(path)")
    }
    #expect(
      try brevo.post("/reseller/children/7/domains", [:]) == Self.noReseller,
      "before the body is looked at")
    #expect(
      try brevo.post("/reseller/children/7/ips/associate", [:]) == .missing("ip is missing"),
      "after the body is looked at")
    #expect(try brevo.children() == before)
  }

  // MARK: Domains

  @Test func `adds, renames and deletes the domains of a child`() throws {
    #expect(try brevo.domains(7) == ["a.example": true, "b.example": false])
    let path = "/reseller/children/7/domains"
    #expect(try brevo.post(path, ["domain": "C.Example"]) == .created())
    #expect(try brevo.domains(7)["c.example"] == false, "it is not verified yet")
    #expect(try brevo.put("\(path)/A.example", ["domain": "D.example"]) == .noContent)
    #expect(
      try brevo.domains(7) == ["d.example": false, "b.example": false, "c.example": false],
      "neither is one with a new name")
    #expect(try brevo.delete("\(path)/B.EXAMPLE") == .noContent)
    #expect(try brevo.domains(7) == ["d.example": false, "c.example": false])
    #expect(try brevo.domains(8) == [:])
  }

  @Test func `may rename a domain to itself, and changes nothing`() throws {
    let path = "/reseller/children/7/domains/a.example"
    #expect(try brevo.put(path, ["domain": "A.Example"]) == .noContent)
    #expect(try brevo.domains(7)["a.example"] == true)
  }

  static let exists = TestReply.refused(
    400, "duplicate_parameter", "Domain already exists in your account")

  @Test(arguments: [
    Case([:], .missing("domain is missing"), "none"),
    Case(["domain": .null], .missing("domain is missing"), "null is absent"),
    Case(["domain": "  "], .missing("domain is missing"), "a blank is nothing"),
    Case(["domain": "example"], .invalid("domain is not valid"), "one label"),
    Case(["domain": "ann@c.example"], .invalid("domain is not valid"), "an address"),
    Case(["domain": ["c.example"]], .invalid("domain is not valid"), "a list"),
    Case(["domain": "B.example"], exists, "the child has it"),
  ])
  func `is refused a domain`(_ wrong: Case) throws {
    let before = try brevo.children()
    let path = "/reseller/children/7/domains"
    #expect(try brevo.post(path, .object(wrong.change)) == wrong.reply)
    #expect(try brevo.put("\(path)/a.example", .object(wrong.change)) == wrong.reply)
    #expect(try brevo.children() == before)
  }

  @Test(arguments: [
    ("c.example", TestReply.notFound("Domain does not exist"), "nobody's"),
    ("example", .invalid("domainName is not valid"), "one label"),
    ("a%2", .invalid("domainName is not valid"), "broken"),
    ("%20", .missing("domainName is missing"), "a blank"),
  ])
  func `finds only domains that the child has`(
    name: String, refusal: TestReply, reason: String
  ) throws {
    let before = try brevo.children()
    let path = "/reseller/children/7/domains/\(name)"
    #expect(try brevo.delete(path) == refusal, "\(reason)")
    #expect(try brevo.put(path, ["domain": "d.example"]) == refusal, "\(reason)")
    #expect(try brevo.children() == before)
  }

  // MARK: IPs

  @Test func `lends its IPs to children, one to several`() throws {
    let ip: JSONValue = ["ip": "203.0.113.10"]
    #expect(try brevo.post("/reseller/children/8/ips/associate", ip) == .noContent)
    #expect(try brevo.ips(7) == ["203.0.113.10"])
    #expect(try brevo.ips(8) == ["203.0.113.10"])
    #expect(
      try brevo.post("/reseller/children/8/ips/associate", ["ip": "2001:DB8::1"]) == .noContent)
    #expect(try brevo.ips(8) == ["203.0.113.10", "2001:db8::1"])
    #expect(try brevo.post("/reseller/children/7/ips/dissociate", ip) == .noContent)
    #expect(try brevo.ips(7) == [])
    #expect(try brevo.ips(8).count == 2)
    #expect(try brevo.get("/senders/ips")["ips"]?.array?.count == 2, "they stay the reseller's")
  }

  static let wrongIPs: [(body: JSONObject, associate: TestReply, dissociate: TestReply)] = [
    ([:], .missing("ip is missing"), .missing("ip is missing")),
    (["ip": ""], .missing("ip is missing"), .missing("ip is missing")),
    (["ip": "203.0.113"], .invalid("ip is not valid"), .invalid("ip is not valid")),
    (["ip": 1], .invalid("ip is not valid"), .invalid("ip is not valid")),
    (
      ["ip": "123.98.689.7"], .invalid("ip is not a dedicated IP of your account"),
      .invalid("ip is not associated to the child")
    ),
    (
      ["ip": "203.0.113.10"],
      .refused(400, "duplicate_parameter", "ip is already associated to the child"),
      .noContent
    ),
    (["ip": "2001:db8::1"], .noContent, .invalid("ip is not associated to the child")),
  ]

  @Test(arguments: wrongIPs)
  func `is refused IPs that are not so`(
    body: JSONObject, associate: TestReply, dissociate: TestReply
  ) throws {
    let other = brevo.other("another")
    let path = "/reseller/children/7/ips"
    #expect(try brevo.post("\(path)/associate", .object(body)) == associate)
    #expect(try other.post("\(path)/dissociate", .object(body)) == dissociate)
  }

  @Test func `may lend any IP where references are lenient`() throws {
    let brevo = try TestClient(world: Self.world) { $0.hasLenientReferences = true }
    let path = "/reseller/children/8/ips"
    #expect(try brevo.post("\(path)/associate", ["ip": "1.2.3.4"]) == .noContent)
    #expect(try brevo.ips(8) == ["1.2.3.4"])
    #expect(
      try brevo.post("\(path)/dissociate", ["ip": "1.2.3.5"])
        == .invalid("ip is not associated to the child"))
  }

  // MARK: Its account

  @Test func `is any account whose key says so, and has a child to try things with`() throws {
    let brevo = try TestClient().other("reseller-of-tests")
    let children = try brevo.children()
    #expect(children.count == 1)
    let child = try #require(children.first?.object)
    #expect(child["id"] == 1)
    let key = try #require(child["key"]?.string)
    #expect(key.wholeMatch(of: /xkeysib-[0-9a-f]{64}-[0-9A-Za-z]{16}/) != nil)
    #expect(
      try brevo.get("/senders/ips")
        == .ok([
          "ips": [
            ["id": 1, "ip": "203.0.113.10", "active": true, "domain": "mail.example.com"]
          ]
        ]))
    for name in ["1", key] {
      for (method, path, body, success) in Self.operations(name) where !path.contains("/ips/") {
        #expect(try brevo.send(method, path, body).status == success, "\(method) \(path)")
      }
    }
    let ip: JSONValue = ["ip": "203.0.113.10"]
    #expect(try brevo.ips(1) == [], "nobody has it yet")
    #expect(try brevo.post("/reseller/children/1/ips/associate", ip) == .noContent)
    #expect(try brevo.post("/reseller/children/1/ips/dissociate", ip) == .noContent)
  }

  @Test func `shares nothing with another`() throws {
    let (one, two) = (brevo.other("reseller one"), brevo.other("reseller two"))
    #expect(try one.delete("/reseller/children/7/domains/a.example") == .noContent)
    #expect(
      try one.post("/reseller/children/8/ips/associate", ["ip": "203.0.113.10"]).status == 204)
    #expect(try two.children() == brevo.children())
    #expect(try two.ips(8) == [])
  }

  @Test func `has what the world gives it, if its key says so`() throws {
    let plain = try TestClient(world: ["dedicatedIps": [], "emailCredits": 1])
    let brevo = plain.other("reseller")
    #expect(try brevo.get("/senders/ips") == .ok(["ips": []]))
    #expect(try brevo.children().count == 1)
    #expect(
      try brevo.post("/reseller/children/1/ips/associate", ["ip": "203.0.113.10"])
        == .invalid("ip is not a dedicated IP of your account"))
    try brevo.sendMail()
    #expect(try brevo.post("/smtp/email", Mail.with())["code"] == "not_enough_credits")
    #expect(try plain.children().isEmpty)
  }

  @Test func `is one again after the process`() throws {
    let folder = try TemporaryFolder()
    do {
      let brevo = try TestClient(folder: DataFolder(path: folder.path)).other("reseller")
      #expect(try brevo.post("/reseller/children/1/domains", ["domain": "a.example"]) == .created())
      #expect(
        try brevo.post("/reseller/children/1/ips/associate", ["ip": "203.0.113.10"]).status == 204)
    }
    let brevo = try TestClient(folder: DataFolder(path: folder.path)).other("reseller")
    #expect(try brevo.domains(1) == ["a.example": false])
    #expect(try brevo.ips(1) == ["203.0.113.10"])
  }
}

/// What the tests read of children.
extension TestClient {
  func children() throws -> [JSONValue] {
    let reply = try control(.get, "/children")
    return try #require(reply["children"]?.array, "\(reply)")
  }

  private func child(_ id: Int64) throws -> JSONObject {
    try #require(try children().compactMap(\.object).first { $0["id"] == .int(id) })
  }

  /// Whether each of a child's domains is verified.
  func domains(_ child: Int64) throws -> [String: Bool] {
    let domains = try self.child(child)["domains"]?.array?.compactMap(\.object) ?? []
    return Dictionary(
      uniqueKeysWithValues: domains.map { ($0["domain"]?.string ?? "", $0["active"] == true) })
  }

  func ips(_ child: Int64) throws -> [String] {
    try self.child(child)["ips"]?.array?.compactMap(\.string) ?? []
  }
}
