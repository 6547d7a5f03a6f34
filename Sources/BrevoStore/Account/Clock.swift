package import CivilTime
import Glibc

/// The one source of civil time. Every account has its own, so that tests can move it.
package struct Clock: Sendable, Equatable {
  /// How far it is ahead of the system's clock, as long as it goes.
  package private(set) var shift: TimeSpan
  /// What it shows, if it stands still.
  package private(set) var frozenAt: Instant?

  package init(shift: TimeSpan = .milliseconds(0), frozenAt: Instant? = nil) {
    self.shift = shift
    self.frozenAt = frozenAt
  }

  package var now: Instant { frozenAt ?? Self.wall + shift }

  /// Shows `instant` from now on: standing still if frozen, going on from there if not.
  package mutating func set(to instant: Instant) {
    if frozenAt == nil {
      shift = .milliseconds(instant.milliseconds - Self.wall.milliseconds)
    } else {
      frozenAt = instant
    }
  }

  package mutating func freeze() { frozenAt = now }

  /// Goes on from what it shows.
  package mutating func thaw() {
    let shown = now
    frozenAt = nil
    set(to: shown)
  }

  private static var wall: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}
