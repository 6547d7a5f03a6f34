package import CivilTime
package import JSON
import SQLite

/// How an account behaves where the contract leaves a choice.
package struct Settings: Sendable, Equatable {
  /// Which side is taken where the documents and the live service differ.
  package enum Fidelity: String, Sendable, CaseIterable {
    case documented
    case observed
  }

  /// From which addresses mail is delivered.
  package enum SenderPolicy: String, Sendable, CaseIterable {
    /// From every address but those of registered senders that are not verified.
    case any
    /// From the addresses of verified senders only.
    case verified
  }

  package var fidelity = Fidelity.documented
  package var senders = SenderPolicy.any
  package var offset = UTCOffset.utc
  /// Whether the account may send at all; the service activates new accounts by hand.
  package var isActivated = true
  /// Whether the service still looks into what the account sends; it may plan little until then.
  package var isUnderValidation = false
  /// Whether the account has children, for which it acts.
  package var isReseller = false
  /// Whether requests may name what the account does not have: lists, senders' IPs, deals.
  package var hasLenientReferences = false
  /// Whether requests are refused that say what no operation reads.
  package var isStrict = false
  /// How long it takes until lists and statistics show what has happened to mail.
  package var consistencyDelay = TimeSpan.milliseconds(0)
  /// Whether requests over a rate limit are refused, or only told of it.
  package var enforcesRateLimits = false
  /// The code that verifies a new sender; drawn anew for each where it is nil.
  package var fixedCode: Int64?
  /// What the clock of a new account shows.
  package var clock = Clock()
  /// What the seeds of accounts come from; nil to draw them.
  package var seed: UInt64?
  /// Where the links in rendered mail point to; no slash at the end.
  package var publicURL = "http://127.0.0.1:2738"

  package init() {}

  /// The page that shows a mail as its recipient sees it.
  package func mirrorURL(ofEmail uuid: String) -> String { "\(publicURL)/_mock/m/\(uuid)" }

  /// The page that unsubscribes the recipient of a mail.
  package func unsubscribeURL(ofEmail uuid: String) -> String { "\(publicURL)/_mock/u/\(uuid)" }

  /// These settings, with those that an account has of its own over them.
  func overridden(by own: JSONObject) throws(DatabaseError) -> Settings {
    var settings = self
    for (name, value) in own.members {
      guard settings.set(name, to: value) else { throw .unreadable("settings.\(name)") }
    }
    return settings
  }

  /// Changes the setting of that name, as world files spell it; false if there is no such setting or
  /// value.
  package mutating func set(_ name: String, to value: JSONValue) -> Bool {
    switch (name, value) {
    case ("fidelity", .string(let text)): assign(Fidelity(rawValue: text), to: \.fidelity)
    case ("senders", .string(let text)): assign(SenderPolicy(rawValue: text), to: \.senders)
    case ("utcOffset", .string(let text)): assign(UTCOffset(text), to: \.offset)
    case ("activated", .bool(let flag)): assign(flag, to: \.isActivated)
    case ("underValidation", .bool(let flag)): assign(flag, to: \.isUnderValidation)
    case ("reseller", .bool(let flag)): assign(flag, to: \.isReseller)
    case ("lenientReferences", .bool(let flag)): assign(flag, to: \.hasLenientReferences)
    case ("strict", .bool(let flag)): assign(flag, to: \.isStrict)
    case ("consistencyDelay", let value): assign(TimeSpan(value), to: \.consistencyDelay)
    case ("enforceRateLimits", .bool(let flag)): assign(flag, to: \.enforcesRateLimits)
    case ("otp", .int(let code)) where (100_000...999_999).contains(code):
      assign(code, to: \.fixedCode)
    default: false
    }
  }

  /// The settings that `set` knows, by the names that it knows them by.
  package var object: JSONObject {
    [
      "fidelity": .string(fidelity.rawValue), "senders": .string(senders.rawValue),
      "utcOffset": .string(offset.formatted), "activated": .bool(isActivated),
      "underValidation": .bool(isUnderValidation), "reseller": .bool(isReseller),
      "lenientReferences": .bool(hasLenientReferences), "strict": .bool(isStrict),
      "otp": fixedCode.map { .int($0) },
      "consistencyDelay": .int(consistencyDelay.milliseconds),
      "enforceRateLimits": .bool(enforcesRateLimits),
    ]
  }

  private mutating func assign<Value>(
    _ value: Value?, to property: WritableKeyPath<Settings, Value>
  ) -> Bool {
    guard let value else { return false }
    self[keyPath: property] = value
    return true
  }
}

extension TimeSpan {
  /// Reads milliseconds, or a text that says its unit.
  fileprivate init?(_ value: JSONValue) {
    switch value {
    case .int(let count) where (0...Self.longest.milliseconds).contains(count):
      self = .milliseconds(count)
    case .string(let text): self.init(text)
    default: return nil
    }
  }
}
