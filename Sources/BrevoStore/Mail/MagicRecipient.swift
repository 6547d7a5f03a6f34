import CivilTime

/// Addresses and numbers whose messages meet a fate of their own, without any call to the emulator.
///
/// `hard-bounce@magic.test` bounces, and `hard-bounce+anything@magic.test` does too. The numbers are
/// from +1 555 0100 to 0199, which the North American plan keeps for fiction.
package struct MagicRecipient: Sendable {
  package static let domain = "magic.test"

  /// What happens, a millisecond apart.
  package enum Fate: Sendable {
    /// To a mail, after it was requested.
    case mail([Event.Kind])
    /// To a text message.
    case sms([SMSEvent.Kind])
  }

  /// As people write it.
  package var address: String
  package var fate: Fate

  package static let table = [
    mail("hard-bounce", [.hardBounces]),
    mail("soft-bounce", [.softBounces]),
    mail("deferred", [.deferred]),
    mail("blocked", [.blocked]),
    mail("invalid", [.invalid]),
    mail("error", [.error]),
    mail("opened", [.delivered, .opened]),
    mail("clicked", [.delivered, .opened, .clicks]),
    mail("loaded-by-proxy", [.delivered, .loadedByProxy]),
    mail("spam", [.delivered, .spam]),
    mail("unsubscribed", [.delivered, .unsubscribed]),
    sms("+15550101", [.sent, .hardBounces]),
    sms("+15550102", [.sent, .softBounces]),
    sms("+15550103", [.rejected]),
    sms("+15550104", [.blocked]),
    sms("+15550105", [.sent, .delivered, .unsubscribed]),
    sms("+15550106", [.sent, .delivered, .replied]),
    sms("+15550107", [.sent, .accepted]),
    sms("+15550108", [.skipped]),
  ]

  /// The events, as filters and reports name them.
  package var eventNames: [String] {
    switch fate {
    case .mail(let kinds): kinds.map(\.lifecycle.name)
    case .sms(let kinds): kinds.map(\.lifecycle.name)
    }
  }

  /// What happens to mail for `address`; it is delivered if the address is none of these.
  static func fate(of address: String) -> [Event.Kind] {
    guard address.utf8.last == UInt8(ascii: "t"), address.lowercased().hasSuffix("@\(domain)")
    else { return [.delivered] }
    return fatesOfMail[address.lowercased().prefix { $0 != "@" && $0 != "+" }] ?? [.delivered]
  }

  /// What happens to a text message for `number`; it is delivered if the number is none of these.
  static func fate(of number: PhoneNumber) -> [SMSEvent.Kind] {
    fatesOfSMS[number] ?? [.sent, .delivered]
  }

  private static func mail(_ localPart: String, _ kinds: [Event.Kind]) -> MagicRecipient {
    MagicRecipient(address: "\(localPart)@\(domain)", fate: .mail(kinds))
  }

  private static func sms(_ number: String, _ kinds: [SMSEvent.Kind]) -> MagicRecipient {
    MagicRecipient(address: number, fate: .sms(kinds))
  }

  private static let fatesOfMail: [Substring: [Event.Kind]] = {
    var fates: [Substring: [Event.Kind]] = [:]
    for recipient in table {
      guard case .mail(let kinds) = recipient.fate else { continue }
      fates[recipient.address.prefix { $0 != "@" }] = kinds
    }
    return fates
  }()

  private static let fatesOfSMS: [PhoneNumber: [SMSEvent.Kind]] = {
    var fates: [PhoneNumber: [SMSEvent.Kind]] = [:]
    for recipient in table {
      guard case .sms(let kinds) = recipient.fate, let number = PhoneNumber(recipient.address)
      else { continue }
      fates[number] = kinds
    }
    return fates
  }()
}
