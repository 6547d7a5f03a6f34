import Synchronization

/// How many connections all loops of a server have, and how many they may have.
final class ConnectionLoad: Sendable {
  private let limit: Int
  private let admitted = Atomic(0)

  init(limit: Int) {
    self.limit = limit
  }

  var count: Int { admitted.load(ordering: .relaxed) }

  /// Whether there is room for one more, which is then taken.
  func admit() -> Bool {
    guard admitted.add(1, ordering: .relaxed).newValue > limit else { return true }
    release()
    return false
  }

  func release() {
    admitted.subtract(1, ordering: .relaxed)
  }
}
