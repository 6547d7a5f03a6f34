import Sockets
import Synchronization

/// What other threads have to tell a loop; the one thing that they share with it.
final class Mailbox: Sendable {
  struct Contents {
    /// Connections whose promised answer is there.
    var connections: [ConnectionID] = []
    var stops = false
  }

  /// Readable when there is news.
  var descriptor: Int32 { doorbell.descriptor }

  private let doorbell = Doorbell()
  private let contents = Mutex(Contents())

  func announce(_ connection: ConnectionID) {
    post { $0.connections.append(connection) }
  }

  func stop() {
    post { $0.stops = true }
  }

  func take() -> Contents {
    contents.withLock { contents in
      defer { contents = Contents() }
      return contents
    }
  }

  private func post(_ change: (inout Contents) -> Void) {
    let wasEmpty = contents.withLock { contents in
      defer { change(&contents) }
      return contents.connections.isEmpty && !contents.stops
    }
    if wasEmpty { doorbell.ring() }
  }
}
