import Sockets

/// How much of its time a loop spends on making answers.
///
/// What it spends on sockets is spent by the kernel for the most part, and a second loop has little to
/// win there. Making answers is worth a second processor.
struct Workload {
  private static let window = 10_000  // microseconds

  private var since: MonotonicTime
  private var answering = 0

  /// Whether a third of the last window, or more, went into answers.
  private(set) var isHeavy = false

  init(since start: MonotonicTime) { since = start }

  mutating func noteAnswering(from begin: MonotonicTime, to end: MonotonicTime) {
    answering += end.microseconds(since: begin)
    let elapsed = end.microseconds(since: since)
    guard elapsed >= Self.window else { return }
    isHeavy = answering * 3 >= elapsed
    since = end
    answering = 0
  }
}
