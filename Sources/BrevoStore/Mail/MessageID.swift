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
    // Byte by byte, as appending to a text takes longer.
    String(unsafeUninitializedCapacity: 80) { bytes in
      var count = 0
      func append(_ part: Span<UInt8>) {
        for index in part.indices { bytes[count + index] = part[index] }
        count += part.count
      }
      func append(_ character: Unicode.Scalar) {
        bytes[count] = UInt8(ascii: character)
        count += 1
      }
      func append(_ number: UInt64) {
        let start = count
        var rest = number
        repeat {
          append(Unicode.Scalar(UInt8(ascii: "0") + UInt8(rest % 10)))
          rest /= 10
        } while rest > 0
        bytes[start..<count].reverse()
      }
      append("<")
      append(minute.utf8.span)
      append(".")
      append(number)
      if let version {
        append(".")
        append(UInt64(version))
      }
      append("@")
      append(Self.domain.utf8.span)
      append(">")
      return count
    }
  }
}
