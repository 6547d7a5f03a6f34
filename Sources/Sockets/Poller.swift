import CLinux
import Glibc

/// The kernel's word on which sockets have changed: epoll, edge-triggered.
///
/// Edges, because a socket is then registered once and never again: a connection that must wait,
/// for a promised answer or for its reader, is left alone without a system call, and what it missed
/// is a flag on the connection.
package struct Poller: ~Copyable {
  package struct Event {
    package let descriptor: Int32
    package let isReadable: Bool

    /// The peer will send no more, or there is no peer any more: there is an end, or an error, to
    /// be read.
    package let hasEnded: Bool

    /// Neither direction works any more.
    package let isBroken: Bool
  }

  private let descriptor: Int32
  private var events: [epoll_event]
  package private(set) var count = 0

  package init(capacity: Int) {
    // A property that is read before all are set makes Swift 6.3 release what `events` was before
    // it was anything: so the check is on a constant.
    let created = epoll_create1(Int32(EPOLL_CLOEXEC))
    precondition(created >= 0, "a process must have a descriptor to spare before it serves")
    descriptor = created
    events = Array(repeating: epoll_event(), count: capacity)
  }

  deinit {
    close(descriptor)
  }

  /// Watches a descriptor until it is closed; false if the kernel has no room for it.
  package func watch(_ watched: Int32) -> Bool {
    var event = epoll_event()
    event.events =
      EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue
    event.data.fd = watched
    return epoll_ctl(descriptor, EPOLL_CTL_ADD, watched, &event) == 0
  }

  /// Watches a descriptor no longer; it stays open.
  package func forget(_ watched: Int32) {
    epoll_ctl(descriptor, EPOLL_CTL_DEL, watched, nil)
  }

  /// Waits until something has changed, or for a time; nil waits for ever.
  package mutating func wait(milliseconds: Int?) {
    let timeout = milliseconds.map { Int32(clamping: $0) } ?? -1
    count = max(0, Int(epoll_wait(descriptor, &events, Int32(events.count), timeout)))
  }

  package subscript(index: Int) -> Event {
    let event = events[index]
    let ended = EPOLLRDHUP.rawValue | EPOLLHUP.rawValue | EPOLLERR.rawValue
    return Event(
      descriptor: event.data.fd,
      isReadable: event.events & (EPOLLIN.rawValue | ended) != 0,
      hasEnded: event.events & ended != 0,
      isBroken: event.events & (EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0)
  }
}
