/// A day of the proleptic Gregorian calendar.
package struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  package var number: Int

  package init(number: Int) { self.number = number }

  /// The given day, or nil if the calendar has none of that name.
  package init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month),
      (1...Self.length(ofMonth: month, year: year)).contains(day)
    else { return nil }
    self.init(validYear: year, month: month, day: day)
  }

  /// Counts days by eras of 400 years that begin in March, so that leap days come last.
  /// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
  private init(validYear year: Int, month: Int, day: Int) {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted.flooredQuotient(400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * 146_097 + dayOfEra - 719_468
  }

  /// The inverse of counting, `civil_from_days` of the same paper.
  package var components: (year: Int, month: Int, day: Int) {
    let shifted = number + 719_468
    let era = shifted.flooredQuotient(146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return (year, month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  package static func < (a: Self, b: Self) -> Bool { a.number < b.number }

  package static func + (day: Self, days: Int) -> Self { Self(number: day.number + days) }
  package static func - (day: Self, days: Int) -> Self { Self(number: day.number - days) }

  /// Whole days from `other` to this day.
  package static func - (day: Self, other: Self) -> Int { day.number - other.number }

  /// The same day of the month `months` later, clipped to that month's last day.
  package func adding(months: Int) -> Day {
    let (year, month, day) = components
    let index = year * 12 + month - 1 + months
    let (newYear, newMonth) = (
      index.flooredQuotient(12), index - index.flooredQuotient(12) * 12 + 1
    )
    return Day(
      validYear: newYear, month: newMonth,
      day: min(day, Self.length(ofMonth: newMonth, year: newYear)))
  }

  /// The Monday of this day's week, as ISO 8601 has weeks.
  package var monday: Day {
    // The first of all days was a Thursday.
    Day(number: (number + 3).flooredQuotient(7) * 7 - 3)
  }

  /// The instant at which this day begins on a clock at `offset`.
  package func start(at offset: UTCOffset) -> Instant {
    Instant(milliseconds: Int64(number) * TimeSpan.days(1).milliseconds - offset.milliseconds)
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
