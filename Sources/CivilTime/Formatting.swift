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

  /// The characters of the longest text.
  private static let longest = 30

  /// This instant, written in `style`; in UTC unless the style names an offset.
  package func formatted(_ style: Style) -> String {
    String(unsafeUninitializedCapacity: Self.longest) { write(style, to: $0) }
  }

  /// Hands that text over in ASCII, where a `String` of it would be one too many.
  package func withText(_ style: Style, _ body: (Span<UInt8>) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.longest) { buffer in
      let count = write(style, to: buffer)
      body(UnsafeBufferPointer(rebasing: buffer[..<count]).span)
    }
  }

  /// Answers how many characters were written.
  private func write(_ style: Style, to buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
    let offset =
      switch style {
      case .milliseconds(let offset), .plain(let offset): offset
      case .seconds, .nanoseconds, .minuteStamp: UTCOffset.utc
      }
    let day = day(at: offset)
    var writer = DigitWriter(
      buffer: buffer, day: day,
      sinceMidnight: UInt32(milliseconds - day.start(at: offset).milliseconds))
    switch style {
    case .seconds:
      writer.date("-")
      writer.byte("T")
      writer.time(":")
      writer.byte("Z")
    case .milliseconds(let offset):
      writer.date("-")
      writer.byte("T")
      writer.time(":")
      writer.fraction()
      writer.offset(offset)
    case .nanoseconds:
      writer.date("-")
      writer.byte("T")
      writer.time(":")
      writer.fraction()
      writer.bytes("000000Z")
    case .plain:
      writer.date("-")
      writer.byte(" ")
      writer.time(":")
    case .minuteStamp:
      writer.date(nil)
      writer.hourAndMinute()
    }
    return writer.count
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

/// Writes the parts of a date as ASCII digits. They are inlined, so that what is written where is known
/// when this is compiled.
private struct DigitWriter {
  let buffer: UnsafeMutableBufferPointer<UInt8>
  let day: Day
  /// In milliseconds.
  let sinceMidnight: UInt32
  var count = 0

  mutating func byte(_ scalar: Unicode.Scalar) {
    buffer[count] = UInt8(ascii: scalar)
    count += 1
  }

  mutating func bytes(_ text: StaticString) {
    for index in 0..<text.utf8CodeUnitCount { byte(Unicode.Scalar(text.utf8Start[index])) }
  }

  /// Two digits, written as one number.
  @inline(__always)
  mutating func two(_ value: UInt32) {
    let (tens, ones) = value.quotientAndRemainder(dividingBy: 10)
    let digits = UInt16(truncatingIfNeeded: 0x3030 | tens | ones << 8)
    UnsafeMutableRawBufferPointer(buffer)
      .storeBytes(of: digits.littleEndian, toByteOffset: count, as: UInt16.self)
    count += 2
  }

  @inline(__always)
  mutating func date(_ separator: Unicode.Scalar?) {
    let (year, month, day) = day.components
    // Nothing that lies beyond them is read, but the hours of an offset may lead there.
    let (century, yearOfCentury) = UInt32(min(max(year, 0), 9999))
      .quotientAndRemainder(dividingBy: 100)
    two(century)
    two(yearOfCentury)
    if let separator { byte(separator) }
    two(UInt32(month))
    if let separator { byte(separator) }
    two(UInt32(day))
  }

  @inline(__always)
  mutating func hourAndMinute(_ separator: Unicode.Scalar? = nil) {
    two(sinceMidnight / 3_600_000)
    if let separator { byte(separator) }
    two(sinceMidnight / 60_000 % 60)
  }

  @inline(__always)
  mutating func time(_ separator: Unicode.Scalar) {
    hourAndMinute(separator)
    byte(separator)
    two(sinceMidnight / 1000 % 60)
  }

  @inline(__always)
  mutating func fraction() {
    byte(".")
    let (tenths, rest) = (sinceMidnight % 1000).quotientAndRemainder(dividingBy: 100)
    buffer[count] = UInt8(ascii: "0") + UInt8(tenths)
    count += 1
    two(rest)
  }

  mutating func offset(_ offset: UTCOffset) {
    guard offset != .utc else { return byte("Z") }
    byte(offset.minutes < 0 ? "-" : "+")
    let (hours, minutes) = UInt32(abs(offset.minutes)).quotientAndRemainder(dividingBy: 60)
    two(hours)
    byte(":")
    two(minutes)
  }
}
