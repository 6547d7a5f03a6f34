extension JSONParser {
  mutating func number() throws(JSONSyntaxError) -> JSONValue {
    let start = position
    let isNegative = skip("-")
    guard isDigit(next) else { throw error("a digit must follow the minus") }
    if skip("0"), isDigit(next) { throw error("a number may not begin with 0") }
    skipDigits()
    var isWhole = true
    if skip(".") {
      isWhole = false
      try digits(after: "the decimal point")
    }
    if skip("e") || skip("E") {
      isWhole = false
      _ = skip("+") || skip("-")
      try digits(after: "the exponent's sign")
    }
    if isWhole, let value = int(start..<position, isNegative) { return .int(value) }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Double(text), value.isFinite else {
      throw error("the number is too large", at: start)
    }
    return .double(value)
  }

  private mutating func digits(after place: String) throws(JSONSyntaxError) {
    guard isDigit(next) else { throw error("a digit must follow \(place)") }
    skipDigits()
  }

  private mutating func skipDigits() {
    while isDigit(next) { position += 1 }
  }

  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

  /// Nil when the digits do not fit. Counts downwards, where there is one more number.
  private func int(_ range: Range<Int>, _ isNegative: Bool) -> Int64? {
    var value: Int64 = 0
    for byte in bytes[range] where isDigit(byte) {
      let tenfold = value.multipliedReportingOverflow(by: 10)
      let sum = tenfold.partialValue.subtractingReportingOverflow(Int64(byte &- UInt8(ascii: "0")))
      if tenfold.overflow || sum.overflow { return nil }
      value = sum.partialValue
    }
    return isNegative ? value : Int64(exactly: value.magnitude)
  }
}
