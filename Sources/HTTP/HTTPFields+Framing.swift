extension HTTPFields {
  /// Names of fields that say where a message ends and what becomes of its connection, in lower
  /// case: whoever writes the message sets them, and nobody else.
  package static let framing: Set<String> = [
    "connection", "content-length", "expect", "host", "transfer-encoding", "upgrade",
  ]
}
