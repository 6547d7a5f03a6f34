import Dispatch
import Glibc
import Synchronization

/// A server that does with each connection what its script says, on a port of its own.
package final class StubServer: Sendable {
  /// One connection, read as far as its request goes.
  package struct Connection {
    /// What was asked over it; empty if that is not read.
    package fileprivate(set) var request = ""
    fileprivate let descriptor: Int32

    /// Sends bytes; false if the client would not take them.
    @discardableResult
    package func send(_ bytes: [UInt8]) -> Bool {
      var sent = 0
      while sent < bytes.count {
        let count = bytes[sent...].withUnsafeBytes {
          Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { return false }
        sent += count
      }
      return true
    }

    @discardableResult
    package func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Has closing reset the connection.
    package func reset() {
      var option = linger(l_onoff: 1, l_linger: 0)
      setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    /// Waits until the client ends the connection.
    package func waitForEnd() {
      var buffer = [UInt8](repeating: 0, count: 1024)
      while recv(descriptor, &buffer, buffer.count, 0) > 0 {}
    }

    /// Reads the rest of a request.
    fileprivate func read(until isComplete: ([UInt8]) -> Bool) -> String {
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 64 * 1024)
      while !isComplete(bytes) {
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { break }
        bytes += buffer[..<count]
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  package let port: UInt16
  private let listener: Int32
  private let seen = Mutex([String]())

  /// Unless it `readsRequests`, the script is played at once.
  package init(
    version6: Bool = false, readsRequests: Bool = true,
    script: @escaping @Sendable (Connection) -> Void
  ) {
    (listener, port) = Self.listen(version6: version6)
    // What blocks needs a queue, and so a thread, of its own.
    DispatchQueue(label: "stub").async { [self, listener] in
      while true {
        let descriptor = accept(listener, nil, nil)
        guard descriptor >= 0 else { break }
        DispatchQueue(label: "stub.connection").async {
          // Nothing waits for ever, should the client not do what it should.
          var limit = timeval(tv_sec: 300, tv_usec: 0)
          let size = socklen_t(MemoryLayout<timeval>.size)
          setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
          setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
          var connection = Connection(descriptor: descriptor)
          if readsRequests { connection.request = connection.read(until: Self.isComplete) }
          self.seen.withLock { [request = connection.request] in $0.append(request) }
          script(connection)
          close(descriptor)
        }
      }
      close(listener)
    }
  }

  package convenience init(answering text: String, version6: Bool = false) {
    self.init(version6: version6) { $0.send(text) }
  }

  /// Ends the listening; connections go on.
  package func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  /// What was asked so far.
  package var requests: [String] { seen.withLock { $0 } }

  /// A port on which nobody listens.
  package static var unusedPort: UInt16 {
    let (descriptor, port) = listen(version6: false)
    close(descriptor)
    return port
  }

  private static func isComplete(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let end = text.firstRange(of: "\r\n\r\n") else { return false }
    let field = text[..<end.lowerBound].split(separator: "\r\n")
      .first { $0.hasPrefix("Content-Length: ") }
    return text[end.upperBound...].utf8.count >= field.flatMap { Int($0.dropFirst(16)) } ?? 0
  }

  private static func listen(version6: Bool) -> (Int32, UInt16) {
    let descriptor = socket(version6 ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var version4 = sockaddr_in()
    version4.sin_family = sa_family_t(AF_INET)
    version4.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_addr = in6addr_loopback
    _ = version6 ? bind(descriptor, to: address) : bind(descriptor, to: version4)
    Glibc.listen(descriptor, 128)
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    withUnsafeMutableBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) {
        _ = getsockname(descriptor, $0.baseAddress, &length)
      }
    }
    return (descriptor, UInt16(bigEndian: address.sin6_port))
  }

  private static func bind<Address>(_ descriptor: Int32, to address: Address) -> Int32 {
    withUnsafeBytes(of: address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) {
        Glibc.bind(descriptor, $0.baseAddress, socklen_t(bytes.count))
      }
    }
  }
}
