import CivilTime
import JSON
import Testing

@Suite("The list of campaigns") struct CampaignListTests {
  let brevo: TestClient

  /// Eight drafts, and campaigns that were sent at noon of the first three days of March.
  init() throws {
    brevo = try TestClient(world: Campaign.world("33600000001"))
    try brevo.freeze(at: .text("2026-03-01T11:59:59Z"))
    for day in 1...3 {
      let id = try brevo.createCampaign(["name": "Sent \(day)"])
      #expect(try brevo.sendNow(id) == .noContent)
      try brevo.advance(seconds: 86_400)
    }
    for number in 4...11 { _ = try brevo.createCampaign(["name": "Draft \(number)"]) }
  }

  @Test(
    arguments: [
      ("", 11, 11, 11), ("sort=asc", 11, 11, 1), ("limit=2", 11, 2, 11),
      ("limit=2&offset=10", 11, 1, 1), ("limit=0", 11, 0, nil), ("status=draft", 8, 8, 11),
      ("status=sent", 3, 3, 3), ("status=queued", 0, 0, nil),
      ("startDate=2026-03-02T12:00:00Z&endDate=2026-03-03T12:00:00Z", 2, 2, 3),
      ("startDate=2026-03-02T12:00:00.001Z&endDate=2026-03-03T11:59:59.999Z", 0, 0, nil),
      ("startDate=2026-03-01T13:00:00+01:00&endDate=2026-03-01T12:00:00", 1, 1, 1),
      ("status=sent&startDate=2026-03-01T00:00:00Z&endDate=2026-03-04T00:00:00Z", 3, 3, 3),
    ] as [(String, Int64, Int, Int64?)])
  func `is filtered and paged`(query: String, count: Int64, rows: Int, first: Int64?) throws {
    let reply = try brevo.get("/smsCampaigns?\(query)")
    #expect(reply["count"] == .int(count), "\(reply)")
    #expect(reply["campaigns"]?.array?.count == rows)
    #expect(reply["campaigns"]?.array?.first?.object?["id"]?.int == first)
  }

  @Test func `shows what the single campaigns show`() throws {
    for row in try brevo.get("/smsCampaigns")["campaigns"]?.array?.compactMap(\.object) ?? [] {
      var single = try brevo.campaign(row["id"]?.int ?? 0)
      single["tags"] = nil
      for (name, value) in row.members { #expect(single[name] == value, "\(name)") }
      #expect(single.members.count == row.members.count)
    }
  }
}
