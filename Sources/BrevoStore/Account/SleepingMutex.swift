import Dispatch

/// A mutex for what is held long: whoever waits for it sleeps.
///
/// Waiters of `Mutex` keep a processor busy for as long as the holder runs. That is right where it is
/// held for a moment; but an account is held while a round is answered, up to milliseconds, and the
/// processor is worth more to clients then.
final class SleepingMutex<Value>: @unchecked Sendable {
  private let isFree = DispatchSemaphore(value: 1)
  /// Only touched by who has taken the semaphore.
  private var value: Value

  init(_ value: sending Value) {
    self.value = value
  }

  func withLock<Result: Sendable>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    isFree.wait()
    defer { isFree.signal() }
    return try body(&value)
  }
}
