extension Day {
  /// Reads `YYYY-MM-DD`.
  package init?(_ text: String) {
    var reader = DigitReader(text)
    guard let day = reader.date(), reader.isAtEnd else { return nil }
    self = day
  }
}

extension Instant {
  /// Reads an RFC 3339 date-time.
  ///
  /// It must lie in one of the `writable` years. Without an offset it is UTC. A blank in the place of the offset's `+` is accepted: that is
  /// what an unescaped `+` in a query becomes.
  package init?(_ text: String) {
    var reader = DigitReader(text)
    guard let day = reader.date(), reader.take("T") || reader.take("t"),
      let hour = reader.number(width: 2), hour < 24, reader.take(":"),
      let minute = reader.number(width: 2), minute < 60, reader.take(":"),
      let second = reader.number(width: 2), second < 60,
      let fraction = reader.fraction(), let offset = reader.offset(), reader.isAtEnd
    else { return nil }
    let sinceMidnight = Int64((hour * 60 + minute) * 60 + second) * 1000 + Int64(fraction)
    self.init(milliseconds: day.start(at: offset).milliseconds + sinceMidnight)
    guard Self.writable.contains(self) else { return nil }
  }
}

extension UTCOffset {
  /// Reads `Z` or `+HH:MM`.
  package init?(_ text: String) {
    var reader = DigitReader(text)
    guard !text.isEmpty, let offset = reader.offset(), reader.isAtEnd else { return nil }
    self = offset
  }

  /// `Z` or `+HH:MM`
  package var formatted: String {
    guard self != .utc else { return "Z" }
    let (hours, minutes) = abs(minutes).quotientAndRemainder(dividingBy: 60)
    let digits = [hours, minutes].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    return (self.minutes < 0 ? "-" : "+") + digits
  }
}

/// Reads the parts of a date from ASCII text.
private struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: String) { rest = Substring(text).utf8 }

  var isAtEnd: Bool { rest.isEmpty }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: scalar) else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func digit() -> Int? {
    guard let byte = rest.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else {
      return nil
    }
    rest.removeFirst()
    return Int(byte - UInt8(ascii: "0"))
  }

  mutating func number(width: Int) -> Int? {
    var value = 0
    for _ in 0..<width {
      guard let digit = digit() else { return nil }
      value = value * 10 + digit
    }
    return value
  }

  mutating func date() -> Day? {
    guard let year = number(width: 4), take("-"), let month = number(width: 2), take("-"),
      let day = number(width: 2)
    else { return nil }
    return Day(year: year, month: month, day: day)
  }

  /// Milliseconds; digits beyond the third are cut off, no fraction is zero.
  mutating func fraction() -> Int? {
    guard take(".") else { return 0 }
    guard var value = digit() else { return nil }
    var width = 1
    while let digit = digit() {
      if width < 3 { value = value * 10 + digit; width += 1 }
    }
    while width < 3 { value *= 10; width += 1 }
    return value
  }

  mutating func offset() -> UTCOffset? {
    if isAtEnd || take("Z") || take("z") { return .utc }
    let isNegative = rest.first == UInt8(ascii: "-")
    guard take("-") || take("+") || take(" "), let hours = number(width: 2), hours < 24, take(":"),
      let minutes = number(width: 2), minutes < 60
    else { return nil }
    return UTCOffset(minutes: (hours * 60 + minutes) * (isNegative ? -1 : 1))
  }
}
