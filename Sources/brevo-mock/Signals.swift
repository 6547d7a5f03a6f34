import Dispatch
import Glibc

/// Ends the program in good order when the system asks for it.
enum Signals {
  /// Kept for as long as the program lives.
  nonisolated(unsafe) private static var sources: [any DispatchSourceSignal] = []

  /// Calls `handler` on SIGTERM and SIGINT, on a queue of its own: on every one that comes after this
  /// has returned.
  ///
  /// Called once, before there is a second thread: that is why `sources` needs no lock.
  nonisolated static func onTermination(_ handler: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "signals")
    // Until Dispatch has taken it over, a signal is ignored, and lost.
    let registered = DispatchGroup()
    sources = [SIGTERM, SIGINT].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler(handler: handler)
      registered.enter()
      source.setRegistrationHandler { registered.leave() }
      source.resume()
      return source
    }
    registered.wait()
  }
}
