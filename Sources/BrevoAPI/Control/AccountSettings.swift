import APIContract
import BrevoStore
import CivilTime
import HTTP
import JSON

/// The settings by the names that world files have for them.
private let fields: [any ClauseConvertible] = [
  Field.optional(
    "fidelity", .one(of: Settings.Fidelity.self), "Which side is taken where sources differ."),
  Field.optional(
    "senders", .one(of: Settings.SenderPolicy.self), "From which addresses mail is delivered."),
  Field.optional("utcOffset", .text, "Offset of the account's calendar: `Z`, `+02:00`."),
  Field.optional("activated", .boolean, "Whether the account may send at all."),
  Field.optional("underValidation", .boolean, "Whether the service still looks into it."),
  Field.optional("reseller", .boolean, "Whether it has the rights of a reseller."),
  Field.optional(
    "lenientReferences", .boolean, "Whether requests may name what the account does not have."),
  Field.optional(
    "strict", .boolean, "Whether requests are refused that say what no operation reads."),
  Field.optional(
    "otp", .integer(100_000...999_999), "The code that verifies every new sender."),
  Field.optional(
    "consistencyDelay", .timeSpan,
    "How long it takes until lists and statistics show what has happened to mail: milliseconds, or `2s`."
  ),
  Field.optional(
    "enforceRateLimits", .boolean, "Whether requests over a rate limit are refused."),
]

extension Control {
  static let getSettings = BrevoEndpoint(
    .get, "/settings", "getSettings",
    summary: "Show how the account behaves where there is a choice",
    responses: [.ok("the settings", settingsSchema)]
  ) { _, store in
    .ok(.object(store.settings.object))
  }

  /// What the request does not name stays as it is. Null takes back what the account says, so that
  /// the server's own setting holds.
  static let setSettings = BrevoEndpoint(
    .put, "/settings", "setSettings",
    summary: "Change how the account behaves, from now on",
    body: .required(Fields(fields)),
    responses: [.ok("the settings as they are now", settingsSchema), .badRequest]
  ) { call, store in
    var own = try store.ownSettings()
    var trial = Settings()
    for (name, value) in call.body.object.members {
      if value != .null, !trial.set(name, to: value) { throw APIError.invalid(name) }
      own[name] = value == .null ? nil : value
    }
    try store.keep(own)
    return .ok(.object(store.settings.object))
  }

  private static let settingsSchema = Schema.object(Fields(fields).clauses)
}
