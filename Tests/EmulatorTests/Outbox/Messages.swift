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
}
