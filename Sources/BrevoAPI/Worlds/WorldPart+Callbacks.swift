import APIContract
import BrevoStore

extension WorldPart {
  static let webhooks = rows("webhooks", WebhookFields.shape) { row, store in
    guard store.webhooks.all.count < Webhook.maximumCount else {
      throw World.Failure(description: APIError.tooManyWebhooks.message)
    }
    try store.webhooks.insert(Webhook(row))
  }
}
