import HTTPClient
package import Sockets

/// To whom calls may be made: to this machine and the networks around it, and to hosts that somebody
/// has named. Nothing that an account is sent can make the program reach anybody else.
package struct CallbackTargets: Sendable {
  private let names: Set<String>
  private let addresses: [[UInt8]]

  /// - Parameter hosts: Names or addresses that may be called wherever they are.
  package init(allowing hosts: [String] = []) {
    names = Set(hosts.map { $0.lowercased() })
    addresses = hosts.filter { $0 != "localhost" }
      .flatMap { SocketAddress.addresses(of: $0) }.map { Self.plain($0) }
  }

  /// Whether a text can name a host.
  package static func isHost(_ text: String) -> Bool {
    if !SocketAddress.addresses(of: text).isEmpty { return true }
    return (try? HTTPURL("http://\(text)/"))?.host == text.lowercased()
  }

  /// Whether `address` may be reached, which is one of `host`.
  package func admits(_ address: SocketAddress, of host: String) -> Bool {
    let bytes = Self.plain(address)
    return names.contains(host) || addresses.contains(bytes)
      || Self.near.contains { $0.contains(bytes) }
  }

  /// A range of addresses: all that have its first bits.
  private struct Network: Sendable {
    let prefix: [UInt8]
    let length: Int
    let size: Int

    func contains(_ address: [UInt8]) -> Bool {
      guard address.count == size else { return false }
      let whole = length / 8
      guard address[..<whole] == prefix[..<whole] else { return false }
      let mask = UInt8(truncatingIfNeeded: 0xff00 >> (length % 8))
      return mask == 0 || address[whole] & mask == prefix[whole] & mask
    }
  }

  /// Loopback, and what RFC 1918 and RFC 4193 set apart for networks of one's own. Link-local
  /// addresses are not among them: machines in clouds answer there with secrets.
  private static let near = [
    Network(prefix: [127], length: 8, size: 4), Network(prefix: [10], length: 8, size: 4),
    Network(prefix: [172, 16], length: 12, size: 4),
    Network(prefix: [192, 168], length: 16, size: 4),
    Network(prefix: [0xfc], length: 7, size: 16),
    Network(prefix: [UInt8](repeating: 0, count: 15) + [1], length: 128, size: 16),
  ]

  /// An address's bytes; of an IPv4 address that is written as IPv6, those of IPv4.
  private static func plain(_ address: SocketAddress) -> [UInt8] {
    let bytes = address.bytes
    let mapped = [UInt8](repeating: 0, count: 10) + [0xff, 0xff]
    return bytes.starts(with: mapped) ? Array(bytes.dropFirst(12)) : bytes
  }
}
