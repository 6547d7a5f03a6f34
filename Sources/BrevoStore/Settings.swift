package import CivilTime

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
  /// Where the links in rendered mail point to; no slash at the end.
  package var publicURL = "http://127.0.0.1:2738"

  package init() {}
}
