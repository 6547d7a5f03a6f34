package import CLinux
package import Glibc

/// An IP address: to listen on, or to reach.
package enum SocketAddress: Sendable {
  case version4(in_addr)
  case version6(in6_addr)

  /// The addresses of a host: an IPv4 or IPv6 literal, the latter with or without brackets, or
  /// `localhost`, which is one of each. No name is looked up.
  package static func addresses(of host: String) -> [SocketAddress] {
    if host == "localhost" { return addresses(of: "127.0.0.1") + addresses(of: "::1") }
    var version4 = in_addr()
    if inet_pton(AF_INET, host, &version4) == 1 { return [.version4(version4)] }
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
    let literal = isBracketed ? String(host.dropFirst().dropLast()) : host
    var version6 = in6_addr()
    return inet_pton(AF_INET6, literal, &version6) == 1 ? [.version6(version6)] : []
  }

  /// The address that the system wrote down; nil if it is of another family.
  package init?(_ pointer: UnsafePointer<sockaddr>) {
    let bytes = UnsafeRawPointer(pointer)
    switch Int32(pointer.pointee.sa_family) {
    case AF_INET: self = .version4(bytes.loadUnaligned(as: sockaddr_in.self).sin_addr)
    case AF_INET6: self = .version6(bytes.loadUnaligned(as: sockaddr_in6.self).sin6_addr)
    default: return nil
    }
  }

  /// Its 4 or 16 bytes, in the order of the network.
  package var bytes: [UInt8] {
    switch self {
    case .version4(let address): withUnsafeBytes(of: address) { Array($0) }
    case .version6(let address): withUnsafeBytes(of: address) { Array($0) }
    }
  }

  package var family: Int32 {
    switch self {
    case .version4: AF_INET
    case .version6: AF_INET6
    }
  }

  /// Calls with the address as the system wants it, with a port.
  package func withPointer<Result>(
    port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    switch self {
    case .version4(let address):
      var socketAddress = sockaddr_in()
      socketAddress.sin_family = sa_family_t(AF_INET)
      socketAddress.sin_port = port.bigEndian
      socketAddress.sin_addr = address
      return Self.withPointer(to: socketAddress, body)
    case .version6(let address):
      var socketAddress = sockaddr_in6()
      socketAddress.sin6_family = sa_family_t(AF_INET6)
      socketAddress.sin6_port = port.bigEndian
      socketAddress.sin6_addr = address
      return Self.withPointer(to: socketAddress, body)
    }
  }

  private static func withPointer<Address, Result>(
    to address: Address, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    withUnsafeBytes(of: address) { bytes in
      bytes.withMemoryRebound(to: sockaddr.self) { rebound in
        guard let pointer = rebound.baseAddress else { preconditionFailure("no address is empty") }
        return body(pointer, socklen_t(bytes.count))
      }
    }
  }
}
