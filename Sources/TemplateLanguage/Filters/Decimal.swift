/// A number as the digits one reads, so that 2.675 rounds to 2.68 as at school, and no `Int64` loses
/// any digit.
struct Decimal {
  private var isNegative: Bool
  /// Without a point, at least one before it.
  private var digits: [UInt8]
  private var fractionCount: Int

  init(_ value: Int64) {
    isNegative = value < 0
    digits = value.magnitude.description.utf8.map { $0 &- UInt8(ascii: "0") }
    fractionCount = 0
  }

  /// From the shortest spelling that reads back the same, such as "12.5" or "1.5e-07". The value is
  /// finite.
  init(_ value: Double) {
    isNegative = value < 0
    let parts = value.magnitude.description.split(separator: "e")
    let point = parts[0].utf8.firstIndex(of: UInt8(ascii: "."))
    digits = parts[0].utf8.filter { $0 != UInt8(ascii: ".") }.map { $0 &- UInt8(ascii: "0") }
    fractionCount = point.map { parts[0].utf8.distance(from: $0, to: parts[0].endIndex) - 1 } ?? 0
    fractionCount -= parts.count == 2 ? Int(parts[1]) ?? 0 : 0
    if fractionCount < 0 {
      digits += repeatElement(0, count: -fractionCount)
      fractionCount = 0
    }
    let missing = fractionCount + 1 - digits.count
    if missing > 0 { digits.insert(contentsOf: repeatElement(0, count: missing), at: 0) }
  }

  /// Rounded half away from zero. Negative: as many digits, but none at all for a whole number.
  /// No more than 100 digits: beyond, all are zeros.
  func text(digits wanted: Int) -> String {
    let isWhole = digits.suffix(fractionCount).allSatisfy { $0 == 0 }
    let places = wanted < 0 && isWhole ? 0 : Int(min(wanted.magnitude, 100))
    var rounded = self
    rounded.round(to: places)
    let isZero = rounded.digits.allSatisfy { $0 == 0 }
    var text = rounded.digits.map { $0 + UInt8(ascii: "0") }
    if places > 0 { text.insert(UInt8(ascii: "."), at: text.count - places) }
    if isNegative && !isZero { text.insert(UInt8(ascii: "-"), at: 0) }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func round(to places: Int) {
    let dropped = fractionCount - places
    fractionCount = places
    guard dropped > 0 else {
      digits += repeatElement(0, count: -dropped)
      return
    }
    let roundsUp = digits[digits.count - dropped] >= 5
    digits.removeLast(dropped)
    guard roundsUp else { return }
    for index in digits.indices.reversed() {
      digits[index] += 1
      if digits[index] < 10 { return }
      digits[index] = 0
    }
    digits.insert(1, at: 0)
  }
}
