import CivilTime

/// Addresses whose mail meets a fate of its own, without any call to the emulator.
///
/// `hard-bounce@magic.test` bounces, and `hard-bounce+anything@magic.test` does too.
package struct MagicRecipient: Sendable {
  package static let domain = "magic.test"

  package var localPart: String
  /// What happens to the mail after it was requested, a millisecond apart.
  package var fate: [Event.Kind]

  package static let table = [
    MagicRecipient(localPart: "hard-bounce", fate: [.hardBounces]),
    MagicRecipient(localPart: "soft-bounce", fate: [.softBounces]),
    MagicRecipient(localPart: "deferred", fate: [.deferred]),
    MagicRecipient(localPart: "blocked", fate: [.blocked]),
    MagicRecipient(localPart: "invalid", fate: [.invalid]),
    MagicRecipient(localPart: "error", fate: [.error]),
    MagicRecipient(localPart: "opened", fate: [.delivered, .opened]),
    MagicRecipient(localPart: "clicked", fate: [.delivered, .opened, .clicks]),
    MagicRecipient(localPart: "loaded-by-proxy", fate: [.delivered, .loadedByProxy]),
    MagicRecipient(localPart: "spam", fate: [.delivered, .spam]),
    MagicRecipient(localPart: "unsubscribed", fate: [.delivered, .unsubscribed]),
  ]

  /// What happens to mail for `address`; it is delivered if the address is none of these.
  static func fate(of address: String) -> [Event.Kind] {
    guard address.utf8.last == UInt8(ascii: "t"), address.lowercased().hasSuffix("@\(domain)")
    else { return [.delivered] }
    let name = address.lowercased().prefix { $0 != "@" && $0 != "+" }
    return table.first { $0.localPart == name }?.fate ?? [.delivered]
  }
}
