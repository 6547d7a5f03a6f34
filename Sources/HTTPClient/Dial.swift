import Glibc
import Sockets

/// The one place from which the server opens a connection.
enum Dial {
  enum Attempt {
    /// The socket tells, with its first event, whether it came to something.
    case begun(Int32)
    case failed(String)
  }

  static func begin(_ address: SocketAddress, port: UInt16) -> Attempt {
    let kind = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
    let descriptor = socket(address.family, Int32(kind), Int32(IPPROTO_TCP))
    guard descriptor >= 0 else { return .failed(reason(errno)) }
    let result = address.withPointer(port: port) { connect(descriptor, $0, $1) }
    guard result == 0 || errno == EINPROGRESS else {
      let reason = reason(errno)
      close(descriptor)
      return .failed(reason)
    }
    return .begun(descriptor)
  }

  /// Why a connection did not come about; nil if it did.
  static func failure(_ descriptor: Int32) -> String? {
    var error: Int32 = 0
    var length = socklen_t(MemoryLayout<Int32>.size)
    getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &length)
    return error == 0 ? nil : reason(error)
  }

  private static func reason(_ error: Int32) -> String { String(cString: strerror(error)) }
}
