import Glibc
import Sockets

/// The listening sockets of a server: one for every address of the host, all on one port.
struct Listener: Sendable {
  let port: UInt16

  let descriptors: [Int32]

  init(host: String, port: UInt16) throws(ListenError) {
    let addresses = SocketAddress.addresses(of: host)
    guard !addresses.isEmpty else { throw .notAnAddress(host) }
    // A port that was free on the first address may be taken on the second: then another is picked.
    var retries = port == 0 ? 16 : 0
    while true {
      do throws(ListenError) {
        self = try Listener(addresses, host: host, port: port)
        return
      } catch .portInUse where retries > 0 {
        retries -= 1
      }
    }
  }

  private init(
    _ addresses: [SocketAddress], host: String, port: UInt16
  ) throws(ListenError) {
    var group = Group(host: host, port: port)
    do throws(ListenError) {
      for (index, address) in addresses.enumerated() {
        do throws(ListenError) {
          try group.open(address)
        } catch .foreignAddress where index > 0 {
          continue  // A machine without IPv6: localhost is 127.0.0.1 then.
        }
      }
    } catch {
      for descriptor in group.descriptors { close(descriptor) }
      throw error
    }
    self.port = group.port
    descriptors = group.descriptors
  }
}

/// The sockets as they are opened, and the port that the first one got.
private struct Group {
  let host: String
  var port: UInt16

  /// Per address.
  var descriptors: [Int32] = []

  mutating func open(_ address: SocketAddress) throws(ListenError) {
    let kind = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
    let descriptor = socket(address.family, Int32(kind), Int32(IPPROTO_TCP))
    try check(descriptor)
    do throws(ListenError) {
      try check(set(descriptor, SOL_SOCKET, SO_REUSEADDR))
      // Answers leave whole, so there is nothing to gather; accepted sockets inherit this.
      try check(set(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY))
      try check(address.withPointer(port: port) { bind(descriptor, $0, $1) })
      try check(listen(descriptor, SOMAXCONN))
    } catch {
      close(descriptor)
      throw error
    }
    if port == 0 { port = boundPort(descriptor) }
    descriptors.append(descriptor)
  }

  private func check(_ result: Int32) throws(ListenError) {
    guard result >= 0 else { throw ListenError(errno: errno, host: host, port: port) }
  }

  private func set(_ descriptor: Int32, _ level: Int32, _ option: Int32) -> Int32 {
    var one: Int32 = 1
    return setsockopt(descriptor, level, option, &one, socklen_t(MemoryLayout<Int32>.size))
  }

  private func boundPort(_ descriptor: Int32) -> UInt16 {
    // The port stands at the same place in the addresses of both families.
    var address = sockaddr_in6()
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    withUnsafeMutableBytes(of: &address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) {
        _ = getsockname(descriptor, $0.baseAddress, &length)
      }
    }
    return UInt16(bigEndian: address.sin6_port)
  }
}
