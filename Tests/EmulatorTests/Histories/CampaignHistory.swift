import BrevoStore
import CivilTime
import HTTP
import JSON
import TestSupport
import Testing

/// A history of campaigns that chance writes, told to the emulator and to the model.
struct CampaignHistory {
  let brevo: TestClient
  var model: CampaignModel
  var random: SeededGenerator
  /// What happened so far, for whoever reads a failure.
  private(set) var steps: [String] = []

  static func world(credits: Double, isUnderValidation: Bool) -> JSONObject {
    [
      "settings": ["underValidation": .bool(isUnderValidation)], "smsCredits": .double(credits),
      "lists": .array(CampaignModel.lists.map { ["id": .int($0), "name": "\($0)"] }),
      "contacts": .array(
        CampaignModel.contacts.map { contact in
          [
            "lists": .array(contact.lists.map { .int($0) }),
            "attributes": ["SMS": .string(contact.number)],
          ]
        }),
    ]
  }

  init(
    _ brevo: TestClient, seed: UInt64, credits: Double, isUnderValidation: Bool, isObserved: Bool
  ) throws {
    self.brevo = brevo
    random = SeededGenerator(seed: seed)
    let start = try Instant.text("2026-03-01T06:00:00.250Z")
    model = CampaignModel(
      now: start, credits: credits, isUnderValidation: isUnderValidation, isObserved: isObserved)
    try brevo.freeze(at: start)
  }

  /// Lets one more thing happen.
  mutating func step() throws {
    switch chance(100) {
    case ..<15: try create()
    case ..<40: try move()
    case ..<50: try edit()
    case ..<60: try act("sendNow") { try $0.sendNow($1) }
    case ..<85: try setStatus()
    case ..<90: try act("delete") { try $0.delete("/smsCampaigns/\($1)") }
    case ..<93: try sendTest()
    case ..<95: try sendReport()
    case ..<97: try export()
    default: try sendSMS()
    }
    try compare()
  }

  mutating func chance(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }
  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[chance(elements.count)]
  }

  private mutating func note(_ text: String) { steps.append("\(model.now.milliseconds): \(text)") }

  private func expect(_ reply: TestReply, _ expected: (status: Int, code: String)) throws {
    guard reply.status == expected.status, reply["code"]?.string ?? "" == expected.code else {
      throw TestFailure("\(expected) was expected, not \(reply)")
    }
  }

  // MARK: Steps

  /// Lists and a time for a body, and the campaign that they change.
  private mutating func change(_ campaign: inout CampaignModel.Campaign) -> JSONObject {
    var body: JSONObject = [:]
    if chance(3) > 0 {
      campaign.lists = (0..<chance(3)).map { _ in pick(CampaignModel.lists) }
      campaign.exclusions = chance(3) == 0 ? [pick(CampaignModel.lists)] : []
      body["recipients"] = [
        "listIds": .array(campaign.lists.map { .int($0) }),
        "exclusionListIds": .array(campaign.exclusions.map { .int($0) }),
      ]
    }
    if chance(2) == 0 {
      let reach = pick([2, 1_500, 3_600_000, 86_400_000])
      campaign.scheduledAt = model.now + .milliseconds(Int64(1 + chance(reach)))
      body["scheduledAt"] = campaign.scheduledAt.map {
        .string($0.formatted(.milliseconds(.utc)))
      }
    }
    return body
  }

  private mutating func create() throws {
    var campaign = CampaignModel.Campaign(id: model.nextID, name: "\(chance(1000))")
    campaign.segments = 1 + chance(2)
    var body = change(&campaign)
    body["name"] = .string(campaign.name)
    body["sender"] = "Shop"
    body["content"] = .string(String(repeating: "a", count: campaign.segments * 150))
    note("create \(JSONValue.object(body).text)")
    let reply = try brevo.post("/smsCampaigns", .object(body))
    if campaign.scheduledAt != nil && campaign.lists.isEmpty {
      return try expect(reply, (400, "missing_parameter"))
    }
    guard model.mayCreate else { return try expect(reply, (402, "account_under_validation")) }
    try expect(reply, (201, ""))
    model.campaigns.append(campaign)
    model.nextID += 1
    if campaign.scheduledAt != nil { model.queue(model.campaigns.count - 1) }
  }

  private mutating func move() throws {
    let reach = pick([2, 999, 1_500, 3_600_000, 2 * 86_400_000])
    let instant = model.now + .milliseconds(Int64(1 + chance(reach)))
    note("the clock moves to \(instant.formatted(.milliseconds(.utc)))")
    try brevo.freeze(at: instant)
    model.move(to: instant)
  }

  private mutating func edit() throws {
    guard let index = anyCampaign() else { return }
    var campaign = model.campaigns[index]
    campaign.name = "\(chance(1000))"
    var body = change(&campaign)
    let isUnscheduled = body["scheduledAt"] == nil && chance(4) == 0
    if isUnscheduled { body["scheduledAt"] = "" }
    body["name"] = .string(campaign.name)
    note("edit \(campaign.id) \(JSONValue.object(body).text)")
    let reply = try brevo.put("/smsCampaigns/\(campaign.id)", .object(body))
    let answer = model.perform("edit", index)
    guard answer.status == 204 else { return try expect(reply, answer) }
    if isUnscheduled {
      campaign.scheduledAt = nil
      campaign.status = "draft"
    }
    let isQueued = campaign.status == "queued" || body["scheduledAt"] != nil && !isUnscheduled
    if isQueued && campaign.lists.isEmpty { return try expect(reply, (400, "missing_parameter")) }
    try expect(reply, (204, ""))
    model.campaigns[index] = campaign
    if isQueued { model.queue(index) }
  }

  private mutating func anyCampaign() -> Int? {
    model.campaigns.isEmpty ? nil : chance(model.campaigns.count)
  }

  private mutating func act(
    _ action: String, _ ask: (TestClient, Int64) throws -> TestReply
  ) throws {
    guard let index = anyCampaign() else { return }
    let id = model.campaigns[index].id
    note("\(action) \(id)")
    try expect(ask(brevo, id), model.perform(action, index))
  }

  private mutating func setStatus() throws {
    let word = pick(CampaignModel.words)
    try act(word) { try $0.setStatus($1, word) }
  }

  private mutating func sendReport() throws {
    try act("sendReport") {
      try $0.post(
        "/smsCampaigns/\($1)/sendReport",
        ["email": ["to": ["jeff@example.com"], "body": "Figures"], "language": "en"])
    }
  }

  private mutating func export() throws {
    try act("exportRecipients") {
      try $0.post("/smsCampaigns/\($1)/exportRecipients", ["recipientsType": "all"])
    }
  }

  private mutating func sendTest() throws {
    guard let index = anyCampaign() else { return }
    let contact = pick(CampaignModel.contacts)
    let campaign = model.campaigns[index]
    note("test \(campaign.id) with \(contact.number)")
    let reply = try brevo.post(
      "/smsCampaigns/\(campaign.id)/sendTest", ["phoneNumber": .string(contact.number)])
    guard !contact.lists.isEmpty, !model.blacklist.contains(contact.number) else {
      return try expect(reply, (400, "invalid_parameter"))
    }
    let answer = model.perform("sendTest", index)
    guard answer.status == 204 else { return try expect(reply, answer) }
    guard model.credits >= Double(campaign.segments) else {
      return try expect(reply, (400, "not_enough_credits"))
    }
    try expect(reply, (204, ""))
    model.credits -= Double(campaign.segments)
    model.campaigns[index].isTestSent = true
    _ = model.depart(to: contact.number)
  }

  private mutating func sendSMS() throws {
    let number = pick(CampaignModel.contacts).number
    note("send to \(number)")
    let reply = try brevo.sendSMS(["recipient": .string(number)])
    guard model.credits >= 1 else { return try expect(reply, (402, "not_enough_credits")) }
    try expect(reply, (201, ""))
    model.credits -= 1
    _ = model.depart(to: number)
  }

  // MARK: What must be so after every step

  private func compare() throws {
    let reply = try brevo.get("/smsCampaigns?sort=asc&limit=1000")
    let rows = reply["campaigns"]?.array?.compactMap(\.object).map(Self.text) ?? []
    guard rows == model.rows else {
      throw TestFailure("campaigns are\n  \(rows)\nbut should be\n  \(model.rows)")
    }
    let credits = try brevo.smsCredits
    guard credits == model.credits else {
      throw TestFailure("\(credits) credits are left, not \(model.credits)")
    }
    let count = try brevo.control(.get, "/messages?limit=0")["count"]?.int ?? 0
    let reports =
      steps.isEmpty
      ? 0
      : try brevo.control(
        .get, "/messages?limit=0&to=jeff@example.com")["count"]?.int ?? 0
    guard count - reports == model.departed else {
      throw TestFailure("\(count - reports) messages have left, not \(model.departed)")
    }
  }

  private static func text(_ row: JSONObject) -> String {
    let figures = TestClient.figures(of: row["statistics"]?.object ?? [:])
      .sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
    let recipients = row["recipients"]?.object
    return [
      "\(row["id"]?.int ?? 0)", row["name"]?.string ?? "", row["status"]?.string ?? "",
      row["scheduledAt"]?.string ?? "none", row["sentDate"]?.string ?? "",
      "\(recipients?["lists"]?.array?.compactMap(\.int) ?? [])",
      "\(recipients?["exclusionLists"]?.array?.compactMap(\.int) ?? [])",
      "\(row["testSent"]?.bool ?? false)", figures.joined(separator: ","),
    ].joined(separator: "; ")
  }
}
