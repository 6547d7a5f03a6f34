package import BrevoStore

/// What can be taken out of a message.
package enum Extract: String, Sendable, CaseIterable {
  /// The one-time code that somebody is to type in.
  case otp
  /// The link that somebody is to follow.
  case link

  package func from(_ message: OutboxMessage) -> String? {
    let markup = message.html.map { Markup($0) }
    switch self {
    case .otp:
      let texts = [message.text, markup?.text, message.subject].compactMap(\.self)
      return OneTimeCode.first(in: texts)
    case .link:
      let own = (markup?.links ?? []) + Links.all(in: markup?.text ?? "")
      return Links.first(of: own + Links.all(in: message.text ?? ""))
    }
  }
}
