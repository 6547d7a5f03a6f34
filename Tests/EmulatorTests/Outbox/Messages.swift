import BrevoStore
import HTTP
import JSON

/// What the tests of the outbox need.
extension TestClient {
  /// The messages that a search finds, in the order of time.
  func messages(_ query: String = "") throws -> [JSONObject] {
    try control(.get, "/messages?\(query)")["messages"]?.array?.compactMap(\.object) ?? []
  }

  /// Has the service itself write to somebody.
  func notify(_ notice: Notice) throws {
    try accounts.account(key).round {
      try $0.transaction.notices.insert(notice, at: $0.transaction.now)
    }
  }

  /// What a control path shows that answers no JSON.
  func document(_ path: String) throws -> HTTPResponse {
    try answer(
      to: HTTPRequest(
        .get, "/_mock\(path)", fields: ["api-key": key, "Accept": "text/html"], body: []))
  }
}
