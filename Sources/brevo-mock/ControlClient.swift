import Glibc

/// Asks a server on this machine or another, over one connection for each question.
struct ControlClient {
  /// Seconds to wait for a connection, and for an answer.
  private static let patience = 30

  struct Answer {
    var status: Int
    var body: [UInt8]
  }

  let host: String
  let port: UInt16

  init(host: String, port: UInt16) {
    self.host = ["0.0.0.0": "127.0.0.1", "::": "::1"][host] ?? host
    self.port = port
  }

  /// The server at `http://host:port`, whatever path follows.
  init(url: String) throws {
    guard url.hasPrefix("http://") else { throw Failure(.failure, "\(url) is no http:// URL") }
    let authority = url.dropFirst("http://".count).prefix { $0 != "/" }
    var host = authority
    var port: UInt16 = 80
    if let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") {
      guard let number = UInt16(authority[authority.index(after: colon)...]) else {
        throw Failure(.failure, "\(url) does not name a port")
      }
      host = authority[..<colon]
      port = number
    }
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    guard !host.isEmpty else { throw Failure(.failure, "\(url) does not name a host") }
    self.init(host: String(host), port: port)
  }

  private var place: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

  func get(_ target: String) throws -> Answer {
    let request =
      "GET \(target) HTTP/1.1\r\nHost: \(place)\r\nAccept: */*\r\nConnection: close\r\n\r\n"
    let bytes = try exchange(Array(request.utf8))
    // The server answers one request with a length, and closes: the rest is the body.
    let end = Array("\r\n\r\n".utf8)
    let head = String(decoding: bytes.prefix(12), as: UTF8.self)
    guard head.hasPrefix("HTTP/1.1 "), let status = Int(head.suffix(3)),
      let body = bytes.firstRange(of: end)
    else { throw Failure(.failure, "http://\(place) gave no answer") }
    return Answer(status: status, body: Array(bytes[body.upperBound...]))
  }

  private func exchange(_ request: [UInt8]) throws -> [UInt8] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    defer { if let found { freeaddrinfo(found) } }
    if getaddrinfo(host, "\(port)", &hints, &found) == 0 {
      for address in sequence(first: found, next: { $0?.pointee.ai_next }).prefix(while: {
        $0 != nil
      }) {
        if let address, let bytes = Self.exchange(request, with: address.pointee) { return bytes }
      }
    }
    throw Failure(.failure, "no server can be reached at http://\(place)")
  }

  /// What a server answers until it closes the connection; nil if it cannot be reached.
  private static func exchange(_ request: [UInt8], with address: addrinfo) -> [UInt8]? {
    let socket = Glibc.socket(address.ai_family, address.ai_socktype, address.ai_protocol)
    guard socket >= 0 else { return nil }
    defer { close(socket) }
    var patience = timeval(tv_sec: Self.patience, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
    guard connect(socket, address.ai_addr, address.ai_addrlen) == 0,
      send(socket, request, request.count, Int32(MSG_NOSIGNAL)) == request.count
    else { return nil }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { return answer }
      answer += buffer[..<count]
    }
  }
}
