import HTTP
import Sockets

/// From the round to the connections' sockets.
extension EventLoop {
  /// Has the round answered, and settles every connection that this turn has visited.
  mutating func answer() {
    let answers = answersToRound()
    precondition(answers.count == round.count, "a round has one answer for each request")
    var next = 0
    for connection in visited {
      let end = next + connection.requests
      while next < end {
        let mode = connectionMode(round[next], isLast: next == end - 1, of: connection)
        put(answers[next], isHead: round[next].method == .head, mode, on: connection)
        next += 1
      }
      settle(connection)
      connection.isVisited = false
      connection.requests = 0
    }
    round.removeAll(keepingCapacity: true)
    visited.removeAll(keepingCapacity: true)
  }

  private mutating func answersToRound() -> [HTTPAnswer] {
    if round.isEmpty { return [] }
    let begin = MonotonicTime.now
    defer { workload.noteAnswering(from: begin, to: .now) }
    return application.respond(to: round)
  }

  /// What the answer to a request says of its connection.
  private func connectionMode(
    _ request: HTTPRequest, isLast: Bool, of connection: Connection
  ) -> ResponseWriter.Connection {
    let stops = stopsAt != nil && isLast && connection.refusal == nil
    if stops || !request.keepsConnection { return .close }
    return request.isVersion10 ? .keepAlive : .persists
  }

  /// Writes an answer, unless another one must go before it.
  private mutating func put(
    _ answer: HTTPAnswer, isHead: Bool, _ mode: ResponseWriter.Connection, on connection: Connection
  ) {
    if connection.isClosed {
      if case .later(let promise) = answer { promise.abandon() }
      return
    }
    if case .now(let response) = answer, response.delivery == nil, !connection.owesAnswers {
      write(response, isHead: isHead, mode, on: connection)
      return
    }
    connection.awaited.append(.init(answer: answer, isHead: isHead, connection: mode))
    if case .later(let promise) = answer { promise.await(for: connection.id, by: mailbox) }
  }

  private mutating func write(
    _ response: HTTPResponse, isHead: Bool, _ mode: ResponseWriter.Connection,
    on connection: Connection
  ) {
    writer.write(response, isHead: isHead, connection: mode, to: &output)
    if mode == .close { connection.isAnswered = true }
  }

  /// Writes the answers that are there, up to the first that is not, or that takes its time.
  private mutating func writeFulfilled(_ connection: Connection) {
    while writeTimed(connection), let first = connection.awaited.first {
      let response: HTTPResponse? =
        switch first.answer {
        case .now(let response): response
        case .later(let promise): promise.response
        }
      guard let response else { return }
      connection.awaited.removeFirst()
      if let delivery = response.delivery {
        begin(response, delivery, isHead: first.isHead, first.connection, on: connection)
      } else {
        write(response, isHead: first.isHead, first.connection, on: connection)
      }
    }
  }

  /// Sends what is due to a connection, unless something before it is stuck, and decides how it
  /// goes on.
  mutating func settle(_ connection: Connection) {
    if connection.unsent.isEmpty, !connection.isClosed {
      writeDue(connection)
      send(connection)
    }
    if !connection.isClosed { proceed(connection) }
  }

  /// Writes what follows the answers of this turn, as far as nothing is awaited before it.
  private mutating func writeDue(_ connection: Connection) {
    writeFulfilled(connection)
    guard !connection.owesAnswers, !connection.isAnswered else { return }
    if let refusal = connection.refusal {
      connection.refusal = nil
      let response = application.refuse(refusal)
      write(response, isHead: connection.parser.isHead, .close, on: connection)
    } else if connection.parser.takeContinue() {
      output.append("HTTP/1.1 100 Continue\r\n\r\n")
    }
  }

  private mutating func proceed(_ connection: Connection) {
    let hasMore = connection.isReadable || !connection.unparsed.isEmpty
    if connection.unsent.isEmpty, !connection.owesAnswers {
      if connection.isAnswered, !connection.isLingering {
        finish(connection)
      } else if connection.isAtEnd, !hasMore {
        close(connection)
      } else if stopsAt != nil, connection.parser.phase == .idle, !hasMore {
        close(connection)
      } else if hasMore {
        carried.append(connection)
      }
    }
    if !connection.isClosed { setDeadline(connection) }
  }

  /// Ends a connection whose last answer is sent.
  ///
  /// A socket that is closed with bytes unread resets its connection, and the client may lose the
  /// answer that it is about to read. So only sending is ended, and what comes is read until the
  /// client has done its part, for a time.
  private mutating func finish(_ connection: Connection) {
    if connection.isReset { Socket.reset(connection.id.descriptor) }
    guard !connection.isAtEnd, !connection.isReset, stopsAt == nil else {
      return close(connection)
    }
    Socket.endSending(connection.id.descriptor)
    connection.isLingering = true
    connection.unparsed = []
    if connection.isReadable { carried.append(connection) }
  }

  /// Sends `output`; what the socket does not take becomes the connection's own.
  private mutating func send(_ connection: Connection) {
    guard !output.isEmpty else { return }
    var sent = output.count
    switch Socket.send(connection.id.descriptor, output) {
    case .bytes(let count): sent = count
    case .wouldBlock: sent = 0
    case .end, .failed: close(connection)
    }
    // A copy of its size: a slow reader must not keep the room that others' answers needed.
    if sent < output.count { connection.unsent = Array(output[sent...]) }
    output.removeAll(keepingCapacity: output.capacity <= Self.keptCapacity)
  }

  mutating func sendUnsent(_ connection: Connection) {
    while !connection.unsent.isEmpty {
      switch Socket.send(connection.id.descriptor, connection.unsent, from: connection.sent) {
      case .bytes(let count):
        connection.sent += count
        guard connection.sent == connection.unsent.count else { continue }
        connection.unsent = []
        connection.sent = 0
        // Should the next answer get stuck, it has a time of its own.
        connection.deadline = .none
      case .wouldBlock: return
      case .end, .failed: return close(connection)
      }
    }
  }
}
