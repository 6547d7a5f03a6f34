import BrevoStore
import CivilTime
import HTTP
import JSON
import Testing

@Suite("Deleting hard bounces") struct HardBounceTests {
  static let reasons = [
    "adminBlocked", "hardBounce", "contactFlaggedAsSpam", "unsubscribedViaEmail",
    "unsubscribedViaApi", "unsubscribedViaMA",
  ]

  /// An account in which three addresses bounced, on the 1st, 2nd and 3rd of March.
  func account(offset: UTCOffset = .utc) throws -> TestClient {
    let rows = (1...3).map { day -> JSONValue in
      [
        "email": .string("\(day)@example.com"), "reason": "hardBounce",
        "blockedAt": .string("2026-03-0\(day)T23:00:00Z"),
      ]
    }
    return try TestClient(world: ["blockedContacts": .array(rows)]) { $0.offset = offset }
  }

  @Test(
    arguments: [
      ([:], [], "all of them"),
      (["startDate": "2026-03-02"], [1], "on that day and after it"),
      (["endDate": "2026-03-02"], [3], "until that day, and on it"),
      (["startDate": "2026-03-02", "endDate": "2026-03-02"], [1, 3], "on that day"),
      (["startDate": "2026-03-04"], [1, 2, 3], "too late"),
      (["endDate": "2026-02-28"], [1, 2, 3], "too early"),
      (["contactEmail": "2@example.com"], [1, 3], "of that address"),
      (["contactEmail": "2@EXAMPLE.com"], [1, 3], "in either case of letters (assumed)"),
      (["contactEmail": "2@example.com", "startDate": "2026-03-03"], [1, 2, 3], "both hold"),
      (["contactEmail": "3@example.com", "startDate": "2026-03-03"], [1, 2], "both hold"),
      (["contactEmail": "4@example.com"], [1, 2, 3], "it never bounced"),
      (["startDate": .null, "endDate": .null], [], "null is absent"),
    ] as [(JSONObject, [Int], String)])
  func `lifts the blocks that the conditions name`(
    body: JSONObject, left: [Int], reason: String
  ) throws {
    let brevo = try account()
    #expect(try brevo.post("/smtp/deleteHardbounces", .object(body)) == .noContent)
    #expect(try brevo.blocked() == left.map { "\($0)@example.com" }, "\(reason)")
  }

  @Test func `goes by the days of the account's calendar`() throws {
    let brevo = try account(offset: #require(UTCOffset("+02:00")))
    #expect(try brevo.post("/smtp/deleteHardbounces", ["endDate": "2026-03-02"]) == .noContent)
    #expect(try brevo.blocked() == ["2@example.com", "3@example.com"])
  }

  @Test func `lets blocks of other reasons stay`() throws {
    let rows = Self.reasons.map { reason -> JSONValue in
      ["email": .string("\(reason)@example.com"), "reason": .string(reason)]
    }
    let brevo = try TestClient(world: ["blockedContacts": .array(rows)])
    #expect(try brevo.send(.post, "/smtp/deleteHardbounces") == .noContent)
    let left = Self.reasons.filter { $0 != "hardBounce" }
    #expect(try brevo.blocked() == left.map { "\($0)@example.com" })
  }

  @Test func `lets events and figures stay, and mail go out again`() throws {
    let brevo = try TestClient()
    try brevo.sendMail(.mail(to: "hard-bounce@magic.test"))
    try brevo.sendMail(.mail(to: "hard-bounce@magic.test"))
    #expect(try brevo.post("/smtp/deleteHardbounces", [:]) == .noContent)
    #expect(try brevo.figures() == ["requests": 2, "hardBounces": 1, "blocked": 1])
    #expect(try brevo.eventKinds("event=bounces") == ["hardBounces"])
    try brevo.sendMail(.mail(to: "hard-bounce@magic.test"))
    #expect(try brevo.figures() == ["requests": 3, "hardBounces": 2, "blocked": 1])
    #expect(try brevo.blocked() == ["hard-bounce@magic.test"])
  }
}
