/// What the server grants a client: sizes in bytes, and times.
package struct HTTPLimits: Sendable {
  /// The request line, without its line end.
  package var requestLine = 16 * 1024

  /// All field lines of a request together; likewise its trailers, and its chunk extensions.
  package var fieldSection = 64 * 1024

  /// Field lines of a request; likewise its trailers.
  package var fieldCount = 200

  package var body = 32 * 1024 * 1024

  /// Connections at a time, in all loops; who comes on top of them is told so, and is not served.
  package var connections = 16 * 1024

  /// From the opening of a connection to the first byte of its first request.
  package var firstByteTime = Duration.seconds(75)

  /// From the first byte of a request to the end of its head.
  package var headTime = Duration.seconds(30)

  /// From the end of a request's head to the end of its body.
  package var bodyTime = Duration.seconds(60)

  /// How long a connection may stay open from an answer to the next request.
  package var idleTime = Duration.seconds(75)

  /// How long a client may take to read an answer that its socket's buffer could not hold.
  package var drainTime = Duration.seconds(30)

  /// How long a client that has its last answer is still listened to, so that it can read that
  /// before the connection is cut.
  package var lingerTime = Duration.seconds(5)

  /// How much more such a client may send.
  package var lingerBytes = 64 * 1024 * 1024

  /// How long a stop waits for what is under way.
  package var stopTime = Duration.seconds(5)

  package init() {}
}
