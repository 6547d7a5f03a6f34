import BrevoStore
import CivilTime
import HTTP
import JSON
import TestSupport
import Testing

@Suite("An account's settings") struct SettingsTests {
  let brevo: TestClient

  init() throws { brevo = try TestClient() }

  static let standard: JSONValue = [
    "fidelity": "documented", "senders": "any", "utcOffset": "Z", "activated": true,
    "underValidation": false, "reseller": false, "lenientReferences": false,
    "strict": false,
    "consistencyDelay": 0, "enforceRateLimits": false,
  ]

  @Test func `are shown, as the server and the world have them`() throws {
    #expect(try brevo.control(.get, "/settings") == .ok(Self.standard))
    let other = try TestClient(
      world: ["settings": ["senders": "verified", "otp": 123456, "consistencyDelay": "2s"]]
    ) { $0.enforcesRateLimits = true }
    let shown = try other.control(.get, "/settings")
    #expect(shown["senders"] == "verified")
    #expect(shown["otp"] == 123456)
    #expect(shown["consistencyDelay"] == 2000)
    #expect(shown["enforceRateLimits"] == true)
  }

  @Test(
    arguments: [
      ("fidelity", "observed"), ("senders", "verified"), ("utcOffset", "+02:00"),
      ("activated", false), ("underValidation", true), ("reseller", true),
      ("lenientReferences", true), ("strict", true), ("otp", 654321), ("consistencyDelay", 1500),
      ("enforceRateLimits", true),
    ] as [(String, JSONValue)])
  func `are changed one by one, and taken back`(name: String, value: JSONValue) throws {
    let changed = try brevo.control(.put, "/settings", .object(JSONObject([(name, value)])))
    #expect(changed.status == 200)
    var expected = try #require(Self.standard.object)
    expected[name] = value
    #expect(changed.body?.object?.members.count == expected.members.count)
    for (name, value) in expected.members { #expect(changed[name] == value) }
    #expect(try brevo.control(.get, "/settings") == changed)
    #expect(
      try brevo.control(.put, "/settings", .object(JSONObject([(name, .null)])))
        == .ok(Self.standard))
  }

  @Test func `hold at once, and for the account alone`() throws {
    #expect(try brevo.control(.put, "/settings", ["activated": false]).status == 200)
    #expect(try brevo.post("/smtp/email", Mail.with()).status == 403)
    #expect(try brevo.other("another").post("/smtp/email", Mail.with()).status == 201)
    #expect(try brevo.control(.put, "/settings", ["activated": true]).status == 200)
    try brevo.sendMail()
    _ = try brevo.control(.put, "/settings", ["utcOffset": "-03:30"])
    #expect(try brevo.rows(to: "ann@example.com")[0]["date"]?.string?.hasSuffix("-03:30") == true)
  }

  @Test func `outlive the process`() throws {
    let folder = try TemporaryFolder()
    do {
      let first = try TestClient(folder: DataFolder(path: folder.path))
      let own: JSONValue = ["consistencyDelay": "3s", "senders": "verified"]
      #expect(try first.control(.put, "/settings", own).status == 200)
      #expect(try first.control(.put, "/settings", ["otp": 111_111]).status == 200)
    }
    let second = try TestClient(folder: DataFolder(path: folder.path))
    let shown = try second.control(.get, "/settings")
    #expect(shown["consistencyDelay"] == 3000)
    #expect(shown["senders"] == "verified")
    #expect(shown["otp"] == 111_111)
  }

  @Test(
    arguments: [
      (["fidelity": "high"], .invalid("fidelity is not valid")),
      (["utcOffset": "+25:00"], .invalid("utcOffset is not valid")),
      (["activated": "yes"], .invalid("activated is not valid")),
      (["otp": 12345], .outOfRange("otp is not valid")),
      (["consistencyDelay": "2 weeks"], .invalid("consistencyDelay is not valid")),
      (["consistencyDelay": -1], .invalid("consistencyDelay is not valid")),
      (["senders": "verified", "colour": "red"], .invalid("colour is not known here")),
    ] as [(JSONValue, TestReply)])
  func `must be there and have such a value`(change: JSONValue, reply: TestReply) throws {
    #expect(try brevo.control(.put, "/settings", change) == reply)
    #expect(try brevo.control(.get, "/settings") == .ok(Self.standard))
  }

  @Test func `that the world names are all settable`() throws {
    for (name, value) in Settings().object.members {
      let reply = try brevo.control(.put, "/settings", .object(JSONObject([(name, value)])))
      #expect(reply.status == 200, "\(name): \(reply)")
    }
  }
}

@Suite("Credits that are set") struct SetCreditTests {
  let brevo: TestClient

  init() throws { brevo = try TestClient() }

  @Test func `are what is left`() throws {
    #expect(try brevo.control(.get, "/credits") == .ok(["email": 10_000_000, "sms": 1000]))
    #expect(
      try brevo.control(.put, "/credits", ["email": 1]) == .ok(["email": 1, "sms": 1000]))
    try brevo.sendMail()
    #expect(try brevo.control(.get, "/credits") == .ok(["email": 0, "sms": 1000]))
    #expect(try brevo.post("/smtp/email", Mail.with()) == CreditTests.refusal)
    #expect(
      try brevo.control(.put, "/credits", ["sms": 2.5]) == .ok(["email": 0, "sms": 2.5]))
    #expect(try brevo.control(.put, "/credits", ["email": 5])["email"] == 5)
    try brevo.sendMail()
  }

  @Test(
    arguments: [
      (["email": -1], .outOfRange("email is not valid")),
      (["email": 1.5], .invalid("email is not valid")),
      (["sms": -0.5], .outOfRange("sms is not valid")),
      (["fax": 1], .invalid("fax is not known here")),
    ] as [(JSONValue, TestReply)])
  func `are no less than none`(change: JSONValue, reply: TestReply) throws {
    #expect(try brevo.control(.put, "/credits", change) == reply)
    #expect(try brevo.control(.get, "/credits")["email"] == 10_000_000)
  }
}
