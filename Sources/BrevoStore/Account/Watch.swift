import Synchronization

/// Those who want to know when the rows of an account have changed: mostly nobody, which costs
/// next to nothing.
package final class Watch: Sendable {
  private let watchers = Mutex<[String: @Sendable () -> Void]>([:])
  private let count = Atomic(0)

  /// Has `watcher` called after each round of an account that changed rows, on the thread of that
  /// round, while the account is not locked; nil ends that.
  package func set(_ watcher: (@Sendable () -> Void)?, for key: String) {
    watchers.withLock { watchers in
      watchers[key] = watcher
      count.store(watchers.count, ordering: .sequentiallyConsistent)
    }
  }

  func tell(_ key: String) {
    guard count.load(ordering: .sequentiallyConsistent) > 0 else { return }
    watchers.withLock { $0[key] }?()
  }
}
