import Glibc

/// A client that says just what it is told to, on a blocking socket.
package final class RawClient {
  package struct Response: Equatable {
    package let status: Int
    package let head: String
    package let body: String
  }

  package struct Failed: Error {
    package let call: String
    package let errno: Int32
  }

  private let descriptor: Int32
  private var received: [UInt8] = []

  package init(_ port: UInt16, version6: Bool = false, receiveBuffer: Int32? = nil) throws {
    descriptor = socket(version6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    // Nothing waits for ever, should the server not do what it should.
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    set(Int32(IPPROTO_TCP), TCP_NODELAY, 1)
    if let receiveBuffer { set(SOL_SOCKET, SO_RCVBUF, receiveBuffer) }
    let result = version6 ? connect6(port) : connect4(port)
    guard result == 0 else { throw Failed(call: "connect", errno: errno) }
  }

  deinit {
    close(descriptor)
  }

  package func send(_ text: String) throws {
    try send(Array(text.utf8))
  }

  package func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count >= 0 else { throw Failed(call: "send", errno: errno) }
      sent += count
    }
  }

  package func endSending() {
    shutdown(descriptor, Int32(SHUT_WR))
  }

  /// Ends the connection at once, for both sides.
  package func reset() {
    var unspecified = sockaddr()
    unspecified.sa_family = sa_family_t(AF_UNSPEC)
    connect(descriptor, &unspecified, socklen_t(MemoryLayout<sockaddr>.size))
  }

  /// Whether the kernel has put all that was sent where the server reads it.
  package var isAcknowledged: Bool {
    var count: Int32 = 0
    return ioctl(descriptor, UInt(TIOCOUTQ), &count) == 0 && count == 0
  }

  /// Everything up to the server's end of the connection.
  package func readToEnd() throws -> String {
    while try receive() {}
    defer { received = [] }
    return String(decoding: received, as: UTF8.self)
  }

  /// As many bytes as a text has.
  package func read(_ count: Int) throws -> String {
    while received.count < count, try receive() {}
    defer { received.removeFirst(min(count, received.count)) }
    return String(decoding: received.prefix(count), as: UTF8.self)
  }

  /// The next answer; nil at the end.
  package func readResponse(isHead: Bool = false) throws -> Response? {
    let separator = Array("\r\n\r\n".utf8)
    var search = 0
    while true {
      if let range = received[search...].firstRange(of: separator) {
        let head = String(decoding: received[..<range.upperBound], as: UTF8.self)
        received.removeFirst(range.upperBound)
        let length = isHead ? 0 : Self.contentLength(head)
        let status = Int(head.dropFirst(9).prefix(3)) ?? 0
        return Response(status: status, head: head, body: try read(length))
      }
      search = max(0, received.count - 3)
      guard try receive() else { return nil }
    }
  }

  /// Whether bytes, or an end, have come, waiting for them for some milliseconds.
  package func hasSomethingToRead(within milliseconds: Int32) -> Bool {
    var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&state, 1, milliseconds) != 0
  }

  /// Whether the connection has come to an end that was not agreed on, waiting for it for some
  /// milliseconds.
  package func isBroken(within milliseconds: Int32) -> Bool {
    var state = pollfd(fd: descriptor, events: 0, revents: 0)
    poll(&state, 1, milliseconds)
    return Int32(state.revents) & (POLLERR | POLLHUP) != 0
  }

  private static func contentLength(_ head: String) -> Int {
    let field = head.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }
    return field.flatMap { Int($0.dropFirst("Content-Length: ".count)) } ?? 0
  }

  private func receive() throws -> Bool {
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    guard count >= 0 else { throw Failed(call: "recv", errno: errno) }
    received += buffer[..<count]
    return count > 0
  }

  private func set(_ level: Int32, _ option: Int32, _ value: Int32) {
    var value = value
    setsockopt(descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
  }

  private func connect4(_ port: UInt16) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    return withUnsafeBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) {
        connect(descriptor, $0.baseAddress, socklen_t(bytes.count))
      }
    }
  }

  private func connect6(_ port: UInt16) -> Int32 {
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = port.bigEndian
    address.sin6_addr = in6addr_loopback
    return withUnsafeBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) {
        connect(descriptor, $0.baseAddress, socklen_t(bytes.count))
      }
    }
  }
}
