package import CivilTime

/// `<202309271659.54918152014@smtp-relay.mailin.fr>`: the UTC minute of acceptance, and a number.
///
/// The versions of one request share the number: `<202403182259.64789700810.2@…>`.
package struct MessageID: Hashable, Sendable {
  package var minute: String
  package var number: UInt64
  /// Counted from 1; nil for a request without versions.
  package var version: Int64?

  private static let domain = "smtp-relay.mailin.fr"

  package init(acceptedAt instant: Instant, number: UInt64, version: Int64?) {
    minute = instant.formatted(.minuteStamp)
    self.number = number
    self.version = version
  }

  /// Reads a message id; the angle brackets may be missing.
  package init?(_ text: String) {
    var rest = text[...]
    if rest.hasPrefix("<") && rest.hasSuffix(">") { rest = rest.dropFirst().dropLast() }
    guard let at = rest.lastIndex(of: "@"), rest[at...].dropFirst() == Self.domain else {
      return nil
    }
    let parts = rest[..<at].split(separator: ".", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), parts[0].utf8.count == 12,
      parts.allSatisfy({ $0.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) }),
      let number = UInt64(parts[1])
    else { return nil }
    minute = String(parts[0])
    self.number = number
    if parts.count == 3 {
      guard let version = Int64(parts[2]), version > 0 else { return nil }
      self.version = version
    }
  }

  /// Reads a message id in its angle brackets.
  package init?(bracketed text: String) {
    guard text.hasPrefix("<") else { return nil }
    self.init(text)
  }

  package var text: String {
    // Bytes, as appending to a text piece by piece takes longer.
    var text: [UInt8] = []
    text.reserveCapacity(64)
    text.append(UInt8(ascii: "<"))
    text += minute.utf8
    text.append(UInt8(ascii: "."))
    text += number.description.utf8
    if let version {
      text.append(UInt8(ascii: "."))
      text += version.description.utf8
    }
    text.append(UInt8(ascii: "@"))
    text += Self.domain.utf8
    text.append(UInt8(ascii: ">"))
    return String(decoding: text, as: UTF8.self)
  }
}
