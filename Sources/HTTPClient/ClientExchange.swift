import Sockets

/// A call under way, as the loop knows it.
final class ClientExchange {
  enum Phase {
    case looking
    case connecting
    case exchanging
    /// Its outcome is told; what the peer still says is read and dropped.
    case draining
  }

  let serial: UInt64
  let order: Order
  var phase = Phase.looking
  var deadline: MonotonicTime
  /// Those that are still to be tried.
  var addresses: ArraySlice<SocketAddress> = []
  /// Of its connection, if it has one.
  var descriptor: Int32?
  /// Why the last address could not be reached.
  var failure = HTTPClientError.timedOut
  let request: [UInt8]
  var sent = 0
  /// What came of the answer's head.
  var received: [UInt8] = []
  /// Bytes that may come behind the head.
  var rest = 0

  init(serial: UInt64, order: Order, deadline: MonotonicTime) {
    self.serial = serial
    self.order = order
    self.deadline = deadline
    request = order.call.bytes
  }
}
