package import CivilTime
import Glibc

/// The one source of civil time. Every account has its own, so that tests can move it.
package struct Clock: Sendable {
  private var shift = TimeSpan.milliseconds(0)
  private var frozenAt: Instant?

  package init() {}

  package var now: Instant { frozenAt ?? Self.wall + shift }

  package var isFrozen: Bool { frozenAt != nil }

  /// Shows `instant` from now on: standing still if frozen, going on from there if not.
  package mutating func set(to instant: Instant) {
    if isFrozen {
      frozenAt = instant
    } else {
      shift = .milliseconds(instant.milliseconds - Self.wall.milliseconds)
    }
  }

  package mutating func freeze() { frozenAt = now }

  private static var wall: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
