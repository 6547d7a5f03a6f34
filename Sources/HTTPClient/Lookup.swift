import Dispatch
import Glibc
import Sockets

/// Finds the addresses of a host.
enum Lookup {
  /// The addresses of a literal or of `localhost`; nil if the name must be looked up.
  static func known(_ host: String) -> [SocketAddress]? {
    let addresses = SocketAddress.addresses(of: host)
    return addresses.isEmpty ? nil : addresses
  }

  /// Asks the system, which asks the files and servers that its settings name.
  ///
  /// That blocks, so it gets a queue of its own; those who ask at one time are few.
  static func find(_ host: String, then: @escaping @Sendable ([SocketAddress]) -> Void) {
    DispatchQueue(label: "http.client.name").async { then(addresses(of: host)) }
  }

  private static func addresses(of host: String) -> [SocketAddress] {
    var hints = addrinfo()
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, nil, &hints, &found) == 0 else { return [] }
    defer { freeaddrinfo(found) }
    var addresses: [SocketAddress] = []
    var entry = found
    while let info = entry?.pointee {
      if let pointer = info.ai_addr, let address = SocketAddress(pointer) {
        addresses.append(address)
      }
      entry = info.ai_next
    }
    return addresses
  }
}
