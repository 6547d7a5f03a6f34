/// Hides who is meant in what is shown to others: a log of a build is read by many.
enum Mask {
  private static let sign = "***"

  /// Fields of a request whose values are secrets.
  static let secretFields: Set = [
    "api-key", "x-api-key", "api_key", "apikey", "partner-key", "authorization", "cookie",
  ]

  /// A key: of a long one the beginning and the end are shown, to tell it from others.
  static func key(_ key: String) -> String {
    key.count < 24 ? sign : "\(key.prefix(8))\(sign)\(key.suffix(4))"
  }

  /// A text in which mail addresses and telephone numbers are hidden, however it is encoded.
  static func text(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var masked: [UInt8] = []
    var start = 0
    var index = 0
    while index < bytes.count {
      guard let length = atLength(bytes, index) else {
        index += 1
        continue
      }
      var first = index
      while first > start, isLocal(bytes[first - 1]) { first -= 1 }
      var end = index + length
      while end < bytes.count, isDomain(bytes[end]) { end += 1 }
      if first < index, end > index + length {
        masked += numbersHidden(bytes[start..<first])
        masked += sign.utf8 + bytes[index..<index + length] + sign.utf8
        start = end
      }
      index = max(end, index + length)
    }
    masked += numbersHidden(bytes[start...])
    return String(decoding: masked, as: UTF8.self)
  }

  /// The length of an at sign, as texts, URLs and JSON may spell it.
  private static func atLength(_ bytes: [UInt8], _ index: Int) -> Int? {
    switch bytes[index] {
    case UInt8(ascii: "@"): 1
    case UInt8(ascii: "%") where bytes[index...].starts(with: "%40".utf8): 3
    case UInt8(ascii: "\\") where bytes[index...].starts(with: "\\u0040".utf8): 6
    default: nil
    }
  }

  /// Seven digits or more are a number; blanks may stand between them, and other marks if it begins
  /// as an international number.
  private static func numbersHidden(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let start = index
      let isInternational = bytes[index] == UInt8(ascii: "+")
      if isInternational { index += 1 }
      var digits = 0
      var end = index
      while index < bytes.endIndex {
        if isDigit(bytes[index]) {
          digits += 1
          index += 1
          end = index
        } else if digits > 0, isSeparator(bytes[index], isInternational), index == end {
          index += 1
        } else {
          break
        }
      }
      if digits >= 7 {
        result += sign.utf8 + bytes[end - 2..<end]
        index = end
      } else {
        index = max(end, start + 1)
        result += bytes[start..<index]
      }
    }
    return result
  }

  private static func isSeparator(_ byte: UInt8, _ isInternational: Bool) -> Bool {
    switch Unicode.Scalar(byte) {
    case " ": true
    case "-", ".", "/", "(", ")": isInternational
    default: false
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func isDomain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "-"), UInt8(ascii: "."), 0x80...0xff:
      true
    default: isDigit(byte)
    }
  }

  private static func isLocal(_ byte: UInt8) -> Bool {
    switch Unicode.Scalar(byte) {
    case "_", "+", "%", "~", "!", "#", "$", "*": true
    default: isDomain(byte)
    }
  }
}
