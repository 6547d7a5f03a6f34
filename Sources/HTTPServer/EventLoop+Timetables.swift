import Sockets
import HTTP

/// Answers that leave by a timetable. Ordinary ones never come here.
extension EventLoop {
  /// Has an answer leave as its delivery says, from now on.
  mutating func begin(
    _ response: HTTPResponse, _ delivery: Delivery, isHead: Bool,
    _ mode: ResponseWriter.Connection, on connection: Connection
  ) {
    var message: [UInt8] = []
    writer.write(response, isHead: isHead, connection: mode, to: &message)
    let hasBody = !isHead && response.status.allowsBody
    connection.timed = TimedAnswer(
      message, bodyCount: hasBody ? response.body.count : 0, delivery, connection: mode, now: now)
    if !timed.contains(where: { $0 === connection }) { timed.append(connection) }
  }

  /// Visits the connections whose timed answers have come to their next time.
  mutating func visitTimed() {
    guard now >= nextTimed else { return }
    let known = timed
    timed = known.filter { !$0.isClosed && $0.timed != nil }
    nextTimed = .never
    for connection in timed {
      guard let next = connection.timed?.next else { continue }
      if next <= now { visit(connection) } else { nextTimed = min(nextTimed, next) }
    }
  }

  /// Writes what is to leave by now of a timed answer; answers whether nothing is left of it.
  ///
  /// A server that stops keeps nobody waiting: the rest leaves at once. Then, or when the client has
  /// ended its side, what has stalled is dropped.
  mutating func writeTimed(_ connection: Connection) -> Bool {
    while let next = connection.timed?.next {
      guard next <= now || stopsAt != nil else {
        nextTimed = min(nextTimed, next)
        return false
      }
      guard let sequel = connection.timed?.write(to: &output, now: now) else {
        if stopsAt != nil { continue }
        // The next bytes leave in a turn of their own, however soon that is.
        nextTimed = min(nextTimed, connection.timed?.next ?? .never)
        return false
      }
      switch sequel {
      case .goesOn: connection.timed = nil
      case .stalls where stopsAt == nil && !connection.hasEnded: return false
      case .closes, .stalls: end(connection, resetting: false)
      case .resets: end(connection, resetting: true)
      }
    }
    return true
  }

  /// Lets nothing come behind the answer that was written last.
  private func end(_ connection: Connection, resetting: Bool) {
    connection.timed = nil
    connection.isLast = true
    connection.isAnswered = true
    connection.isReset = resetting
    connection.refusal = nil
    connection.dropAwaited()
  }
}
