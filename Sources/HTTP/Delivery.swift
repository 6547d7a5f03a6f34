/// How an answer leaves, where that is not at once and whole.
///
/// What is said here is done by the server: it is no part of the message.
package struct Delivery: Sendable, Equatable {
  /// So many bytes at a time, with a pause after each.
  package struct Drip: Sendable, Equatable {
    package var bytes: Int
    package var interval: Duration

    package init(bytes: Int, interval: Duration) {
      self.bytes = bytes
      self.interval = interval
    }
  }

  /// Where an answer ends.
  package enum End: Sendable, Equatable {
    case whole

    /// After so many bytes, head included, nothing more comes; the connection stays.
    case stalled(after: Int)

    /// After so many bytes of the body the connection is closed, in good order.
    case closed(afterBody: Int)

    /// After so many bytes of the body the connection is reset; with nil, before the first byte of
    /// all.
    case reset(afterBody: Int?)
  }

  /// How long it waits before its first byte.
  package var delay = Duration.zero
  package var drip: Drip?
  package var end = End.whole

  /// How many bytes `Content-Length` is off; unless it is right, the connection is closed behind the
  /// answer.
  package var lengthError = 0

  package init() {}

  /// How many bytes leave of an answer with these many in its head and its body.
  package func count(head: Int, body: Int) -> Int {
    switch end {
    case .whole: head + body
    case .stalled(let count): min(count, head + body)
    case .closed(let count), .reset(let count?): head + min(count, body)
    case .reset(nil): 0
    }
  }
}
