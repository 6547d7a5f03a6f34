import CivilTime
import Testing

@Suite("Civil time") struct CivilTimeTests {
  @Test(arguments: [
    ("2023-09-27T22:59:48.711+06:00", 1_695_833_988_711 as Int64, "an offset is applied"),
    ("2023-09-27T16:59:48.711Z", 1_695_833_988_711, "the same instant in UTC"),
    ("2023-09-27T16:59:48.711", 1_695_833_988_711, "no offset is UTC"),
    ("2023-09-27T22:59:48.711 06:00", 1_695_833_988_711, "an unescaped plus became a blank"),
    ("2023-09-27T16:59:48.7119999Z", 1_695_833_988_711, "digits beyond the third are cut off"),
    ("2023-09-27T16:59:48.7Z", 1_695_833_988_700, "a short fraction is filled up"),
    ("2024-02-29t00:00:00z", 1_709_164_800_000, "a leap day, lower-case letters"),
    ("1969-12-31T23:59:59Z", -1000, "before the epoch"),
    ("0000-01-01T00:00:00Z", Instant.writable.lowerBound.milliseconds, "the first"),
    ("9999-12-31T23:59:59.999Z", Instant.writable.upperBound.milliseconds, "the last"),
  ])
  func `reads date-times`(text: String, milliseconds: Int64, reason: String) {
    #expect(Instant(text) == Instant(milliseconds: milliseconds), "\(reason)")
  }

  @Test(arguments: [
    "", "2023-09-27", "2023-02-29T00:00:00Z", "2023-09-27T24:00:00Z", "2023-09-27T16:60:00Z",
    "2023-09-27T16:59:48.Z", "2023-09-27T16:59:48+0600", "2023-09-27 16:59:48Z",
    "2023-09-27T16:59:48Zx", "2023-9-27T16:59:48Z", "２０２３-09-27T16:59:48Z",
    "2023-09-27T16:59:48+24:00", "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01",
  ])
  func `refuses what is no date-time`(text: String) {
    #expect(Instant(text) == nil)
  }

  @Test func `hands the same text over in bytes`() throws {
    let instant = try #require(Instant("2023-09-27T16:59:48.711Z"))
    for style in [Instant.Style.seconds, .milliseconds(UTCOffset(minutes: 360)), .nanoseconds] {
      var text = ""
      instant.withText(style) { bytes in
        for index in bytes.indices { text.unicodeScalars.append(Unicode.Scalar(bytes[index])) }
      }
      #expect(text == instant.formatted(style))
    }
  }

  @Test func `writes each style`() throws {
    let instant = try #require(Instant("2023-09-27T16:59:48.711Z"))
    #expect(instant.formatted(.seconds) == "2023-09-27T16:59:48Z")
    #expect(instant.formatted(.milliseconds(.utc)) == "2023-09-27T16:59:48.711Z")
    #expect(
      instant.formatted(.milliseconds(UTCOffset(minutes: 360))) == "2023-09-27T22:59:48.711+06:00")
    #expect(
      instant.formatted(.milliseconds(UTCOffset(minutes: -210))) == "2023-09-27T13:29:48.711-03:30")
    #expect(instant.formatted(.nanoseconds) == "2023-09-27T16:59:48.711000000Z")
    #expect(instant.formatted(.plain(UTCOffset(minutes: 120))) == "2023-09-27 18:59:48")
    #expect(instant.formatted(.minuteStamp) == "202309271659")
  }

  @Test func `writes the nearest year where an offset leads beyond four digits`() {
    let (first, last) = (Instant.writable.lowerBound, Instant.writable.upperBound)
    #expect(first.formatted(.plain(UTCOffset(minutes: -60))) == "0000-12-31 23:00:00")
    #expect(last.formatted(.plain(UTCOffset(minutes: 60))) == "9999-01-01 00:59:59")
  }

  @Test func `counts every day of eight centuries without a gap`() throws {
    let first = try #require(Day(year: 1600, month: 1, day: 1))
    let last = try #require(Day(year: 2400, month: 12, day: 31))
    #expect(last - first + 1 == 801 * 365 + 195)  // 195 leap years, 1600 and 2400 among them
    for number in first.number...last.number {
      let (year, month, day) = Day(number: number).components
      guard Day(year: year, month: month, day: day)?.number == number else {
        Issue.record("day \(number) became \(year)-\(month)-\(day)")
        return
      }
    }
  }

  @Test(arguments: [
    ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"),
    ("2026-12-15", 1, "2027-01-15"), ("2026-03-31", -1, "2026-02-28"),
    ("2026-01-15", -1, "2025-12-15"),
  ])
  func `clips a month's end`(day: String, months: Int, expected: String) {
    #expect(Day(day)?.adding(months: months).formatted == expected)
  }

  @Test(arguments: [
    ("2026-03-15", "2026-03-09"), ("2026-03-16", "2026-03-16"), ("2026-01-01", "2025-12-29"),
    ("1970-01-01", "1969-12-29"), ("1969-12-28", "1969-12-22"), ("2000-02-29", "2000-02-28"),
  ])
  func `a week begins on Monday`(day: String, monday: String) throws {
    #expect(try #require(Day(day)).monday.formatted == monday)
  }

  @Test func `a day begins at midnight of its own offset`() throws {
    let paris = UTCOffset(minutes: 120)
    let instant = try #require(Instant("2026-06-30T22:30:00Z"))
    #expect(instant.day(at: .utc).formatted == "2026-06-30")
    #expect(instant.day(at: paris).formatted == "2026-07-01")
    #expect(Day("2026-07-01")?.start(at: paris) == Instant("2026-06-30T22:00:00Z"))
  }

  @Test(arguments: ["Z", "+02:00", "-03:30"])
  func `reads and writes offsets`(text: String) {
    #expect(UTCOffset(text)?.formatted == text)
  }

  @Test(arguments: ["", "2", "+2:00", "+02", "02:00", "+25:00"])
  func `refuses what is no offset`(text: String) {
    #expect(UTCOffset(text) == nil)
  }
}
