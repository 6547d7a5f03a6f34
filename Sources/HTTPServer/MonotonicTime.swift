import Glibc

/// An instant of the clock that never goes back: deadlines and durations. Nothing else in the
/// sources reads the time but an account's clock.
package struct MonotonicTime: Comparable, Sendable {
  private let sinceBoot: Duration

  package static var now: MonotonicTime {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return MonotonicTime(
      sinceBoot: .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec))
  }

  static let never = MonotonicTime(sinceBoot: .seconds(Int64.max))

  package static func < (a: MonotonicTime, b: MonotonicTime) -> Bool { a.sinceBoot < b.sinceBoot }

  static func + (time: MonotonicTime, duration: Duration) -> MonotonicTime {
    MonotonicTime(sinceBoot: time.sinceBoot + duration)
  }

  /// Microseconds from another instant to this one.
  package func microseconds(since other: MonotonicTime) -> Int {
    let (seconds, attoseconds) = (sinceBoot - other.sinceBoot).components
    return Int(seconds) * 1_000_000 + Int(attoseconds / 1_000_000_000_000)
  }

  /// Milliseconds from another instant to this one, rounded up; none if it has passed.
  func milliseconds(since other: MonotonicTime) -> Int {
    guard other < self else { return 0 }
    let (seconds, attoseconds) = (sinceBoot - other.sinceBoot).components
    return Int(seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}

/// The time of day, for the `Date` field alone.
struct WallTime {
  /// Since 1970.
  let seconds: Int
  let untilNextSecond: Duration

  static var now: WallTime {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return WallTime(
      seconds: time.tv_sec, untilNextSecond: .nanoseconds(1_000_000_000 - time.tv_nsec))
  }
}
