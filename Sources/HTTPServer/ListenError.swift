import Glibc

/// Why a server cannot listen.
package enum ListenError: Error, Hashable, Sendable {
  /// Somebody else, or another instance, has the port.
  case portInUse(host: String, port: UInt16)
  case notPermitted(host: String, port: UInt16)

  /// Neither an IPv4 nor an IPv6 address, nor `localhost`.
  case notAnAddress(String)

  /// An address, but none of this machine.
  case foreignAddress(String)
  case failed(host: String, port: UInt16, errno: Int32)

  init(errno: Int32, host: String, port: UInt16) {
    self =
      switch errno {
      case EADDRINUSE: .portInUse(host: host, port: port)
      case EACCES, EPERM: .notPermitted(host: host, port: port)
      case EADDRNOTAVAIL, EAFNOSUPPORT, ENODEV: .foreignAddress(host)
      default: .failed(host: host, port: port, errno: errno)
      }
  }
}

extension ListenError: CustomStringConvertible {
  /// One sentence.
  package var description: String {
    switch self {
    case .portInUse(let host, let port):
      "Port \(port) on \(host) is in use."
    case .notPermitted(let host, let port):
      "Port \(port) on \(host) may not be opened by this user."
    case .notAnAddress(let host):
      "\"\(host)\" is not an IP address, nor localhost."
    case .foreignAddress(let host):
      "\(host) is not an address of this machine."
    case .failed(let host, let port, let errno):
      "Port \(port) on \(host) cannot be opened: \(String(cString: strerror(errno)))."
    }
  }
}
