import BrevoAPI
import CivilTime
import JSON
import Testing

@Suite("A world") struct WorldTests {
  @Test func `says what accounts begin with`() throws {
    let brevo = try TestClient(world: [
      "settings": ["senders": "verified", "utcOffset": "+05:30", "fidelity": "observed"],
      "emailCredits": 1,
      "blockedContacts": [
        ["email": "Ann@example.com"],
        [
          "email": "bob@example.com", "senderEmail": "owner@example.com",
          "reason": "unsubscribedViaApi", "blockedAt": "2026-03-01T00:30:00+01:00",
        ],
      ],
      "blockedDomains": ["Example.ORG", "b.example"],
    ])
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
    let contacts = try brevo.get("/smtp/blockedContacts?sort=asc")["contacts"]?.array ?? []
    #expect(contacts.first?.object?["email"] == "Ann@example.com")
    #expect(contacts.first?.object?["reason"]?.object?["code"] == "adminBlocked")
    #expect(contacts.last?.object?["blockedAt"] == "2026-02-28T23:30:00Z")
    #expect(contacts.last?.object?["senderEmail"] == "owner@example.com")
    #expect(
      try brevo.get("/smtp/blockedDomains") == .ok(["domains": ["example.org", "b.example"]]))
    #expect(try brevo.get("/smtp/emails?email=ann@example.com") == .ok([:]), "observed")
    try brevo.sendMail()
    #expect(try brevo.eventKinds(to: "ann@example.com").last == "error", "no verified sender")
    #expect(try brevo.rows(to: "ann@example.com").first?["date"] == "2026-03-15T17:30:00.000+05:30")
    #expect(try brevo.post("/smtp/email", Mail.with())["code"] == "not_enough_credits")
  }

  @Test func `is the beginning of every account, and each goes its own way`() throws {
    let brevo = try TestClient(world: ["blockedDomains": ["a.example"], "emailCredits": 1])
    for key in ["one", "two", "three"] {
      let account = brevo.other(key)
      #expect(try account.get("/smtp/blockedDomains") == .ok(["domains": ["a.example"]]))
      #expect(try account.delete("/smtp/blockedDomains/a.example") == .noContent)
      #expect(try account.sendMail().count == 1)
    }
  }

  @Test func `may block nobody, in so many words`() throws {
    let brevo = try TestClient(world: [
      "blockedContacts": [], "blockedDomains": [], "emailCredits": 0, "settings": [:],
    ])
    #expect(try brevo.blocked() == [])
    #expect(try brevo.post("/smtp/email", Mail.with())["code"] == "not_enough_credits")
  }

  @Test(
    arguments: [
      (["emailCredits": -1], ["emailCredits"]), (["emailCredits": "many"], ["emailCredits"]),
      (["emailCredits": 1.5], ["emailCredits"]),
      (["settings": ["senders": "all"]], ["settings", "senders"]),
      (["settings": ["utcOffset": "Paris"]], ["settings", "utcOffset"]),
      (["settings": ["activated": "no"]], ["settings", "activated"]),
      (["settings": ["speed": 1]], ["settings", "speed"]), (["settings": []], ["settings"]),
      (
        ["blockedContacts": [["email": "ann@example.com"], ["email": "bob"]]],
        ["blockedContacts[1]", "email"]
      ),
      (["blockedContacts": [[:]]], ["blockedContacts[0]", "email"]),
      (
        ["blockedContacts": [["email": "ann@example.com", "reason": "AdminBlocked"]]],
        ["blockedContacts[0]", "reason"]
      ),
      (
        ["blockedContacts": [["email": "ann@example.com", "blockedAt": "yesterday"]]],
        ["blockedContacts[0]", "blockedAt"]
      ),
      (
        ["blockedContacts": [["email": "ann@example.com", "since": "2026-03-01"]]],
        ["blockedContacts[0]", "since"]
      ),
      (["blockedContacts": ["email": "ann@example.com"]], ["blockedContacts"]),
      (["blockedDomains": ["a.example", "b"]], ["blockedDomains[1]"]),
      (["blockedDomains": [["domain": "a.example"]]], ["blockedDomains[0]"]),
      (["blockedDomains": "a.example"], ["blockedDomains"]),
      (["blocks": []], ["blocks", "blockedContacts", "blockedDomains"]),
    ] as [(JSONObject, [String])])
  func `is refused with the part and the row that are wrong`(
    world: JSONObject, words: [String]
  ) throws {
    let error = #expect(throws: World.Failure.self) { _ = try TestClient(world: world) }
    for word in words {
      #expect(
        error?.description.contains(word) == true, "\(error?.description ?? "") has no \(word)")
    }
  }
}
