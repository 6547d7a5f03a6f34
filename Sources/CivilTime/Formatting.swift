extension Instant {
  /// How an instant is written; each style is one that the documented API uses somewhere.
  package enum Style: Sendable {
    /// `2017-05-01T12:30:00Z`
    case seconds
    /// `2023-09-27T22:59:48.711+06:00`, or with `Z` where the offset is zero.
    case milliseconds(UTCOffset)
    /// `2022-02-28T11:36:43.576000000Z`
    case nanoseconds
    /// `2018-03-06 11:10:23`, as a clock at that offset shows it.
    case plain(UTCOffset)
    /// `202309271659`
    case minuteStamp
  }

  /// This instant, written in `style`; in UTC unless the style names an offset.
  package func formatted(_ style: Style) -> String {
    switch style {
    case .seconds:
      return digits {
        $0.date("-"); $0.byte("T"); $0.time(":"); $0.byte("Z")
      }
    case .milliseconds(let offset):
      return digits(at: offset) {
        $0.date("-"); $0.byte("T"); $0.time(":"); $0.fraction(); $0.offset(offset)
      }
    case .nanoseconds:
      return digits {
        $0.date("-"); $0.byte("T"); $0.time(":"); $0.fraction(); $0.bytes("000000Z")
      }
    case .plain(let offset):
      return digits(at: offset) {
        $0.date("-"); $0.byte(" "); $0.time(":")
      }
    case .minuteStamp:
      return digits {
        $0.date(nil); $0.hourAndMinute()
      }
    }
  }

  private func digits(
    at offset: UTCOffset = .utc, _ write: (inout DigitWriter) -> Void
  ) -> String {
    let day = day(at: offset)
    let sinceMidnight = Int(milliseconds - day.start(at: offset).milliseconds)
    return String(unsafeUninitializedCapacity: 40) { buffer in
      var writer = DigitWriter(buffer: buffer, day: day, sinceMidnight: sinceMidnight)
      write(&writer)
      return writer.count
    }
  }
}

extension Day {
  /// `YYYY-MM-DD`
  package var formatted: String {
    String(unsafeUninitializedCapacity: 10) { buffer in
      var writer = DigitWriter(buffer: buffer, day: self, sinceMidnight: 0)
      writer.date("-")
      return writer.count
    }
  }
}

/// Writes the parts of a date as ASCII digits.
private struct DigitWriter {
  let buffer: UnsafeMutableBufferPointer<UInt8>
  let day: Day
  /// In milliseconds.
  let sinceMidnight: Int
  var count = 0

  mutating func byte(_ scalar: Unicode.Scalar) {
    buffer[count] = UInt8(ascii: scalar)
    count += 1
  }

  mutating func bytes(_ text: StaticString) {
    for index in 0..<text.utf8CodeUnitCount { byte(Unicode.Scalar(text.utf8Start[index])) }
  }

  mutating func number(_ value: Int, width: Int) {
    var rest = value
    for index in (0..<width).reversed() {
      buffer[count + index] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    count += width
  }

  mutating func date(_ separator: Unicode.Scalar?) {
    let (year, month, day) = day.components
    // Nothing that lies beyond them is read, but the hours of an offset may lead there.
    number(min(max(year, 0), 9999), width: 4)
    if let separator { byte(separator) }
    number(month, width: 2)
    if let separator { byte(separator) }
    number(day, width: 2)
  }

  mutating func hourAndMinute(_ separator: Unicode.Scalar? = nil) {
    number(sinceMidnight / 3_600_000, width: 2)
    if let separator { byte(separator) }
    number(sinceMidnight / 60_000 % 60, width: 2)
  }

  mutating func time(_ separator: Unicode.Scalar) {
    hourAndMinute(separator)
    byte(separator)
    number(sinceMidnight / 1000 % 60, width: 2)
  }

  mutating func fraction() {
    byte(".")
    number(sinceMidnight % 1000, width: 3)
  }

  mutating func offset(_ offset: UTCOffset) {
    guard offset != .utc else { return byte("Z") }
    byte(offset.minutes < 0 ? "-" : "+")
    number(abs(offset.minutes) / 60, width: 2)
    byte(":")
    number(abs(offset.minutes) % 60, width: 2)
  }
}
