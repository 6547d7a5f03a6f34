import Sockets
import Synchronization

/// What other threads have to tell a loop; the one thing that they share with it.
final class Mailbox: Sendable {
  struct Contents {
    /// Connections whose promised answer is there.
    var connections: [ConnectionID] = []
    /// The sockets of connections that another loop gives away.
    var sockets: [Int32] = []
    var stops = false
    /// The loop has ended: nobody takes anything any more.
    var isClosed = false

    fileprivate var isEmpty: Bool { connections.isEmpty && sockets.isEmpty && !stops }
  }

  /// Readable when there is news.
  var descriptor: Int32 { doorbell.descriptor }

  /// The connections that the loop has, or has been given.
  var connectionCount: Int { count.load(ordering: .relaxed) }

  private let count = Atomic(0)
  private let doorbell = Doorbell()
  private let contents = Mutex(Contents())

  func announce(_ connection: ConnectionID) {
    post { $0.connections.append(connection) }
  }

  /// Gives the loop a connection that is between two requests; false if it has ended.
  func adopt(_ socket: Int32) -> Bool {
    let isOpen = post { $0.sockets.append(socket) }
    if isOpen { countConnection(1) }
    return isOpen
  }

  /// Notes that the loop has one connection more, or less.
  func countConnection(_ change: Int) { count.add(change, ordering: .relaxed) }

  func stop() {
    post { $0.stops = true }
  }

  func take() -> Contents {
    contents.withLock { contents in
      defer { contents = Contents() }
      return contents
    }
  }

  /// Ends it, unless there is something to take.
  func close() -> Bool {
    contents.withLock { contents in
      contents.isClosed = contents.isEmpty
      return contents.isClosed
    }
  }

  @discardableResult
  private func post(_ change: (inout Contents) -> Void) -> Bool {
    let state = contents.withLock { contents in
      defer { if !contents.isClosed { change(&contents) } }
      return (wasEmpty: contents.isEmpty, isOpen: !contents.isClosed)
    }
    if state.wasEmpty, state.isOpen { doorbell.ring() }
    return state.isOpen
  }
}
