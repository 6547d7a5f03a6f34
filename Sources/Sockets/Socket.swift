import CLinux
import Glibc

/// The system calls of a connection's socket, non-blocking, with the outcomes that the loop tells
/// apart.
package enum Socket {
  package enum Transfer {
    case bytes(Int)

    /// Nothing more for now.
    case wouldBlock

    /// The peer has sent all that it will.
    case end
    case failed
  }

  package enum Acceptance {
    case connection(Int32)
    case none

    /// The process, or the machine, has no descriptor or memory to spare.
    case exhausted
  }

  package static func receive(_ descriptor: Int32, into buffer: inout [UInt8]) -> Transfer {
    while true {
      let count = buffer.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
      if count > 0 { return .bytes(count) }
      if count == 0 { return .end }
      switch errno {
      case EINTR: continue
      case EAGAIN: return .wouldBlock
      default: return .failed
      }
    }
  }

  /// Sends what the socket's buffer takes of the bytes from a position on; never raises SIGPIPE.
  package static func send(_ descriptor: Int32, _ bytes: [UInt8], from position: Int = 0)
    -> Transfer
  {
    while true {
      let count = bytes.withUnsafeBytes { buffer in
        let rest = UnsafeRawBufferPointer(rebasing: buffer[position...])
        return Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
      }
      if count >= 0 { return .bytes(count) }
      switch errno {
      case EINTR: continue
      case EAGAIN: return .wouldBlock
      default: return .failed
      }
    }
  }

  package static func accept(_ listener: Int32) -> Acceptance {
    while true {
      let flags = Int32(SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
      let descriptor = accept4(listener, nil, nil, flags)
      if descriptor >= 0 { return .connection(descriptor) }
      switch errno {
      case EAGAIN, EBADF, EINVAL: return .none
      case EMFILE, ENFILE, ENOBUFS, ENOMEM: return .exhausted
      // A connection that was lost before it was accepted (accept(2), "Error handling").
      default: continue
      }
    }
  }

  package static func endSending(_ descriptor: Int32) {
    shutdown(descriptor, Int32(SHUT_WR))
  }

  /// Has closing drop what is not sent yet, and tell the peer so.
  package static func reset(_ descriptor: Int32) {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
  }

  package static func close(_ descriptor: Int32) {
    Glibc.close(descriptor)
  }
}
