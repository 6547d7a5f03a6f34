import Dispatch
package import HTTP
import Sockets
import Synchronization

/// A server for one application: it listens from its first moment on, serves from `start`, and ends
/// with `stop`.
package final class HTTPServer: Sendable {
  private enum State {
    case listening
    case serving
    case stopped
  }

  /// The port, picked by the system if it was given as 0.
  package var port: UInt16 { listener.port }

  /// The connections that are open.
  package var connectionCount: Int { load.count }

  private let listener: Listener
  private let mailboxes: [Mailbox]
  private let limits: HTTPLimits
  private let state = Mutex(State.listening)
  private let running = DispatchGroup()
  private let load: ConnectionLoad

  /// Listens on an IPv4 or IPv6 address, or for `localhost` on both loopback addresses; port 0 lets
  /// the system pick one.
  ///
  /// Connections begin on the first of its loops, each of which has a thread of its own. The others
  /// get some while there is much work.
  package init(
    host: String, port: UInt16, loops: Int = 1, limits: HTTPLimits = HTTPLimits()
  ) throws(ListenError) {
    precondition(loops > 0, "a server has a loop")
    listener = try Listener(host: host, port: port)
    mailboxes = (0..<loops).map { _ in Mailbox() }
    self.limits = limits
    load = ConnectionLoad(limit: limits.connections)
  }

  deinit {
    stop()
  }

  /// Hands what clients ask to `application` from now on; a server starts once.
  package func start(_ application: any HTTPApplication) {
    let mayStart = state.withLock { state in
      defer { if state == .listening { state = .serving } }
      return state == .listening
    }
    guard mayStart else { return }
    for (index, mailbox) in mailboxes.enumerated() {
      let listeners = index == 0 ? listener.descriptors : []
      let others = mailboxes.filter { $0 !== mailbox }
      // The queue is the loop's for good: whatever else were put on it would never run.
      let queue = DispatchQueue(label: "http.loop")
      queue.async(group: running) { [limits, load] in
        var loop = EventLoop(
          listeners: listeners, application: application, limits: limits, mailbox: mailbox,
          others: others, load: load)
        loop.run()
      }
    }
  }

  /// Accepts no more, lets requests under way be answered, for `stopTime` at most, and closes;
  /// returns at once.
  package func stop() {
    let wasServing = state.withLock { state in
      defer { state = .stopped }
      if state == .listening {
        for descriptor in listener.descriptors { Socket.close(descriptor) }
      }
      return state == .serving
    }
    if wasServing { for mailbox in mailboxes { mailbox.stop() } }
  }

  /// Blocks until a server that was started has stopped.
  package func wait() {
    running.wait()
  }
}
