import Glibc

/// Asks a server whether it is ready, over one connection.
enum Probe {
  private static let request = Array(
    "GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)

  static func isReady(host: String, port: UInt16) -> Bool {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let reachable = ["0.0.0.0": "127.0.0.1", "::": "::1"][host] ?? host
    guard getaddrinfo(reachable, "\(port)", &hints, &found) == 0 else { return false }
    defer { freeaddrinfo(found) }
    return sequence(first: found) { $0?.pointee.ai_next }
      .prefix { $0 != nil }
      .contains { $0.map { answersReady($0.pointee) } ?? false }
  }

  private static func answersReady(_ address: addrinfo) -> Bool {
    let socket = Glibc.socket(address.ai_family, address.ai_socktype, address.ai_protocol)
    guard socket >= 0 else { return false }
    defer { close(socket) }
    var patience = timeval(tv_sec: 1, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
    guard connect(socket, address.ai_addr, address.ai_addrlen) == 0,
      send(socket, request, request.count, Int32(MSG_NOSIGNAL)) == request.count
    else { return false }
    var answer = [UInt8](repeating: 0, count: 64)
    let count = recv(socket, &answer, answer.count, 0)
    return count > 0 && answer[..<count].starts(with: "HTTP/1.1 200 ".utf8)
  }
}
