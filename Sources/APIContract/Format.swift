import CivilTime

extension Schema.Format {
  /// Whether `text` is written in this format.
  package func admits(_ text: String) -> Bool {
    switch self {
    case .date: Day(text) != nil
    case .dateTime: Instant(text) != nil
    case .email: EmailAddress.admits(text)
    case .hostname: Hostname.admits(text.utf8.span)
    case .ip: IPAddress.admits(text)
    case .uri: URI.admits(text)
    case .uuid: UUIDText.admits(text)
    case .base64: Base64.admits(text)
    case .objectID: ObjectIDText.admits(text)
    case .timeSpan: TimeSpan(text) != nil
    }
  }
}

/// `local@domain` as mail systems take it: RFC 5321 sizes, RFC 6531 letters, no quoted local part.
enum EmailAddress {
  static func admits(_ text: String) -> Bool { admits(text.utf8.span) }

  private static func admits(_ bytes: Span<UInt8>) -> Bool {
    var at = bytes.count - 1
    while at > 0, bytes[at] != UInt8(ascii: "@") { at -= 1 }
    guard bytes.count <= 254, (1...64).contains(at) else { return false }
    var previous = UInt8(ascii: ".")
    for index in 0..<at {
      let byte = bytes[index]
      guard isAtomText(byte), byte != UInt8(ascii: ".") || previous != byte else { return false }
      previous = byte
    }
    return previous != UInt8(ascii: ".")
      && Hostname.admits(bytes.extracting((at + 1)...))
  }

  private static func isAtomText(_ byte: UInt8) -> Bool {
    if isLetterOrDigit(byte) || byte >= 0x80 { return true }
    switch Unicode.Scalar(byte) {
    case ".", "!", "#", "$", "%", "&", "'", "*", "+", "-", "/", "=", "?", "^", "_", "`", "{", "|",
      "}", "~":
      return true
    default: return false
    }
  }
}

/// Two labels or more, each of letters, digits and inner hyphens; letters beyond ASCII pass.
enum Hostname {
  static func admits(_ text: Span<UInt8>) -> Bool {
    var labels = 1
    var length = 0
    var previous = UInt8(ascii: ".")
    for index in text.indices {
      let byte = text[index]
      if isLetterOrDigit(byte) || byte >= 0x80 || byte == UInt8(ascii: "-") && length > 0 {
        length += 1
      } else {
        guard byte == UInt8(ascii: "."), (1...63).contains(length), previous != UInt8(ascii: "-")
        else { return false }
        labels += 1
        length = 0
      }
      previous = byte
    }
    return labels >= 2 && (1...63).contains(length) && previous != UInt8(ascii: "-")
      && text.count <= 253
  }
}

/// Four decimal groups, or IPv6 as RFC 4291 writes it, without a zone.
///
/// The groups may be larger than 255, as they are in the examples of some documents.
enum IPAddress {
  static func admits(_ text: String) -> Bool {
    text.utf8.contains(UInt8(ascii: ":")) ? admitsIPv6(text) : admitsIPv4(text[...])
  }

  private static func admitsIPv4(_ text: Substring) -> Bool {
    let groups = text.split(separator: ".", omittingEmptySubsequences: false)
    return groups.count == 4
      && groups.allSatisfy { (1...3).contains($0.utf8.count) && $0.utf8.allSatisfy(isDigit) }
  }

  private static func admitsIPv6(_ text: String) -> Bool {
    let halves = text.split(separator: "::", omittingEmptySubsequences: false)
    guard halves.count <= 2 else { return false }
    var count = 0
    for (index, half) in halves.enumerated() where !half.isEmpty || halves.count == 1 {
      var groups = half.split(separator: ":", omittingEmptySubsequences: false)
      if index == halves.count - 1, let last = groups.last, last.utf8.contains(UInt8(ascii: ".")) {
        guard admitsIPv4(last) else { return false }
        groups.removeLast()
        count += 2
      }
      guard
        groups.allSatisfy({ (1...4).contains($0.utf8.count) && $0.utf8.allSatisfy(isHexDigit) })
      else { return false }
      count += groups.count
    }
    return halves.count == 1 ? count == 8 : count <= 7
  }
}

/// An absolute http or https URL without blanks.
enum URI {
  static func admits(_ text: String) -> Bool {
    guard let scheme = ["http://", "https://"].first(where: text.lowercased().hasPrefix) else {
      return false
    }
    let rest = text.utf8.dropFirst(scheme.utf8.count)
    return rest.first.map { isLetterOrDigit($0) || $0 >= 0x80 || $0 == UInt8(ascii: "[") } == true
      && rest.allSatisfy { $0 > 0x20 && $0 != 0x7f }
  }
}

/// A UUID of version 4, in either case of letters.
enum UUIDText {
  static func admits(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard bytes.count == 36, bytes[14] == UInt8(ascii: "4"),
      "89abAB".utf8.contains(bytes[19])
    else { return false }
    return bytes.enumerated().allSatisfy { index, byte in
      switch index {
      case 8, 13, 18, 23: byte == UInt8(ascii: "-")
      default: isHexDigit(byte)
      }
    }
  }
}

/// Twenty-four hexadecimal digits, in either case of letters.
enum ObjectIDText {
  static func admits(_ text: String) -> Bool {
    text.utf8.count == 24 && text.utf8.allSatisfy(isHexDigit)
  }
}

/// RFC 4648 section 4 with padding, the way the contract's pattern demands it.
package enum Base64 {
  static func admits(_ text: String) -> Bool {
    let bytes = text.utf8
    guard bytes.count.isMultiple(of: 4) else { return false }
    let padding = bytes.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    guard padding <= 2 else { return false }
    return bytes.dropLast(padding).allSatisfy {
      isLetterOrDigit($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/")
    }
  }

  /// The number of bytes that admitted text stands for.
  package static func decodedCount(of text: String) -> Int {
    let padding = text.utf8.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    return text.utf8.count / 4 * 3 - padding
  }

  /// The bytes that admitted text stands for.
  package static func decoded(_ text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(decodedCount(of: text))
    var bits: UInt32 = 0
    var count = 0
    for byte in text.utf8 {
      guard let value = value(of: byte) else { break }
      bits = bits << 6 | value
      count += 6
      guard count >= 8 else { continue }
      count -= 8
      bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
    }
    return bytes
  }

  private static func value(of byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(byte - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(byte - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}

private func isDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  // The cases of a letter differ in one bit.
  (byte | 0x20) &- UInt8(ascii: "a") < 26 || byte &- UInt8(ascii: "0") < 10
}

private func isHexDigit(_ byte: UInt8) -> Bool {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
    UInt8(ascii: "A")...UInt8(ascii: "F"):
    true
  default: false
  }
}
