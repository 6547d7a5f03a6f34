import Dispatch
import Glibc

/// Ends the program in good order when the system asks for it.
enum Signals {
  /// Kept for as long as the program lives.
  nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []

  /// Calls `handler` on SIGTERM and SIGINT, on a queue of its own.
  ///
  /// Called once, before there is a second thread: that is why `sources` needs no lock.
  nonisolated static func onTermination(_ handler: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "signals")
    sources = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler(handler: handler)
      source.resume()
      return source
    }
  }
}
