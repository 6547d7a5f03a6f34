import Synchronization

/// How many connections all loops of a server have.
final class ConnectionLoad: Sendable {
  private let connections = Atomic(0)

  var count: Int { connections.load(ordering: .relaxed) }

  func add() { connections.add(1, ordering: .relaxed) }

  func remove() { connections.subtract(1, ordering: .relaxed) }
}
