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

  /// Appends the bytes of an answer.
  package func write(
    _ response: HTTPResponse, isHead: Bool = false, connection: Connection = .persists,
    to output: inout [UInt8]
  ) {
    let status = response.status
    if status == .ok {
      output.append("HTTP/1.1 200 OK\r\n")
    } else {
      output.append("HTTP/1.1 ")
      output.append(number: Int64(status.code))
      output.append(.space)
      output.append(contentsOf: status.reason.utf8)
      output.append("\r\n")
    }
    output.append(contentsOf: date)
    output.append(contentsOf: response.fields.bytes)
    switch connection {
    case .persists: break
    case .keepAlive: output.append("Connection: keep-alive\r\n")
    case .close: output.append("Connection: close\r\n")
    }
    guard status.allowsBody else {
      output.append("\r\n")
      return
    }
    let length = response.body.count + (response.delivery?.lengthError ?? 0)
    output.append("Content-Length: ", number: Int64(max(0, length)), "\r\n\r\n")
    if !isHead { output.append(contentsOf: response.body) }
  }
}
