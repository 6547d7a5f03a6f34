package import HTTP
import Synchronization

/// An answer that comes later: made by the application, awaited by a connection, fulfilled from any
/// thread.
///
/// The connection's later answers wait for it; nothing else does.
package final class HTTPPromise: Sendable {
  private enum State {
    case unawaited
    case awaited(Mailbox, ConnectionID)
    case fulfilled(HTTPResponse)
    case abandoned
  }

  private let state = Mutex(State.unawaited)
  private let watcher = Mutex<(@Sendable (HTTPResponse) -> Void)?>(nil)
  private let whenAbandoned: (@Sendable () -> Void)?

  /// - Parameter whenAbandoned: called on the loop, at most once, if the connection is lost before
  /// the answer is there. A client that has only stopped sending may still read, so its promises
  /// stand.
  package init(whenAbandoned: (@Sendable () -> Void)? = nil) {
    self.whenAbandoned = whenAbandoned
  }

  /// Gives the answer; the first one counts, and none if the connection is gone.
  package func fulfil(_ response: HTTPResponse) {
    var waiting: (Mailbox, ConnectionID)?
    let counts = state.withLock { state in
      switch state {
      case .unawaited: break
      case .awaited(let mailbox, let connection): waiting = (mailbox, connection)
      case .fulfilled, .abandoned: return false
      }
      state = .fulfilled(response)
      return true
    }
    guard counts else { return }
    if let (mailbox, connection) = waiting { mailbox.announce(connection) }
    watcher.withLock { $0.take() }?(response)
  }

  /// Has `watcher` called with the answer, once: when it is given, or now if it is there already.
  package func watch(_ watcher: @escaping @Sendable (HTTPResponse) -> Void) {
    self.watcher.withLock { $0 = watcher }
    guard let response else { return }
    self.watcher.withLock { $0.take() }?(response)
  }

  /// Whether nobody waits for the answer any more.
  package var isAbandoned: Bool {
    state.withLock { if case .abandoned = $0 { true } else { false } }
  }

  /// The answer, once it is there.
  var response: HTTPResponse? {
    state.withLock { if case .fulfilled(let response) = $0 { response } else { nil } }
  }

  /// Has a connection told when the answer is there.
  func await(for connection: ConnectionID, by mailbox: Mailbox) {
    state.withLock { if case .unawaited = $0 { $0 = .awaited(mailbox, connection) } }
  }

  func abandon() {
    let wasPending = state.withLock { state in
      if case .fulfilled = state { return false }
      state = .abandoned
      return true
    }
    if wasPending { whenAbandoned?() }
  }
}
