package import CivilTime

/// Gives rows the names by which clients know them, and finds the row that a name means.
///
/// A name is the row's number under a small block cipher, keyed by the account's seed: it looks
/// drawn by chance, is never drawn twice, and needs no index to be found again.
package struct Identifiers: Sendable {
  private let seed: UInt64

  package init(seed: UInt64) { self.seed = seed }

  package static func randomSeed() -> UInt64 { .random(in: .min ... .max) }

  /// The seed that comes from another one for what is called `name`: always the same.
  package static func seed(_ seed: UInt64, of name: String) -> UInt64 {
    name.utf8.reduce(scrambled(seed)) { scrambled($0 ^ UInt64($1)) }
  }

  // MARK: UUIDs

  /// What a UUID stands for; the same numbers give different UUIDs in different domains.
  package enum Domain: UInt64, Sendable {
    case email = 1
    case batch = 2
    case answer = 3
    case notice = 4
    case sms = 5
    case code = 8
  }

  /// A lower-case UUID of version 4 for the row `number`, `position`.
  package func uuid(_ domain: Domain, _ number: Int64, _ position: Int64 = 0) -> String {
    let halves = halves(domain, number, position)
    return String(unsafeUninitializedCapacity: UUIDText.length) { UUIDText.write(halves, to: $0) }
  }

  /// Hands that text over in ASCII, where a `String` of it would be one too many.
  package func withUUID(
    _ domain: Domain, _ number: Int64, _ position: Int64 = 0, _ body: (Span<UInt8>) -> Void
  ) {
    let halves = halves(domain, number, position)
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: UUIDText.length) { buffer in
      let count = UUIDText.write(halves, to: buffer)
      body(UnsafeBufferPointer(rebasing: buffer[..<count]).span)
    }
  }

  private func halves(_ domain: Domain, _ number: Int64, _ position: Int64) -> Halves {
    var halves = Halves(left: UInt64(number), right: UInt64(position))
    for round in 0..<Self.rounds { halves.mix(key(domain, round)) }
    return halves
  }

  /// The row that `uuid` names, if it can be one of ours at all.
  package func row(_ domain: Domain, _ uuid: String) -> (number: Int64, position: Int64)? {
    guard var halves = UUIDText.halves(uuid) else { return nil }
    for round in (0..<Self.rounds).reversed() { halves.unmix(key(domain, round)) }
    guard halves.left < 1 << 40, halves.right < 1 << 16 else { return nil }
    return (Int64(halves.left), Int64(halves.right))
  }

  /// Whether a text is a UUID of version 4 at all, in either case of letters.
  static func isUUID(_ text: String) -> Bool { UUIDText.halves(text) != nil }

  private static let rounds: UInt64 = 6

  private func key(_ domain: Domain, _ round: UInt64) -> UInt64 {
    scrambled(seed ^ domain.rawValue << 56 ^ round)
  }

  // MARK: Object ids

  /// What MongoDB calls an object: 24 hexadecimal digits in lower case.
  ///
  /// As there, the first eight are the second of its making. The others are its number under the
  /// cipher, so that no two numbers have one id.
  package func objectID(_ number: Int64, at instant: Instant) -> String {
    var (left, right) = (
      UInt32(truncatingIfNeeded: number >> 32), UInt32(truncatingIfNeeded: number)
    )
    for round in 0..<Self.rounds {
      let mixed = scrambled(UInt64(right) ^ seed ^ Self.objects << 56 ^ round)
      (left, right) = (right, left ^ UInt32(truncatingIfNeeded: mixed))
    }
    let second = UInt32(truncatingIfNeeded: instant.milliseconds / 1000)
    return [second, left, right].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  /// Keeps the mixing apart from that of every domain of UUIDs.
  private static let objects: UInt64 = 0xff

  // MARK: Codes

  /// Six digits without a leading zero. They lead nowhere, and may come again.
  package func code(_ number: Int64) -> Int64 {
    100_000 + Int64(key(.code, UInt64(number)) % 900_000)
  }

  // MARK: References of text messages

  /// Nineteen letters and digits, as many as the documented example has. Nobody looks them up.
  func reference(ofMessage id: Int64) -> String {
    let alphabet = Array("abcdefghijklmnopqrstuvwxyz0123456789".utf8)
    var word = scrambled(key(.sms, 0) ^ UInt64(id))
    let letters = (0..<19).map { index in
      if index == 10 { word = scrambled(key(.sms, 1) ^ UInt64(id)) }
      defer { word /= 36 }
      return alphabet[Int(word % 36)]
    }
    return String(decoding: letters, as: UTF8.self)
  }

  // MARK: Digits of a message id

  /// Eleven digits without a leading zero: the documented numbers have ten or eleven.
  private static let smallest: UInt64 = 10_000_000_000
  private static let count: UInt64 = 90_000_000_000
  /// Has no divisor in common with `count`, so that multiplying by it loses nothing.
  private static let factor: UInt64 = 61_803_398_873
  private static let inverse = modularInverse(of: factor, modulo: count)

  func digits(of row: Int64) -> UInt64 {
    let product = Self.multiplied(UInt64(row) % Self.count, Self.factor)
    return Self.smallest + (product + seed % Self.count) % Self.count
  }

  func row(ofDigits digits: UInt64) -> Int64? {
    guard digits >= Self.smallest, digits < Self.smallest + Self.count else { return nil }
    let shifted = (digits - Self.smallest + Self.count - seed % Self.count) % Self.count
    return Int64(Self.multiplied(shifted, Self.inverse))
  }

  private static func multiplied(_ a: UInt64, _ b: UInt64) -> UInt64 {
    count.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder
  }

  /// Euclid's algorithm, extended.
  private static func modularInverse(of number: UInt64, modulo modulus: UInt64) -> UInt64 {
    var (previous, current) = (Int64(modulus), Int64(number))
    var (previousFactor, currentFactor) = (0 as Int64, 1 as Int64)
    while current != 0 {
      let quotient = previous / current
      (previous, current) = (current, previous - quotient * current)
      (previousFactor, currentFactor) = (currentFactor, previousFactor - quotient * currentFactor)
    }
    precondition(previous == 1, "the factor shares a divisor with the modulus")
    return UInt64(previousFactor < 0 ? previousFactor + Int64(modulus) : previousFactor)
  }
}

/// The finaliser of SplitMix64: every bit of the input sways every bit of the output.
private func scrambled(_ value: UInt64) -> UInt64 {
  var z = value &+ 0x9e37_79b9_7f4a_7c15
  z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
  z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
  return z ^ z >> 31
}

/// The 122 free bits of a UUID in two halves, mixed as a Feistel network does.
private struct Halves {
  static let mask: UInt64 = (1 << 61) - 1

  var left: UInt64
  var right: UInt64

  mutating func mix(_ key: UInt64) {
    (left, right) = (right, left ^ scrambled(right ^ key) & Self.mask)
  }

  mutating func unmix(_ key: UInt64) {
    (left, right) = (right ^ scrambled(left ^ key) & Self.mask, left)
  }
}

/// The textual form of a UUID of version 4, around its free bits.
private enum UUIDText {
  static let length = 36

  /// Answers how many characters were written, which is `length`.
  static func write(_ halves: Halves, to buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
    // 122 bits from left to right: 48, then the version, 12, then the variant, 62.
    let high = (halves.left >> 13) << 16 | 0x4000 | (halves.left & 0x1fff) >> 1
    let low = 0b10 << 62 | (halves.left & 1) << 61 | halves.right
    let bytes = UnsafeMutableRawBufferPointer(buffer)
    let (first, second) = (digits(high >> 32), digits(high & 0xffff_ffff))
    let (third, fourth) = (digits(low >> 32), digits(low & 0xffff_ffff))
    let hyphen = UInt8(ascii: "-")
    bytes.store(first, at: 0)
    bytes.store(hyphen, at: 8)
    bytes.store(UInt32(second >> 32), at: 9)
    bytes.store(hyphen, at: 13)
    bytes.store(UInt32(second & 0xffff_ffff), at: 14)
    bytes.store(hyphen, at: 18)
    bytes.store(UInt32(third >> 32), at: 19)
    bytes.store(hyphen, at: 23)
    bytes.store(UInt32(third & 0xffff_ffff), at: 24)
    bytes.store(fourth, at: 28)
    return length
  }

  /// The eight hexadecimal digits of a number of 32 bits, the first in the highest byte.
  private static func digits(_ number: UInt64) -> UInt64 {
    // A nibble to each byte.
    var nibbles = (number << 16 | number) & 0x0000_ffff_0000_ffff
    nibbles = (nibbles << 8 | nibbles) & 0x00ff_00ff_00ff_00ff
    nibbles = (nibbles << 4 | nibbles) & 0x0f0f_0f0f_0f0f_0f0f
    let ones: UInt64 = 0x0101_0101_0101_0101
    // From ten on, six more carry into the fifth bit; "a" lies 39 behind what would follow "9".
    let letters = (nibbles + ones * 6) >> 4 & ones
    return nibbles + ones * 0x30 + letters * 39
  }

  static func halves(_ text: String) -> Halves? {
    let text = text.utf8.span
    let hyphen = UInt8(ascii: "-")
    guard text.count == length, text[8] == hyphen, text[13] == hyphen, text[18] == hyphen,
      text[23] == hyphen
    else { return nil }
    let bytes = text.bytes
    guard let first = number(bytes.eight(at: 0)),
      let second = number(bytes.four(at: 9) << 32 | bytes.four(at: 14)),
      let third = number(bytes.four(at: 19) << 32 | bytes.four(at: 24)),
      let fourth = number(bytes.eight(at: 28))
    else { return nil }
    let (high, low) = (first << 32 | second, third << 32 | fourth)
    guard high >> 12 & 15 == 4, low >> 62 == 0b10 else { return nil }
    let left = (high >> 16) << 13 | (high & 0xfff) << 1 | low >> 61 & 1
    return Halves(left: left, right: low & Halves.mask)
  }

  /// The number of 32 bits that has those hexadecimal digits, the first in the highest byte, in either
  /// case; nil if they are none.
  private static func number(_ digits: UInt64) -> UInt64? {
    let ones: UInt64 = 0x0101_0101_0101_0101
    // Of all digits only letters have the seventh bit; the sixth tells their cases apart.
    let letters = digits >> 6 & ones
    // A nibble to each byte: that of "a" is 1, and nine more.
    var nibbles = (digits & (ones * 15)) + letters * 9
    nibbles = (nibbles | nibbles >> 4) & 0x00ff_00ff_00ff_00ff
    nibbles = (nibbles | nibbles >> 8) & 0x0000_ffff_0000_ffff
    let number = (nibbles | nibbles >> 16) & 0xffff_ffff
    return self.digits(number) == digits | letters << 5 ? number : nil
  }
}

extension RawSpan {
  /// The number whose bytes stand there, the highest first.
  fileprivate func eight(at offset: Int) -> UInt64 {
    // Any eight bytes are a valid number.
    UInt64(bigEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The same of four bytes.
  fileprivate func four(at offset: Int) -> UInt64 {
    UInt64(UInt32(bigEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self)))
  }
}

extension UnsafeMutableRawBufferPointer {
  /// Writes the bytes of a number, the highest first.
  fileprivate func store<Number: FixedWidthInteger>(_ number: Number, at offset: Int) {
    storeBytes(of: number.bigEndian, toByteOffset: offset, as: Number.self)
  }
}
