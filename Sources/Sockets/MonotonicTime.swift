import Glibc

/// An instant of the clock that never goes back: deadlines and durations. Nothing else in the
/// sources reads the time but an account's clock.
package struct MonotonicTime: Comparable, Sendable {
  @usableFromInline let sinceBoot: Duration

  private init(sinceBoot: Duration) { self.sinceBoot = sinceBoot }

  package static var now: MonotonicTime {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return MonotonicTime(
      sinceBoot: .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec))
  }

  package static let never = MonotonicTime(sinceBoot: .seconds(Int64.max))

  @inlinable
  package static func < (a: MonotonicTime, b: MonotonicTime) -> Bool { a.sinceBoot < b.sinceBoot }

  package static func + (time: MonotonicTime, duration: Duration) -> MonotonicTime {
    MonotonicTime(sinceBoot: time.sinceBoot + duration)
  }

  /// Microseconds from another instant to this one.
  package func microseconds(since other: MonotonicTime) -> Int {
    let (seconds, attoseconds) = (sinceBoot - other.sinceBoot).components
    return Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000)
  }

  /// Milliseconds from another instant to this one, rounded up; none if it has passed.
  package func milliseconds(since other: MonotonicTime) -> Int {
    guard other < self else { return 0 }
    let (seconds, attoseconds) = (sinceBoot - other.sinceBoot).components
    return Int(seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}

/// The time of day, for the `Date` field alone.
package struct WallTime {
  /// Since 1970.
  package let seconds: Int
  package let untilNextSecond: Duration

  package static var now: WallTime {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return WallTime(
      seconds: time.tv_sec, untilNextSecond: .nanoseconds(1_000_000_000 - time.tv_nsec))
  }
}
