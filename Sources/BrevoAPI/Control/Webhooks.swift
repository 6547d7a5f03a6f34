import APIContract
import BrevoStore
import HTTP
import JSON

private let webhooks = Field.required(
  "webhooks", .list(of: WebhookFields.shape, count: 0 ... .max),
  "All that the account is to have.")

extension Control {
  static let getWebhooks = BrevoEndpoint(
    .get, "/webhooks", "getAccountWebhooks",
    summary: "List who is told of the events of the account's mail",
    responses: [.ok("the webhooks", Webhook.list)]
  ) { _, store in
    .ok(["webhooks": .array(store.webhooks.all.map(\.json))])
  }

  static let setWebhooks = BrevoEndpoint(
    .put, "/webhooks", "setAccountWebhooks",
    summary: "Say who is told of the events of the account's mail, from now on",
    body: .required(webhooks, fewEnough, distinctIDs),
    responses: [.ok("the webhooks as they are now", Webhook.list), .badRequest]
  ) { call, store in
    try store.webhooks.replace(with: call.body[webhooks].map { Webhook($0) })
    return .ok(["webhooks": .array(store.webhooks.all.map(\.json))])
  }

  private static let fewEnough = Rule("An account has at most 40 webhooks.") {
    inputs, _ throws(APIError) in
    guard inputs[webhooks].count <= Webhook.maximumCount else { throw .tooManyWebhooks }
  }

  private static let distinctIDs = Rule("No two webhooks have the same `id`.") {
    inputs, _ throws(APIError) in
    let ids = inputs[webhooks].compactMap { $0[WebhookFields.id] }
    guard Set(ids).count == ids.count else { throw .webhookTwice }
  }
}

extension APIError {
  static let tooManyWebhooks = outOfRange(text: "An account has at most 40 webhooks")
  fileprivate static let webhookTwice = duplicate(text: "Two webhooks have the same id")
}

extension Webhook {
  fileprivate static let list = Schema.object(
    .required("webhooks", .array(WebhookFields.shape.schema)))
}
