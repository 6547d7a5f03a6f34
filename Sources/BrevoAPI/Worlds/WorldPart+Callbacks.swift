import APIContract
import BrevoStore
import JSON

extension WorldPart {
  static let webhooks = rows(
    "webhooks", WebhookFields.shape,
    insert: { row, store in
      guard store.webhooks.all.count < Webhook.maximumCount else {
        throw World.Failure(description: APIError.tooManyWebhooks.message)
      }
      try store.webhooks.insert(Webhook(row))
    },
    export: { store in store.webhooks.all.map(\.worldRow) })
}

extension Webhook {
  fileprivate var worldRow: JSONValue {
    var row = json.object ?? JSONObject()
    if !isBatched { row["batched"] = nil }
    if fields.members.isEmpty { row["headers"] = nil }
    return .object(row)
  }
}
