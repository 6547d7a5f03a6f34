import CivilTime
import JSON

extension JSONObjectWriter {
  /// A member that is a time, as a clock at `offset` shows it.
  mutating func member(_ name: StaticString, _ instant: Instant, at offset: UTCOffset) {
    instant.withText(.milliseconds(offset)) { member(name, utf8: $0) }
  }
}
