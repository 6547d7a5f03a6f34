import APIContract
import BrevoStore
import HTTP
import JSON

/// A webhook as it is written down, in worlds and in control calls: named as in the reference
/// document, which has no basic authentication for webhooks; its members are those that it has for
/// feeds.
enum WebhookFields {
  static let id = Field.optional("id", .identifier, "Number that its calls carry.")
  static let url = Field.required("url", .uri, "Where it is called.")
  static let events = Field.optional(
    "events", .list(of: .one(of: Webhook.Subscription.self)),
    "Events that it is told of; all of them if they are not named.")
  static let isBatched = Field.optional(
    "batched", .boolean, default: false,
    "Whether events that happen together are told in one call, as an array.")
  static let auth = Field.optional("auth", AuthFields.shape, "What calls authenticate with.")
  static let headers = Field.optional(
    "headers", .list(of: HeaderFields.shape, count: 0 ... .max), default: [],
    "Further fields of each call.")
  static let description = Field.optional("description", .text, "A word for whoever reads it.")

  static let shape = Shape<Inputs>.object(
    id, url, events, isBatched, auth, headers, description)
}

private enum AuthFields {
  enum Kind: String, CaseIterable { case bearer, basic }

  static let type = Field.required("type", .one(of: Kind.self), "Type of authentication.")
  static let token = Field.optional("token", .text, "Of a bearer.")
  static let username = Field.optional("username", .text, "Of basic authentication.")
  static let password = Field.optional("password", .text, "Of basic authentication.")

  static let complete = Rule("A `bearer` has a `token`; `basic` has a `username` and a `password`.")
  {
    inputs, _ throws(APIError) in
    guard auth(inputs) != nil else {
      throw .missing(inputs[type] == .bearer ? "token" : "username or password")
    }
  }

  static let shape = Shape<Inputs>.object(type, token, username, password, complete)

  static func auth(_ inputs: Inputs) -> Webhook.Auth? {
    switch inputs[type] {
    case .bearer: inputs[token].map { .bearer(token: $0) }
    case .basic:
      if let username = inputs[username], let password = inputs[password] {
        .basic(username: username, password: password)
      } else {
        nil
      }
    }
  }
}

private enum HeaderFields {
  static let key = Field.required("key", .text, "Name of the field.")
  static let value = Field.required("value", .text, "Its value.")

  static let possible = Rule("`key` can be the name of a field, and none that frames a request.") {
    inputs, _ throws(APIError) in
    guard HTTPFields.isName(inputs[key]),
      !HTTPFields.framing.contains(inputs[key].lowercased())
    else { throw .invalid("key") }
  }

  static let shape = Shape<Inputs>.object(key, value, possible)
}

extension Webhook {
  init(_ inputs: Inputs) {
    self.init(
      id: inputs[WebhookFields.id] ?? 0, url: inputs[WebhookFields.url],
      events: inputs[WebhookFields.events], isBatched: inputs[WebhookFields.isBatched],
      auth: inputs[WebhookFields.auth].flatMap(AuthFields.auth),
      fields: JSONObject(
        inputs[WebhookFields.headers].map {
          ($0[HeaderFields.key], .string($0[HeaderFields.value]))
        }),
      description: inputs[WebhookFields.description])
  }

  /// As it may be written down again.
  var json: JSONValue {
    [
      "id": .int(id), "url": .string(url),
      "events": events.map { .array($0.map { .string($0.rawValue) }) },
      "batched": .bool(isBatched), "auth": auth?.json,
      "headers": .array(
        fields.members.map { ["key": .string($0.name), "value": $0.value] }),
      "description": description.map { .string($0) },
    ]
  }
}
