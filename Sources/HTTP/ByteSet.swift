/// A set of ASCII characters, as the bits of two words: a test is a shift and a mask.
struct ByteSet: Sendable {
  let low: UInt64
  let high: UInt64

  @inline(__always)
  func contains(_ byte: UInt8) -> Bool {
    byte < 128 && (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 == 1
  }

  /// `tchar` of RFC 9110, section 5.6.2.
  static let token = ByteSet(low: 0x03ff_6cfa_0000_0000, high: 0x57ff_ffff_c7ff_fffe)

  /// `unreserved` of RFC 3986, section 2.3.
  static let unreserved = ByteSet(low: 0x03ff_6000_0000_0000, high: 0x47ff_fffe_87ff_fffe)

  /// `reg-name` of RFC 3986, section 3.2.2: unreserved, sub-delims and "%".
  static let registeredName = ByteSet(low: 0x2bff_7ff2_0000_0000, high: 0x47ff_fffe_87ff_fffe)

  /// The signs `%`, `+`, `<` and `>`.
  static let escapeSigns = ByteSet(low: 0x5000_0820_0000_0000, high: 0)

  /// What may stand in a request target: visible ASCII but "#".
  static let target = ByteSet(low: 0xffff_fff6_0000_0000, high: 0x7fff_ffff_ffff_ffff)
}

extension UInt8 {
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0a
  static let carriageReturn: UInt8 = 0x0d
  static let space: UInt8 = 0x20

  /// Optional white space, `OWS` of RFC 9110, section 5.6.3.
  @inline(__always)
  var isBlank: Bool { self == .space || self == .tab }

  /// Whether the byte may stand in a field's value: anything but a control character, tab excepted.
  @inline(__always)
  var isFieldContent: Bool { self >= 0x20 ? self != 0x7f : self == .tab }

  @inline(__always)
  var isDigit: Bool { 0x30...0x39 ~= self }

  var hexadecimalValue: Int? {
    switch self {
    case 0x30...0x39: Int(self) - 0x30
    case 0x41...0x46: Int(self) - 0x41 + 10
    case 0x61...0x66: Int(self) - 0x61 + 10
    default: nil
    }
  }

  @inline(__always)
  var lowercased: UInt8 { 0x41...0x5a ~= self ? self | 0x20 : self }

  /// Whether an ASCII letter is the same as another one, but perhaps for its case.
  @inline(__always)
  func equalsIgnoringCase(_ other: UInt8) -> Bool {
    // Mostly the case is the same, too.
    self == other || lowercased == other.lowercased
  }
}
