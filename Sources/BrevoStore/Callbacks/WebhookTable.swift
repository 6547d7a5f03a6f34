package import JSON
package import SQLite

package struct WebhookTable {
  let state: AccountState

  private var database: Database { state.database }

  /// In the order of their ids.
  package var all: [Webhook] { state.webhooks }

  /// Adds a webhook; one without an id gets the next that was never given.
  package func insert(_ webhook: Webhook) throws(DatabaseError) {
    try database.run(
      """
      INSERT INTO webhook (id, url, events, is_batched, auth, fields, description)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      .int(webhook.id == 0 ? nil : webhook.id), .text(webhook.url),
      .text(webhook.events.map { JSONValue.array($0.map { .string($0.rawValue) }).text }),
      .bool(webhook.isBatched), .text(webhook.auth?.json.text),
      .text(JSONValue.object(webhook.fields).text), .text(webhook.description))
    state.webhooks = try Self.rows(in: database)
  }

  /// These and no others, from now on. Calls that are owed already are still made.
  package func replace(with webhooks: [Webhook]) throws(DatabaseError) {
    try database.run("DELETE FROM webhook")
    state.webhooks = []
    // Those that say which they are go first, so that none of the others is given their ids.
    for webhook in webhooks where webhook.id != 0 { try insert(webhook) }
    for webhook in webhooks where webhook.id == 0 { try insert(webhook) }
  }

  static func rows(in database: Database) throws(DatabaseError) -> [Webhook] {
    try database.rows(
      "SELECT id, url, events, is_batched, auth, fields, description FROM webhook ORDER BY id"
    ) { (row) throws(DatabaseError) in
      var webhook = Webhook(id: row.int(0), url: row.text(1), isBatched: row.bool(3))
      if let events = row.optionalText(2) {
        webhook.events = try JSONValue(stored: events).array?.compactMap {
          $0.string.flatMap { Webhook.Subscription(rawValue: $0) }
        }
      }
      if let auth = row.optionalText(4) {
        webhook.auth = try Webhook.Auth(JSONValue(stored: auth).object ?? JSONObject())
      }
      webhook.fields = try JSONValue(stored: row.text(5)).object ?? JSONObject()
      webhook.description = row.optionalText(6)
      return webhook
    }
  }
}

extension Webhook.Auth {
  /// As it is written in requests, and stored.
  package var json: JSONValue {
    switch self {
    case .bearer(let token): ["type": "bearer", "token": .string(token)]
    case .basic(let username, let password):
      ["type": "basic", "username": .string(username), "password": .string(password)]
    }
  }

  fileprivate init(_ stored: JSONObject) throws(DatabaseError) {
    switch stored["type"]?.string {
    case "bearer": self = .bearer(token: stored["token"]?.string ?? "")
    case "basic":
      self = .basic(
        username: stored["username"]?.string ?? "", password: stored["password"]?.string ?? "")
    default: throw .unreadable("webhook.auth")
    }
  }
}
