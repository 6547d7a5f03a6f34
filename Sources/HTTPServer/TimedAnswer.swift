import Sockets
import HTTP

/// An answer that leaves by a timetable: late, bit by bit, or not whole.
struct TimedAnswer {
  /// What leaves of it.
  private let bytes: [UInt8]
  private let delivery: Delivery

  /// What it says of its connection.
  private let connection: ResponseWriter.Connection
  private var position = 0

  /// When more of it leaves; never, once it has stalled.
  private(set) var next: MonotonicTime

  /// An answer that would otherwise leave as `message`, whose last `bodyCount` bytes are its body.
  init(
    _ message: [UInt8], bodyCount: Int, _ delivery: Delivery,
    connection: ResponseWriter.Connection, now: MonotonicTime
  ) {
    let count = delivery.count(head: message.count - bodyCount, body: bodyCount)
    bytes = Array(message.prefix(count))
    self.delivery = delivery
    self.connection = connection
    next = now + delivery.delay
  }

  /// What becomes of the connection when all has left that will.
  enum Sequel {
    case goesOn
    case closes
    case resets
    case stalls
  }

  /// Appends what is to leave now; answers the sequel once that is all.
  mutating func write(to output: inout [UInt8], now: MonotonicTime) -> Sequel? {
    var count = bytes.count - position
    if let drip = delivery.drip { count = min(count, drip.bytes) }
    output.append(contentsOf: bytes[position..<position + count])
    position += count
    if position < bytes.count, let drip = delivery.drip {
      next = now + drip.interval
      return nil
    }
    switch delivery.end {
    case .stalled:
      next = .never
      return .stalls
    case .closed: return .closes
    case .reset: return .resets
    case .whole: return delivery.lengthError != 0 || connection == .close ? .closes : .goesOn
    }
  }
}
