import Dispatch

/// Calls that are made later.
package enum Timer {
  private static let queue = DispatchQueue(label: "timer")

  /// Calls `body` once, after a time, on a queue of its own: it must not block.
  package static func call(after time: Duration, _ body: @escaping @Sendable () -> Void) {
    let source = DispatchSource.makeTimerSource(queue: queue)
    let (seconds, attoseconds) = time.components
    let nanoseconds = Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
    source.schedule(deadline: .now() + .nanoseconds(nanoseconds), leeway: .milliseconds(1))
    // The handler holds on to its source, until that is cancelled.
    source.setEventHandler {
      source.cancel()
      body()
    }
    source.activate()
  }
}
