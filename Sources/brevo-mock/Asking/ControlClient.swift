import Emulator
import Glibc
import HTTP
import JSON

/// Asks a server on this machine or another, over one connection for each question.
struct ControlClient {
  struct Answer {
    var status: Int
    var body: [UInt8]
  }

  let host: String
  let port: UInt16
  /// The account that is asked about; nil for none.
  var key: String?
  /// Seconds to wait for a connection, and for an answer.
  var patience = 30

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

  var origin: String { "http://\(place)" }

  private var place: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }

  /// What the server answers, whatever its status is.
  func ask(
    _ method: HTTPMethod, _ target: String, sending body: [UInt8]? = nil
  ) throws -> Answer {
    let bytes = try exchange(request(method, target, body))
    // The server answers one request with a length, and closes: the rest is the body.
    let end = Array("\r\n\r\n".utf8)
    let head = String(decoding: bytes.prefix(12), as: UTF8.self)
    guard head.hasPrefix("HTTP/1.1 "), let status = Int(head.suffix(3)),
      let body = bytes.firstRange(of: end)
    else { throw Failure(.failure, "\(origin) gave no answer") }
    return Answer(status: status, body: Array(bytes[body.upperBound...]))
  }

  /// What the server answers below `/_mock`.
  ///
  /// - Throws: The server's own sentence, if it refuses.
  func control(
    _ method: HTTPMethod, _ path: String, sending body: [UInt8]? = nil
  ) throws -> Answer {
    let answer = try ask(method, Emulator.controlPath + path, sending: body)
    guard answer.status < 400 else { throw Failure(answer) }
    return answer
  }

  private func request(_ method: HTTPMethod, _ target: String, _ body: [UInt8]?) throws -> [UInt8] {
    var lines = [
      "\(method.rawValue) \(target) HTTP/1.1", "Host: \(place)", "Accept: */*",
      "Connection: close",
    ]
    if let key {
      guard key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
        throw Failure(.failure, "the key has letters that no header field can hold")
      }
      lines.append("api-key: \(key)")
    }
    if let body { lines += ["Content-Type: application/json", "Content-Length: \(body.count)"] }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (body ?? [])
  }

  private func exchange(_ request: [UInt8]) throws -> [UInt8] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    defer { if let found { freeaddrinfo(found) } }
    if getaddrinfo(host, "\(port)", &hints, &found) == 0 {
      var next = found
      while let address = next?.pointee {
        if let bytes = exchange(request, with: address) { return bytes }
        next = address.ai_next
      }
    }
    throw Failure(.failure, "no server can be reached at \(origin)")
  }

  /// What a server answers until it closes the connection; nil if it cannot be reached.
  private func exchange(_ request: [UInt8], with address: addrinfo) -> [UInt8]? {
    let socket = Glibc.socket(address.ai_family, address.ai_socktype, address.ai_protocol)
    guard socket >= 0 else { return nil }
    defer { close(socket) }
    var patience = timeval(tv_sec: patience, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
    guard connect(socket, address.ai_addr, address.ai_addrlen) == 0 else { return nil }
    var rest = request[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return nil }
      rest = rest.dropFirst(count)
    }
    var answer: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { return answer }
      answer += buffer[..<count]
    }
  }
}

extension ControlClient.Answer {
  var text: String { String(decoding: body, as: UTF8.self) }

  /// The members of the object that was answered.
  var object: JSONObject {
    get throws {
      guard let object = (try? JSONValue(parsing: body))?.object else {
        throw Failure(.failure, "the server answered no JSON: is it a brevo-mock?")
      }
      return object
    }
  }
}

extension Failure {
  /// In the words of the server that refused.
  init(_ answer: ControlClient.Answer) {
    let sentence = (try? answer.object)?["message"]?.string
    self.init(.failure, sentence ?? "the server answered \(answer.status)")
  }
}
