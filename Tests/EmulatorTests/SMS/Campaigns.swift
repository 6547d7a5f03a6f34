import BrevoStore
import CivilTime
import HTTP
import JSON
import Testing

/// Campaigns as the tests make them.
enum Campaign {
  static let plain: JSONObject = [
    "name": "Promo", "sender": "Shop", "content": "Half the price",
    "recipients": ["listIds": [1]],
  ]

  /// A plain campaign with other members; those that are null are left out.
  static func with(_ changes: JSONObject = [:]) -> JSONValue {
    var campaign = plain
    for (name, value) in changes.members { campaign[name] = value == .null ? nil : value }
    return .object(campaign)
  }

  /// A world of contacts with numbers, all in list 1.
  static func world(_ numbers: String..., credits: Double = 100) -> JSONObject {
    [
      "smsCredits": .double(credits), "lists": [["id": 1, "name": "All"]],
      "contacts": .array(
        numbers.enumerated().map { index, number in
          [
            "id": .int(Int64(index) + 1), "email": .string("c\(index + 1)@example.com"),
            "lists": [1], "attributes": ["SMS": .string(number), "FIRSTNAME": "C\(index + 1)"],
          ]
        }),
    ]
  }
}

extension TestClient {
  /// Makes a campaign that must be accepted, and answers its number.
  func createCampaign(_ changes: JSONObject = [:]) throws -> Int64 {
    let reply = try post("/smsCampaigns", Campaign.with(changes))
    try #require(reply.status == 201, "\(reply)")
    return try #require(reply["id"]?.int)
  }

  func campaign(_ id: Int64) throws -> JSONObject {
    try #require(try get("/smsCampaigns/\(id)").body?.object)
  }

  func status(_ id: Int64) throws -> String {
    try #require(try campaign(id)["status"]?.string)
  }

  func sendNow(_ id: Int64) throws -> TestReply {
    try send(.post, "/smsCampaigns/\(id)/sendNow")
  }

  func setStatus(_ id: Int64, _ word: String) throws -> TestReply {
    try put("/smsCampaigns/\(id)/status", ["status": .string(word)])
  }

  /// The figures of a campaign that are not zero.
  func campaignFigures(_ id: Int64) throws -> [String: Int64] {
    Self.figures(of: try campaign(id)["statistics"]?.object ?? [:])
  }

  var smsCredits: Double {
    get throws { try accounts.account(key).round { $0.transaction.smsCredits } }
  }
}
