import BrevoStore
import CivilTime
import HTTP
import JSON
import TestSupport
import Testing

@Suite("Sending a campaign") struct SendingCampaignTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient(
      world: Campaign.world("33600000001", "33600000002", "+15550101", "15550105", "15550106"))
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
  }

  @Test func `takes a second, and then its messages' events count`() throws {
    let id = try brevo.createCampaign()
    #expect(try brevo.sendNow(id) == .noContent)
    #expect(try brevo.status(id) == "inProcess")
    #expect(try brevo.campaign(id)["scheduledAt"] == "2026-03-15T12:00:00.000Z")
    #expect(try brevo.campaignFigures(id) == ["processing": 5, "sent": 5])
    #expect(try brevo.smsCredits == 95)
    #expect(try brevo.texts(to: "33600000001").isEmpty)

    try brevo.advance(seconds: 1)
    #expect(try brevo.status(id) == "sent")
    #expect(try brevo.campaign(id)["sentDate"] == "2026-03-15T12:00:01.000Z")
    #expect(
      try brevo.campaignFigures(id) == [
        "delivered": 4, "sent": 5, "hardBounces": 1, "unsubscriptions": 1, "answered": 1,
      ])
    #expect(try brevo.texts(to: "33600000001") == ["Half the price"])
    #expect(try brevo.contact("15550105")?.isSMSBlacklisted == true)
  }

  @Test func `begins by itself when its time comes`() throws {
    let id = try brevo.createCampaign(["scheduledAt": "2026-03-20T09:00:00+01:00"])
    #expect(try brevo.status(id) == "queued")
    try brevo.freeze(at: .text("2026-03-20T07:59:59.999Z"))
    #expect(try brevo.status(id) == "queued")
    try brevo.freeze(at: .text("2026-03-20T08:00:00Z"))
    #expect(try brevo.status(id) == "inProcess")
    try brevo.advance(seconds: 86_400)
    #expect(try brevo.status(id) == "sent")
    #expect(try brevo.campaign(id)["sentDate"] == "2026-03-20T08:00:01.000Z")
    #expect(try brevo.campaign(id)["scheduledAt"] == "2026-03-20T08:00:00.000Z")
  }

  @Test func `wakes an account that nobody calls`() throws {
    let id = try brevo.createCampaign(["scheduledAt": "2026-03-20T08:00:00Z"])
    try brevo.freeze(at: .text("2026-03-21T08:00:00Z"))
    let reply = try brevo.control(.get, "/messages?to=33600000002")
    #expect(reply["count"] == 1)
    #expect(reply["messages"]?.array?.first?.object?["at"] == "2026-03-20T08:00:01.000Z")
    #expect(try brevo.status(id) == "sent")
  }

  @Test func `fills in its text for each`() throws {
    let id = try brevo.createCampaign([
      "content": "Hi {{ contact.FIRSTNAME|upper }}, {{ contact.EMAIL }} [STOP_CODE]",
      "organisationPrefix": "Shop", "unsubscribeInstruction": "Reply STOP",
    ])
    #expect(try brevo.sendNow(id) == .noContent)
    try brevo.advance(seconds: 1)
    #expect(
      try brevo.texts(to: "33600000001") == ["Shop: Hi C1, c1@example.com 36111 Reply STOP"])
    #expect(
      try brevo.texts(to: "33600000002") == ["Shop: Hi C2, c2@example.com 36111 Reply STOP"])
  }

  @Test func `rejects what becomes too long for one, at no cost`() throws {
    let long = String(repeating: "a", count: 763)
    let id = try brevo.createCampaign([
      "content": .string("{% if contact.FIRSTNAME == 'C2' %}b{% else %}\(long){% endif %}€a")
    ])
    #expect(try brevo.sendNow(id) == .noContent)
    #expect(try brevo.smsCredits == 99)
    try brevo.advance(seconds: 1)
    #expect(try brevo.campaignFigures(id) == ["sent": 1, "delivered": 1], "assumed")
    #expect(try brevo.texts(to: "33600000002") == ["b€a"])
  }

  @Test func `goes to members of its lists, each number once`() throws {
    let brevo = try TestClient(world: [
      "lists": [
        ["id": 1, "name": "A"], ["id": 2, "name": "B"], ["id": 3, "name": "Not"],
        ["id": 4, "name": "Nobody"],
      ],
      "contacts": [
        ["lists": [1, 2], "attributes": ["SMS": "33600000001"]],
        ["email": "same@example.com", "lists": [2], "attributes": ["SMS": "+33600000001"]],
        ["lists": [2], "attributes": ["SMS": "0033600000002"]],
        ["lists": [1, 3], "attributes": ["SMS": "33600000003"]],
        ["lists": [1], "attributes": ["SMS": "33600000004"], "smsBlacklisted": true],
        ["lists": [1], "attributes": ["SMS": "33600000004"]],
        ["email": "nonumber@example.com", "lists": [1]],
        ["lists": [1], "attributes": ["SMS": "call me"]],
        ["attributes": ["SMS": "33600000005"]], ["lists": [4]],
        ["lists": [2], "attributes": ["SMS": 33_600_000_006]],
      ],
    ])
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
    let id = try brevo.createCampaign([
      "recipients": ["listIds": [1, 2, 4], "exclusionListIds": [3]]
    ])
    #expect(try brevo.sendNow(id) == .noContent)
    #expect(try brevo.smsCredits == 997)
    try brevo.advance(seconds: 1)
    let messages = try brevo.control(.get, "/messages")["messages"]?.array ?? []
    #expect(
      messages.map { $0.object?["to"] } == ["33600000001", "33600000002", "33600000006"])

    let nobody = try brevo.createCampaign(["recipients": ["listIds": [4]]])
    #expect(try brevo.sendNow(nobody) == .invalid("SMS Campaign could not be sent"))
  }

  @Test func `costs a credit for each message of the network`() throws {
    let id = try brevo.createCampaign([
      "content": .string(String(repeating: "ж", count: 71)), "unicodeEnabled": true,
    ])
    #expect(try brevo.sendNow(id) == .noContent)
    #expect(try brevo.smsCredits == 90)
  }

  @Test func `is refused, or suspended, without enough credits`() throws {
    let poor = try TestClient(world: Campaign.world("33600000001", "33600000002", credits: 1))
    try poor.freeze(at: .text("2026-03-15T12:00:00Z"))
    let id = try poor.createCampaign(["scheduledAt": "2026-03-15T13:00:00Z"])
    let text = "You don't have enough credit to send your campaign. Please update your plan"
    #expect(try poor.sendNow(id) == .refused(402, "not_enough_credits", text))
    #expect(try poor.setStatus(id, "sent") == .refused(400, "not_enough_credits", text))
    #expect(try poor.smsCredits == 1)
    #expect(try poor.status(id) == "queued")
    try poor.advance(seconds: 3600)
    #expect(try poor.status(id) == "suspended", "assumed")
    #expect(try poor.campaignFigures(id).isEmpty)
    #expect(try poor.smsCredits == 1)
  }

  @Test func `can be stopped while it is in process, and gives back its credits`() throws {
    let id = try brevo.createCampaign()
    #expect(try brevo.sendNow(id) == .noContent)
    #expect(try brevo.setStatus(id, "suspended") == .noContent)
    #expect(try brevo.smsCredits == 100)
    #expect(try brevo.campaignFigures(id).isEmpty)
    try brevo.advance(seconds: 10)
    #expect(try brevo.status(id) == "suspended")
    #expect(try brevo.control(.get, "/messages")["count"] == 0)
    #expect(try brevo.sendNow(id) == .noContent)
    try brevo.advance(seconds: 1)
    #expect(try brevo.status(id) == "sent")
    #expect(try brevo.smsCredits == 95)
  }

  @Test func `leaves in process what has no outcome, and counts nothing that did not go out`()
    throws
  {
    let brevo = try TestClient(
      world: Campaign.world("15550103", "15550104", "15550107", "15550108"))
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
    let id = try brevo.createCampaign()
    #expect(try brevo.sendNow(id) == .noContent)
    #expect(try brevo.campaignFigures(id) == ["processing": 4, "sent": 4])
    try brevo.advance(seconds: 60)
    #expect(try brevo.status(id) == "sent")
    #expect(try brevo.campaignFigures(id) == ["processing": 1, "sent": 1])
  }

  @Test func `blocks whoever unsubscribes before it leaves`() throws {
    let first = try brevo.createCampaign()
    let second = try brevo.createCampaign()
    #expect(try brevo.sendNow(first) == .noContent)
    #expect(try brevo.sendNow(second) == .noContent)
    try brevo.advance(seconds: 1)
    #expect(try brevo.campaignFigures(first)["delivered"] == 4)
    #expect(try brevo.campaignFigures(second)["delivered"] == 3, "one is blocked")
    #expect(try brevo.campaignFigures(second)["sent"] == 4)
  }

  @Test func `goes on after the end of the process`() throws {
    let folder = try TemporaryFolder()
    let world = Campaign.world("33600000001")
    var id: Int64 = 0
    do {
      let first = try TestClient(world: world, folder: DataFolder(path: folder.path))
      try first.freeze(at: .text("2026-03-15T12:00:00Z"))
      id = try first.createCampaign(["scheduledAt": "2026-03-15T13:00:00Z"])
    }
    let second = try TestClient(world: world, folder: DataFolder(path: folder.path))
    try second.advance(seconds: 3600)
    #expect(try second.status(id) == "inProcess")
    try second.advance(seconds: 1)
    #expect(try second.status(id) == "sent")
    #expect(try second.smsCredits == 99)
  }

  @Test func `of a world happens too`() throws {
    var world = Campaign.world("33600000001")
    world["smsCampaigns"] = [
      ["name": "Draft", "sender": "Shop", "content": "Hi"],
      [
        "id": 7, "name": "Old", "sender": "Shop", "content": "Hi {{ contact.FIRSTNAME }}",
        "lists": [1], "scheduledAt": "2020-03-15T12:00:00Z", "unicodeEnabled": true,
      ],
      [
        "name": "Later", "sender": "Shop", "content": "Hi", "lists": [1],
        "scheduledAt": "2999-03-15T12:00:00Z", "unsubscribeInstruction": "STOP",
      ],
    ]
    let brevo = try TestClient(world: world)
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
    #expect(try brevo.status(1) == "draft")
    #expect(try brevo.status(7) == "sent")
    #expect(try brevo.campaign(7)["sentDate"] == "2020-03-15T12:00:01.000Z")
    #expect(try brevo.status(8) == "queued")
    #expect(try brevo.texts(to: "33600000001") == ["Hi C1"])
  }

  @Test(
    arguments: [
      (["name": "A", "sender": "Shop"], "content"),
      (["name": "A", "sender": "My Shop", "content": "Hi"], "alphanumeric"),
      (["name": "A", "sender": "Shop", "content": "{% if %}"], "content"),
      (["name": "A", "sender": "Shop", "content": "Hi", "lists": [9]], "list 9"),
      (["name": "A", "sender": "Shop", "content": "Hi", "scheduledAt": "soon"], "scheduledAt"),
    ] as [(JSONObject, String)])
  func `of a world must be well-formed`(row: JSONObject, word: String) throws {
    let failure = #expect(throws: (any Error).self) {
      try TestClient(world: ["smsCampaigns": [.object(row)]])
    }
    #expect("\(failure.map { "\($0)" } ?? "")".contains(word))
  }
}
