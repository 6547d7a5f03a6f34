import BrevoStore
import CivilTime
import HTTP
import JSON
import Testing

@Suite("A campaign") struct CampaignTests {
  let brevo: TestClient

  init() throws {
    var world = Campaign.world("33600000001", "33600000002")
    world["lists"] = [
      ["id": 1, "name": "All"], ["id": 2, "name": "Some"], ["id": 3, "name": "None"],
    ]
    brevo = try TestClient(world: world)
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
  }

  // MARK: Editing

  @Test func `is changed where the body says something`() throws {
    let id = try brevo.createCampaign([
      "recipients": ["listIds": [1], "exclusionListIds": [3]], "organisationPrefix": "Shop",
    ])
    try brevo.freeze(at: .text("2026-03-15T12:30:00Z"))
    #expect(
      try brevo.put("/smsCampaigns/\(id)", ["recipients": ["listIds": [2]], "sender": "Other"])
        == .noContent)
    let campaign = try brevo.campaign(id)
    #expect(campaign["recipients"] == ["lists": [2], "exclusionLists": []])
    #expect(campaign["sender"] == "Other")
    #expect(campaign["name"] == "Promo")
    #expect(campaign["organisationPrefix"] == "Shop")
    #expect(campaign["createdAt"] == "2026-03-15T12:00:00.000Z")
    #expect(campaign["modifiedAt"] == "2026-03-15T12:30:00.000Z")
    #expect(campaign["status"] == "draft")
  }

  @Test func `is queued by a time, and a draft without one`() throws {
    let id = try brevo.createCampaign()
    let later: JSONValue = "2026-03-16T12:00:00.000Z"
    #expect(try brevo.put("/smsCampaigns/\(id)", ["scheduledAt": later]) == .noContent)
    #expect(try brevo.status(id) == "queued")
    #expect(try brevo.put("/smsCampaigns/\(id)", ["name": "Other"]) == .noContent)
    #expect(try brevo.campaign(id)["scheduledAt"] == later)
    #expect(try brevo.status(id) == "queued")
    #expect(try brevo.put("/smsCampaigns/\(id)", ["scheduledAt": ""]) == .noContent)
    #expect(try brevo.status(id) == "draft")
    #expect(try brevo.campaign(id)["scheduledAt"] == "")
    try brevo.advance(seconds: 2 * 86_400)
    #expect(try brevo.status(id) == "draft")
  }

  @Test func `is left alone by a refusal`() throws {
    let id = try brevo.createCampaign()
    let before = try brevo.campaign(id)
    let bodies: [JSONValue] = [
      ["name": "Other", "recipients": ["listIds": [9]]],
      ["name": "Other", "scheduledAt": "2026-03-15T12:00:00Z"],
      ["name": "Other", "content": .string(String(repeating: "a", count: 766))],
    ]
    for body in bodies {
      #expect(try brevo.put("/smsCampaigns/\(id)", body).status == 400)
      #expect(try brevo.campaign(id) == before)
    }
  }

  @Test func `may name any list if references are lenient`() throws {
    let lenient = try TestClient { $0.hasLenientReferences = true }
    let id = try lenient.createCampaign(["recipients": ["listIds": [99]]])
    #expect(try lenient.campaign(id)["recipients"]?.object?["lists"] == [99])
    #expect(try lenient.sendNow(id) == .invalid("SMS Campaign could not be sent"))
    let observed = try TestClient {
      $0.hasLenientReferences = true
      $0.fidelity = .observed
    }
    let other = try observed.createCampaign(["recipients": ["listIds": [99, 1]]])
    #expect(
      try observed.campaign(other)["recipients"]?.object?["lists"] == [
        ["id": 99, "name": ""], ["id": 1, "name": "Test list"],
      ])
    #expect(
      try observed.get("/smsCampaigns")["campaigns"]?.array?.first?.object?["recipients"]
        == ["lists": [99, 1], "exclusionLists": []], "the list has numbers")
  }

  // MARK: Status

  @Test func `is archived, and taken out again as it was`() throws {
    let id = try brevo.createCampaign(["scheduledAt": "2026-03-16T12:00:00Z"])
    for (word, status) in [
      ("suspended", "suspended"), ("archive", "archive"), ("archive", "archive"),
      ("darchive", "suspended"), ("queued", "queued"), ("cancel", "suspended"),
      ("draft", "draft"),
    ] {
      #expect(try brevo.setStatus(id, word) == .noContent, "\(word)")
      #expect(try brevo.status(id) == status, "\(word)")
    }
    #expect(try brevo.campaign(id)["scheduledAt"] == "")
    #expect(try brevo.setStatus(id, "sent") == .noContent)
    try brevo.advance(seconds: 1)
    for (word, status) in [("archive", "archive"), ("darchive", "sent")] {
      #expect(try brevo.setStatus(id, word) == .noContent, "\(word)")
      #expect(try brevo.status(id) == status, "\(word)")
    }
  }

  @Test func `that missed its time is not queued again without another`() throws {
    let id = try brevo.createCampaign(["scheduledAt": "2026-03-16T12:00:00Z"])
    #expect(try brevo.setStatus(id, "suspended") == .noContent)
    try brevo.advance(seconds: 2 * 86_400)
    #expect(try brevo.setStatus(id, "queued") == .invalid("scheduledAt should be a future date"))
    #expect(
      try brevo.put("/smsCampaigns/\(id)", ["scheduledAt": "2026-03-20T12:00:00Z"]) == .noContent)
    #expect(try brevo.status(id) == "queued")
  }

  @Test func `is copied as a draft`() throws {
    let id = try brevo.createCampaign([
      "scheduledAt": "2026-03-16T12:00:00Z", "unicodeEnabled": true, "organisationPrefix": "Shop",
    ])
    #expect(try brevo.setStatus(id, "replicate") == .noContent)
    #expect(try brevo.status(id) == "queued")
    let copy = try brevo.campaign(id + 1)
    #expect(copy["name"] == "Copy of Promo")
    #expect(copy["status"] == "draft")
    #expect(copy["scheduledAt"] == "")
    #expect(copy["organisationPrefix"] == "Shop")
    #expect(copy["recipients"] == ["lists": [1], "exclusionLists": []])
    #expect(try brevo.get("/smsCampaigns")["count"] == 2)
  }

  // MARK: Accounts under validation

  @Test func `is one of four of an account under validation`() throws {
    let young = try TestClient { $0.isUnderValidation = true }
    let text = "Your account is under validation. You can not create another campaign."
    for _ in 1...3 { _ = try young.createCampaign() }
    #expect(try young.setStatus(1, "replicate") == .noContent)
    #expect(
      try young.post("/smsCampaigns", Campaign.with())
        == .refused(402, "account_under_validation", text))
    #expect(try young.setStatus(1, "replicate") == .refused(400, "account_under_validation", text))
    #expect(try young.get("/smsCampaigns")["count"] == 4)
  }

  @Test(arguments: [(10, "queued"), (11, "draft")])
  func `for more than ten waits for the validation`(count: Int, status: String) throws {
    let numbers = (0..<count).map { JSONValue.string("336000000\(10 + $0)") }
    let young = try TestClient(world: [
      "settings": ["underValidation": true],
      "contacts": .array(numbers.map { ["lists": [1], "attributes": ["SMS": $0]] }),
    ])
    try young.freeze(at: .text("2026-03-15T12:00:00Z"))
    let id = try young.createCampaign(["scheduledAt": "2026-03-16T12:00:00Z"])
    #expect(try young.status(id) == status)
    let other = try young.createCampaign()
    #expect(
      try young.put("/smsCampaigns/\(other)", ["scheduledAt": "2026-03-16T12:00:00Z"])
        == .noContent)
    #expect(try young.status(other) == status)
    #expect(try young.setStatus(id, "queued") == .noContent)
    #expect(try young.status(id) == status)
  }

  // MARK: Tests

  @Test func `sends a test that counts for nothing but credits`() throws {
    let id = try brevo.createCampaign(["content": "Hi {{ contact.FIRSTNAME }}"])
    #expect(
      try brevo.post("/smsCampaigns/\(id)/sendTest", ["phoneNumber": "+33600000002"])
        == .noContent)
    #expect(try brevo.texts(to: "33600000002") == ["Hi C2"])
    #expect(try brevo.campaign(id)["testSent"] == true)
    #expect(try brevo.campaignFigures(id).isEmpty)
    #expect(try brevo.smsCredits == 99)
    #expect(
      try brevo.post("/smsCampaigns/\(id)/sendTest", ["phoneNumber": "33600000009"]).body == [
        "code": "invalid_parameter", "message": "The SMS could not be sent to all recipients",
        "unexistingSms": ["33600000009@mailin.com"],
      ])
    #expect(try brevo.delete("/smsCampaigns/\(id)") == .noContent, "the test is no recipient")
  }
}
