import HTTP
import Sockets

/// A loop that owns its connections: made, run and ended on one queue, so that nothing in it is
/// locked.
///
/// A turn: wait for events; visit every connection that has some, taking requests from it; hand the
/// round over; write the answers; accept; end what is overdue; give connections to other loops.
struct EventLoop: ~Copyable {
  /// Events in one turn.
  static let eventCount = 256

  static let acceptCount = 64

  /// Room for answers that is kept from turn to turn.
  static let keptCapacity = 1 << 20

  let application: any HTTPApplication
  let limits: HTTPLimits
  let mailbox: Mailbox
  /// Those of the other loops.
  let others: [Mailbox]
  let load: ConnectionLoad
  var poller = Poller(capacity: eventCount)

  var listeners: [ListeningSocket]
  var acceptsAgain = MonotonicTime.now

  /// Clients wait for a descriptor to become free, and the application was told.
  var isExhausted = false

  /// By descriptor.
  var connections: [Connection?] = []
  var connectionCount = 0

  /// Of these, the ones that were one too many and are about to be told so.
  var excess = 0
  var nextSerial: UInt64 = 0

  /// Received bytes, and answers, on their way: shared by all connections, which own what gets
  /// stuck.
  var input = [UInt8](repeating: 0, count: 64 * 1024)
  var output: [UInt8] = []

  var round: [HTTPRequest] = []
  var visited: [Connection] = []

  /// Connections that have more than one turn could take.
  var carried: [Connection] = []

  /// Connections with an answer that leaves by a timetable, and when there is more to be sent.
  var timed: [Connection] = []
  var nextTimed = MonotonicTime.never

  var workload = Workload(since: .now)

  var now = MonotonicTime.now
  var nextSweep = MonotonicTime.never
  var stopsAt: MonotonicTime?

  var writer = ResponseWriter(time: 0)
  var nextDate = MonotonicTime.now

  init(
    listeners: [Int32], application: any HTTPApplication, limits: HTTPLimits, mailbox: Mailbox,
    others: [Mailbox], load: ConnectionLoad
  ) {
    self.listeners = listeners.map { ListeningSocket(descriptor: $0) }
    self.application = application
    self.limits = limits
    self.mailbox = mailbox
    self.others = others
    self.load = load
  }

  /// Serves until it is told to stop and the last connection is closed.
  mutating func run() {
    let isWatching = poller.watch(mailbox.descriptor)
    precondition(isWatching, "a loop must hear its mailbox")
    for listener in listeners {
      let isWatching = poller.watch(listener.descriptor)
      precondition(isWatching, "a loop must hear its listeners")
    }
    repeat { turn() } while stopsAt == nil || connectionCount > 0 || !mailbox.close()
  }

  private mutating func turn() {
    poller.wait(milliseconds: pause)
    now = .now
    keepDate()
    for index in 0..<poller.count { take(poller[index]) }
    let more = carried
    carried.removeAll(keepingCapacity: true)
    for connection in more { visit(connection) }
    visitTimed()
    answer()
    acceptConnections()
    sweep()
    shareOut()
  }

  /// How long nothing but an event can make work.
  private var pause: Int? {
    guard carried.isEmpty else { return 0 }
    var next = min(nextSweep, nextTimed)
    if listeners.contains(where: \.isReady) { next = min(next, acceptsAgain) }
    return next == .never ? nil : next.milliseconds(since: now)
  }

  private mutating func keepDate() {
    guard now >= nextDate else { return }
    let time = WallTime.now
    writer = ResponseWriter(time: time.seconds)
    nextDate = now + time.untilNextSecond
  }

  private mutating func take(_ event: Poller.Event) {
    if event.descriptor == mailbox.descriptor {
      takeMail()
    } else if let connection = connection(event.descriptor) {
      connection.isReadable = connection.isReadable || event.isReadable
      connection.hasEnded = connection.hasEnded || event.hasEnded
      // A client that has gone away from a stalled answer misses nothing.
      let isLost = event.isBroken && !connection.takesRequests && !connection.isLingering
      if isLost || connection.hasEnded && connection.isStalled {
        close(connection)
      } else {
        visit(connection)
      }
    } else if let index = listeners.firstIndex(where: { $0.descriptor == event.descriptor }) {
      listeners[index].isReady = true
    }
  }

  private mutating func takeMail() {
    let mail = mailbox.take()
    for id in mail.connections {
      if let connection = connection(id.descriptor), connection.id.serial == id.serial {
        visit(connection)
      }
    }
    for socket in mail.sockets { adopt(socket) }
    if mail.stops { beginStop() }
  }

  func connection(_ descriptor: Int32) -> Connection? {
    Int(descriptor) < connections.count ? connections[Int(descriptor)] : nil
  }
}
