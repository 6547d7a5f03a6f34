/// A telephone number with its country code, as digits: `33612345678`.
package struct PhoneNumber: Hashable, Sendable {
  package let digits: String

  /// Reads a number; nil if it is none.
  ///
  /// `+33612345678` and `0033612345678` are the same number as `33612345678`: clients write all three.
  package init?(_ text: String) {
    var digits = Substring(text)
    if digits.hasPrefix("+") {
      digits.removeFirst()
    } else if digits.hasPrefix("00") {
      digits.removeFirst(2)
    }
    guard (6...15).contains(digits.utf8.count),
      digits.utf8.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains)
    else { return nil }
    self.digits = String(digits)
  }
}
