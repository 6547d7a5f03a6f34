/// A point in time, counted in milliseconds since 1970-01-01T00:00:00Z.
package struct Instant: Hashable, Comparable, Sendable {
  package var milliseconds: Int64

  package init(milliseconds: Int64) { self.milliseconds = milliseconds }

  package static func < (a: Self, b: Self) -> Bool { a.milliseconds < b.milliseconds }

  /// The instant that lies `duration` later.
  package static func + (instant: Self, duration: TimeSpan) -> Self {
    Self(milliseconds: instant.milliseconds + duration.milliseconds)
  }

  /// The instant that lies `duration` earlier.
  package static func - (instant: Self, duration: TimeSpan) -> Self {
    Self(milliseconds: instant.milliseconds - duration.milliseconds)
  }

  /// What can be written, as years have four digits: from 0000-01-01T00:00:00Z to
  /// 9999-12-31T23:59:59.999Z.
  package static let writable =
    Self(milliseconds: -62_167_219_200_000)...Self(milliseconds: 253_402_300_799_999)

  /// The calendar day that a clock at `offset` shows at this instant.
  package func day(at offset: UTCOffset) -> Day {
    Day(
      number: Int(
        (milliseconds + offset.milliseconds).flooredQuotient(TimeSpan.days(1).milliseconds)))
  }
}

/// A length of time, counted in milliseconds.
package struct TimeSpan: Hashable, Comparable, Sendable {
  package var milliseconds: Int64

  package static func milliseconds(_ count: Int64) -> Self { Self(milliseconds: count) }
  package static func seconds(_ count: Int64) -> Self { Self(milliseconds: count * 1000) }
  package static func minutes(_ count: Int64) -> Self { .seconds(count * 60) }
  package static func hours(_ count: Int64) -> Self { .minutes(count * 60) }
  package static func days(_ count: Int64) -> Self { .hours(count * 24) }

  package static func < (a: Self, b: Self) -> Bool { a.milliseconds < b.milliseconds }
}

/// How far a clock is ahead of UTC, in whole minutes.
package struct UTCOffset: Hashable, Sendable {
  package var minutes: Int

  package static let utc = Self(minutes: 0)

  package init(minutes: Int) { self.minutes = minutes }

  var milliseconds: Int64 { TimeSpan.minutes(Int64(minutes)).milliseconds }
}

extension FixedWidthInteger {
  /// The quotient rounded towards minus infinity, so that days before 1970 come out right.
  func flooredQuotient(_ divisor: Self) -> Self {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
