import Sockets
import Synchronization

/// A call, and who is told what became of it.
struct Order: Sendable {
  let call: HTTPCall
  let then: @Sendable (HTTPOutcome) -> Void
}

struct Alarm: Sendable {
  let time: MonotonicTime
  let then: @Sendable () -> Void
}

/// What other threads have to tell the client's loop; the one thing that they share with it.
final class ClientMailbox: Sendable {
  struct Contents {
    var orders: [Order] = []
    /// The addresses of a host, for the exchange with this serial.
    var found: [(serial: UInt64, addresses: [SocketAddress])] = []
    var alarm: Alarm?
    var stops = false

    var isEmpty: Bool { orders.isEmpty && found.isEmpty && alarm == nil && !stops }
  }

  let doorbell = Doorbell()

  private let contents = Mutex(Contents())

  func post(_ order: Order) { change { $0.orders.append(order) } }

  func tell(_ serial: UInt64, _ addresses: [SocketAddress]) {
    change { $0.found.append((serial, addresses)) }
  }

  func set(_ alarm: Alarm) { change { $0.alarm = .earlier($0.alarm, alarm) } }

  func stop() { change { $0.stops = true } }

  func take() -> Contents {
    contents.withLock { contents in
      defer { contents = Contents() }
      return contents
    }
  }

  private func change(_ body: (inout Contents) -> Void) {
    let wasEmpty = contents.withLock { contents in
      defer { body(&contents) }
      return contents.isEmpty
    }
    if wasEmpty { doorbell.ring() }
  }
}

extension Alarm {
  static func earlier(_ a: Alarm?, _ b: Alarm?) -> Alarm? {
    guard let a, let b else { return a ?? b }
    return b.time < a.time ? b : a
  }
}
