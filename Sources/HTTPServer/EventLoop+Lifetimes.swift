import HTTP
import Sockets

/// How connections come and go.
extension EventLoop {
  mutating func acceptConnections() {
    guard now >= acceptsAgain else { return }
    for index in listeners.indices {
      var accepted = 0
      while listeners[index].isReady, accepted < Self.acceptCount {
        guard excess < Self.acceptCount else { return pauseAccepting() }
        switch Socket.accept(listeners[index].descriptor) {
        case .connection(let descriptor): open(descriptor)
        case .none:
          listeners[index].isReady = false
          isExhausted = false
        case .exhausted:
          if !isExhausted { application.note(.descriptorsExhausted) }
          isExhausted = true
          return pauseAccepting()
        }
        accepted += 1
      }
    }
  }

  /// Leaves new clients in the kernel's queue until a connection closes, or for a moment.
  private mutating func pauseAccepting() {
    acceptsAgain = now + .milliseconds(100)
  }

  private mutating func open(_ descriptor: Int32) {
    guard poller.watch(descriptor) else { return Socket.close(descriptor) }
    mailbox.countConnection(1)
    let connection = register(descriptor, isAdmitted: load.admit())
    nextSweep = min(nextSweep, connection.deadlineTime)
    if !connection.isAdmitted {
      excess += 1
      connection.refusal = .tooManyConnections
      connection.isLast = true
      settle(connection)
    }
  }

  /// Makes a connection of a socket.
  mutating func register(_ descriptor: Int32, isAdmitted: Bool) -> Connection {
    let connection = Connection(
      id: ConnectionID(descriptor: descriptor, serial: nextSerial), isAdmitted: isAdmitted,
      limits: limits, now: now)
    nextSerial += 1
    while connections.count <= Int(descriptor) { connections.append(nil) }
    connections[Int(descriptor)] = connection
    connectionCount += 1
    return connection
  }

  /// Leaves a connection to itself, or to another loop.
  mutating func drop(_ connection: Connection) {
    connections[Int(connection.id.descriptor)] = nil
    connectionCount -= 1
    mailbox.countConnection(-1)
  }

  mutating func close(_ connection: Connection) {
    guard !connection.isClosed else { return }
    connection.isClosed = true
    Socket.close(connection.id.descriptor)
    drop(connection)
    if connection.isAdmitted { load.release() } else { excess -= 1 }
    acceptsAgain = min(acceptsAgain, now)
    connection.dropAwaited()
  }

  mutating func beginStop() {
    guard stopsAt == nil else { return }
    let deadline = now + limits.stopTime
    stopsAt = deadline
    nextSweep = min(nextSweep, deadline)
    for listener in listeners { Socket.close(listener.descriptor) }
    listeners = []
    for case let connection? in connections {
      if connection.isLingering { close(connection) } else { visit(connection) }
    }
  }
}

/// What bounds every wait.
extension EventLoop {
  /// Gives a connection the deadline of what it waits for; one that is waiting already keeps its
  /// own.
  mutating func setDeadline(_ connection: Connection) {
    let deadline = connection.nextDeadline
    guard deadline != connection.deadline || connection.requests > 0 else { return }
    connection.deadline = deadline
    connection.deadlineTime =
      switch deadline {
      case .firstByte: now + limits.firstByteTime
      case .idle: now + limits.idleTime
      case .head: now + limits.headTime
      case .body: now + limits.bodyTime
      case .drain: now + limits.drainTime
      case .linger: now + limits.lingerTime
      case .none: .never
      }
    nextSweep = min(nextSweep, connection.deadlineTime)
  }

  /// Ends what is overdue, and finds out when to look again.
  ///
  /// Deadlines only ever move a connection's own word; the walk over all of them happens when the
  /// earliest may have come: as often as the shortest of the times, not as often as requests.
  mutating func sweep() {
    guard now >= nextSweep else { return }
    if let stopsAt, now >= stopsAt {
      for case let connection? in connections { close(connection) }
      return
    }
    nextSweep = stopsAt ?? .never
    for case let connection? in connections {
      if connection.deadlineTime <= now { expire(connection) }
      if !connection.isClosed { nextSweep = min(nextSweep, connection.deadlineTime) }
    }
    // Many deadlines close together are one walk.
    nextSweep = max(nextSweep, now + .milliseconds(100))
  }

  private mutating func expire(_ connection: Connection) {
    switch connection.deadline {
    case .drain:
      application.note(.answerNotTaken)
      // Else the kernel would go on offering what the client does not take.
      Socket.reset(connection.id.descriptor)
      close(connection)
    case .firstByte, .idle, .linger, .none:
      close(connection)
    case .head, .body:
      connection.refusal = connection.deadline == .head ? .headTimeout : .bodyTimeout
      connection.isLast = true
      settle(connection)
    }
  }
}
