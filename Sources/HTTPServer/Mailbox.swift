import CLinux
import Glibc
import Synchronization

/// What other threads have to tell a loop; the one thing that they share with it.
final class Mailbox: Sendable {
  struct Contents {
    /// Connections whose promised answer is there.
    var connections: [ConnectionID] = []
    var stops = false
  }

  /// An eventfd, readable when there is news.
  let descriptor: Int32

  private let contents = Mutex(Contents())

  init() {
    descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
    precondition(descriptor >= 0, "a process must have a descriptor to spare before it serves")
  }

  deinit {
    close(descriptor)
  }

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
    // The loop watches edges, so the counter is only ever added to.
    if wasEmpty { eventfd_write(descriptor, 1) }
  }
}
