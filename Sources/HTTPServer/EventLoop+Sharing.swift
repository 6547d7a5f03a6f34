import HTTP
import Sockets

/// How loops share connections: all begin on one, and only work spreads them.
///
/// A single loop serves a few clients, or light requests, as well as several do, and leaves the other
/// processors to the clients.
extension EventLoop {
  /// Gives connections to the loop that has the fewest, as long as making answers takes much of this
  /// one's time: as many as make the two equal, of those that are between two requests.
  mutating func shareOut() {
    guard workload.isHeavy, stopsAt == nil else { return }
    let counts = others.map(\.connectionCount)
    guard let fewest = counts.min(), let place = counts.firstIndex(of: fewest) else { return }
    var surplus = (connectionCount - fewest) / 2
    guard surplus > 0 else { return }
    for case let connection? in connections where connection.isBetweenRequests {
      give(connection, to: others[place])
      surplus -= 1
      if surplus == 0 { return }
    }
  }

  private mutating func give(_ connection: Connection, to other: Mailbox) {
    let descriptor = connection.id.descriptor
    poller.forget(descriptor)
    if other.adopt(descriptor) {
      connection.isClosed = true
      drop(connection)
    } else if !poller.watch(descriptor) {
      close(connection)
    }
  }

  /// Takes over a connection that another loop has given away.
  mutating func adopt(_ descriptor: Int32) {
    let connection = register(descriptor, isAdmitted: true)
    connection.deadline = .idle
    connection.deadlineTime = now + limits.idleTime
    nextSweep = min(nextSweep, connection.deadlineTime)
    if !poller.watch(descriptor) { close(connection) }
  }
}
