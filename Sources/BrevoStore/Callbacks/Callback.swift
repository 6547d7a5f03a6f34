package import CivilTime
package import JSON

/// A call to the outside that the account owes somebody: a POST of JSON.
package struct Callback: Sendable, Equatable {
  /// Why it is made. Stored as numbers, which never change.
  package enum Occasion: Int64, Sendable, CaseIterable {
    case webhook = 0
    case notifyURL = 1
    case webURL = 2
  }

  /// What became of it so far. Stored as numbers, which never change.
  package enum State: Int64, Sendable, CaseIterable {
    /// It is due, now or later.
    case pending = 0
    /// It was answered with success.
    case delivered = 1
    /// It was tried as often as it is tried.
    case failed = 2
    /// It may not be made, or cannot: trying again would not help.
    case refused = 3
  }

  package var occasion: Occasion
  package var url: String
  package var body: JSONValue
  /// What the call says besides its body. It may be secret, so no journal shows it.
  package var fields: JSONObject

  package init(
    _ occasion: Occasion, to url: String, _ body: JSONValue, fields: JSONObject = JSONObject()
  ) {
    self.occasion = occasion
    self.url = url
    self.body = body
    self.fields = fields
  }
}

/// A call that is due, as whoever makes it needs it.
package struct DueCallback: Sendable {
  package var id: Int64
  package var url: String
  package var fields: JSONObject
  /// The text of its JSON.
  package var body: String
}

/// What came of one attempt.
package struct CallbackResult: Sendable {
  package enum Outcome: Sendable, Equatable {
    case answered(status: Int)
    /// There was no answer, for a reason that may pass.
    case unanswered(String)
    /// It was not made, for a reason that will not pass.
    case refused(String)
  }

  package var id: Int64
  package var outcome: Outcome

  package init(_ id: Int64, _ outcome: Outcome) {
    self.id = id
    self.outcome = outcome
  }
}

/// A call as the journal shows it.
package struct CallbackRecord: Sendable {
  package struct Attempt: Sendable {
    package var at: Instant
    package var status: Int64?
    package var error: String?
  }

  package var id: Int64
  package var occasion: Callback.Occasion
  package var url: String
  package var body: JSONValue
  package var state: Callback.State
  package var createdAt: Instant
  package var nextAttemptAt: Instant?
  package var attempts: [Attempt]
}
