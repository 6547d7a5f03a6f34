import HTTP
import Sockets

/// From a connection's bytes to the round.
extension EventLoop {
  /// Does for a connection what can be done in this turn before the round is answered.
  mutating func visit(_ connection: Connection) {
    guard !connection.isVisited, !connection.isClosed else { return }
    connection.isVisited = true
    visited.append(connection)
    sendUnsent(connection)
    if connection.isLingering {
      discard(connection)
    } else if connection.takesRequests {
      read(connection)
    }
  }

  private mutating func read(_ connection: Connection) {
    if !connection.unparsed.isEmpty {
      let bytes = connection.unparsed
      connection.unparsed = []
      connection.parse(bytes, count: bytes.count, into: &round)
    } else if connection.isReadable, let count = receive(connection) {
      connection.parse(input, count: count, into: &round)
    }
  }

  /// Receives into `input`; nil if there is nothing, or nothing any more.
  private mutating func receive(_ connection: Connection) -> Int? {
    switch Socket.receive(connection.id.descriptor, into: &input) {
    case .bytes(let count):
      // A buffer that was not filled has emptied the socket; but an end that was announced is still
      // to be read.
      connection.isReadable = count == input.count || connection.hasEnded
      return count
    case .wouldBlock:
      connection.isReadable = false
    case .end:
      connection.isReadable = false
      connection.isAtEnd = true
    case .failed:
      close(connection)
    }
    return nil
  }

  /// Reads and drops what a refused client still sends.
  private mutating func discard(_ connection: Connection) {
    guard connection.isReadable else { return }
    connection.lingered += receive(connection) ?? 0
    if connection.isAtEnd || connection.lingered > limits.lingerBytes { close(connection) }
  }
}
