import Dispatch
package import Sockets
import Synchronization

/// A client for calls that nobody waits for: it makes them on a loop of its own, which begins with
/// the first of them.
///
/// What it is given to call afterwards is called on that loop, one after the other, so it must not
/// block.
package final class HTTPClient: Sendable {
  /// Whether an address may be reached that was found for a host. It is asked before each
  /// connection, of the very address that is then connected to.
  package typealias Admission = @Sendable (_ address: SocketAddress, _ host: String) -> Bool

  private enum State {
    case idle
    case running(ClientMailbox)
    case stopped
  }

  private let limits: HTTPClientLimits
  private let admits: Admission
  private let state = Mutex(State.idle)
  private let running = DispatchGroup()

  package init(limits: HTTPClientLimits = HTTPClientLimits(), admits: @escaping Admission) {
    self.limits = limits
    self.admits = admits
  }

  deinit {
    if case .running(let mailbox) = state.withLock({ $0 }) { mailbox.stop() }
  }

  /// Makes a call, and tells what became of it; not if the client is stopped before.
  package func post(_ call: HTTPCall, then: @escaping @Sendable (HTTPOutcome) -> Void) {
    mailbox?.post(Order(call: call, then: then))
  }

  /// Calls at a time. Only the earliest alarm that is set rings; the others are forgotten.
  package func setAlarm(at time: MonotonicTime, then: @escaping @Sendable () -> Void) {
    mailbox?.set(Alarm(time: time, then: then))
  }

  /// Drops the calls under way, and returns when nothing more will be called; for good.
  package func stop() {
    let mailbox: ClientMailbox? = state.withLock { state in
      defer { state = .stopped }
      guard case .running(let mailbox) = state else { return nil }
      return mailbox
    }
    mailbox?.stop()
    running.wait()
  }

  /// The way to the loop, which is begun if need be; nil once it is stopped.
  private var mailbox: ClientMailbox? {
    state.withLock { state in
      switch state {
      case .stopped: return nil
      case .running(let mailbox): return mailbox
      case .idle:
        let mailbox = ClientMailbox()
        state = .running(mailbox)
        // The queue is the loop's for good: whatever else were put on it would never run.
        DispatchQueue(label: "http.client").async(group: running) { [limits, admits] in
          var loop = ClientLoop(mailbox: mailbox, limits: limits, admits: admits)
          loop.run()
        }
        return mailbox
      }
    }
  }
}
