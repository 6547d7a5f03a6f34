/// The escapes of URLs (RFC 3986, section 2.1).
package enum PercentEncoding {
  /// The text behind the escapes; nil if an escape is malformed or the bytes are no UTF-8.
  package static func decode(_ text: Span<UInt8>) -> String? { decode(text, plusIsSpace: false) }

  package static func decode(_ text: Substring) -> String? { decode(text.utf8.span) }

  /// The text with everything escaped but letters, digits and `-._~`.
  package static func encode(_ text: String) -> String {
    var encoded: [UInt8] = []
    for byte in text.utf8 {
      if ByteSet.unreserved.contains(byte) {
        encoded.append(byte)
      } else {
        encoded.append(UInt8(ascii: "%"))
        encoded.append(digit(byte >> 4))
        encoded.append(digit(byte & 15))
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }

  /// The text without escapes of letters, digits and `-._~`, which stand for themselves (RFC 3986,
  /// section 6.2.2.2); as it is if an escape is malformed.
  static func normalized(_ text: String) -> String {
    let bytes = text.utf8.span
    guard bytes.firstIndex(of: UInt8(ascii: "%")) != nil else { return text }
    var normalized: [UInt8] = []
    var position = 0
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "%") else {
        normalized.append(bytes[position])
        position += 1
        continue
      }
      guard let byte = bytes.escapedByte(at: position) else { return text }
      let end = position + 3
      if ByteSet.unreserved.contains(byte) {
        normalized.append(byte)
      } else {
        normalized.append(bytes.extracting(position..<end))
      }
      position = end
    }
    return String(decoding: normalized, as: UTF8.self)
  }

  static func decode(_ text: Span<UInt8>, plusIsSpace: Bool) -> String? {
    if text.isPlain(plusIsSpace: plusIsSpace) { return text.asciiText }
    var decoded: [UInt8] = []
    decoded.reserveCapacity(text.count)
    var position = 0
    while position < text.count {
      switch text[position] {
      case UInt8(ascii: "%"):
        guard let byte = text.escapedByte(at: position) else { return nil }
        decoded.append(byte)
        position += 2
      case UInt8(ascii: "+") where plusIsSpace: decoded.append(.space)
      case let byte: decoded.append(byte)
      }
      position += 1
    }
    return String(validating: decoded, as: UTF8.self)
  }

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }
}

extension Span<UInt8> {
  /// What an escape stands for; nil if none is whole at this position.
  func escapedByte(at position: Int) -> UInt8? {
    guard position + 2 < count, self[position] == UInt8(ascii: "%"),
      let high = self[position + 1].hexadecimalValue, let low = self[position + 2].hexadecimalValue
    else { return nil }
    return UInt8(high << 4 | low)
  }

  /// Whether the bytes are ASCII, and stand for themselves.
  fileprivate func isPlain(plusIsSpace: Bool) -> Bool {
    let percent = UInt8(ascii: "%")
    let other = plusIsSpace ? UInt8(ascii: "+") : percent
    for index in startOfSuspects(below: 0, or: percent, other, orNotASCII: true)..<count {
      let byte = self[index]
      if byte == percent || byte == other || byte >= 0x80 { return false }
    }
    return true
  }
}
