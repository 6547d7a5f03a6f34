import HTTP
import JSON
import Testing

/// What the tests say to whom, and read of the calls that are owed.
extension TestClient {
  /// Has events told to one webhook, with these members besides its URL.
  func setWebhook(_ members: JSONObject = [:], url: String = "http://127.0.0.1:9/hook") throws {
    var webhook = members
    webhook["url"] = .string(url)
    let reply = try control(.put, "/webhooks", ["webhooks": [.object(webhook)]])
    try #require(reply.status == 200, "\(reply)")
  }

  /// The journal of calls, oldest first.
  func callbacks(_ query: String = "limit=1000") throws -> [JSONObject] {
    let reply = try control(.get, "/callbacks?\(query)")
    try #require(reply.status == 200, "\(reply)")
    return reply["callbacks"]?.array?.compactMap(\.object) ?? []
  }

  /// What is told, one object for each event, batched or not.
  func told() throws -> [JSONObject] {
    try callbacks().flatMap { call in
      call["body"]?.array?.compactMap(\.object) ?? [call["body"]?.object].compactMap(\.self)
    }
  }

  func toldEvents() throws -> [String] { try told().compactMap { $0["event"]?.string } }
}
