/// A date and time as it was written, in its own offset; parts that were not written are zero.
struct DateTime {
  var year = 0, month = 0, day = 0
  var hour = 0, minute = 0, second = 0
  var nanosecond = 0
  /// East of UTC, in minutes.
  var offset = 0

  /// `2026-01-02`, or `2026-01-02T03:04:05` with or without a fraction and `Z` or `+01:00`; a blank
  /// may stand for the T.
  init?(_ text: String) {
    var reader = Reader(rest: Substring(text).utf8)
    guard let year = reader.number(digits: 4), reader.skip("-"),
      let month = reader.number(digits: 2), (1...12).contains(month), reader.skip("-"),
      let day = reader.number(digits: 2), day >= 1, day <= Self.days(in: month, of: year)
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
    if reader.rest.isEmpty { return }

    guard reader.skip("T") || reader.skip("t") || reader.skip(" "),
      let hour = reader.number(digits: 2), hour < 24, reader.skip(":"),
      let minute = reader.number(digits: 2), minute < 60, reader.skip(":"),
      let second = reader.number(digits: 2), second < 60,
      let nanosecond = reader.fraction(), let offset = reader.offset(), reader.rest.isEmpty
    else { return nil }
    (self.hour, self.minute, self.second) = (hour, minute, second)
    (self.nanosecond, self.offset) = (nanosecond, offset)
  }

  /// Counted from 1.
  var dayOfYear: Int { (1..<month).reduce(day) { $0 + Self.days(in: $1, of: year) } }

  /// Sunday is 0.
  var weekday: Int {
    let years = year + 399
    return (years + years / 4 - years / 100 + years / 400 + dayOfYear) % 7
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2:
      year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400)) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

private struct Reader {
  var rest: Substring.UTF8View

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest = rest.dropFirst()
    return true
  }

  mutating func number(digits count: Int) -> Int? {
    let digits = rest.prefix(count)
    guard digits.count == count, digits.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else {
      return nil
    }
    rest = rest.dropFirst(count)
    return digits.reduce(0) { $0 * 10 + Int($1 &- UInt8(ascii: "0")) }
  }

  /// In nanoseconds, 0 when there is none; nil when no digit follows the point.
  mutating func fraction() -> Int? {
    guard skip(".") else { return 0 }
    guard var value = number(digits: 1) else { return nil }
    var unit = 100_000_000
    value *= unit
    while let digit = number(digits: 1) {
      unit /= 10
      value += digit * unit
    }
    return value
  }

  /// In minutes, 0 when there is none.
  mutating func offset() -> Int? {
    if rest.isEmpty || skip("Z") || skip("z") { return 0 }
    let sign = skip("-") ? -1 : 1
    guard sign < 0 || skip("+"), let hours = number(digits: 2), hours < 24 else { return nil }
    guard skip(":"), let minutes = number(digits: 2), minutes < 60 else { return nil }
    return sign * (hours * 60 + minutes)
  }
}
