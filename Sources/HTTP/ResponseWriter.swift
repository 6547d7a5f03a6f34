/// Puts answers on the wire: writes what frames them, and leaves out the body where there is none
/// to send.
package struct ResponseWriter: Sendable {
  /// What the answer says of its connection.
  package enum Connection: Sendable {
    /// Nothing: it stays, as HTTP/1.1 has it.
    case persists

    /// It stays although HTTP/1.0 is spoken.
    case keepAlive
    case close
  }

  private var date: [UInt8]

  /// A writer that dates its answers with a time in seconds since 1970.
  package init(time seconds: Int) {
    date = HTTPDate.field(seconds)
  }

  /// At least what the status line and the fields that frame a message take, but for the date.
  private static let frame = 128

  /// Appends the bytes of an answer.
  package func write(
    _ response: HTTPResponse, isHead: Bool = false, connection: Connection = .persists,
    to output: inout [UInt8]
  ) {
    let room = Self.frame + date.count + response.fields.size
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { room in
      var head = TextWriter(room)
      writeHead(of: response, connection: connection, to: &head)
      output.append(contentsOf: head.text)
    }
    if response.status.allowsBody, !isHead { output.append(contentsOf: response.body) }
  }

  private func writeHead(
    of response: HTTPResponse, connection: Connection, to head: inout TextWriter
  ) {
    let status = response.status
    head.append("HTTP/1.1 ")
    head.append(Int64(status.code))
    head.append(.space)
    head.append(status.reason.utf8.span)
    head.append("\r\n")
    head.append(date.span)
    head.append(response.fields.bytes.span)
    switch connection {
    case .persists: break
    case .keepAlive: head.append("Connection: keep-alive\r\n")
    case .close: head.append("Connection: close\r\n")
    }
    if status.allowsBody {
      let length = response.body.count + (response.delivery?.lengthError ?? 0)
      head.append("Content-Length: ")
      head.append(Int64(max(0, length)))
      head.append("\r\n")
    }
    head.append("\r\n")
  }
}
