import CLinux
import Glibc

/// Wakes a loop from another thread: an eventfd, readable once it was rung.
package final class Doorbell: Sendable {
  package let descriptor: Int32

  package init() {
    descriptor = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
    precondition(descriptor >= 0, "a process must have a descriptor to spare before it serves")
  }

  deinit {
    close(descriptor)
  }

  /// Loops watch edges, so the counter is only ever added to.
  package func ring() {
    eventfd_write(descriptor, 1)
  }
}
