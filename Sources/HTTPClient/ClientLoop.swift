import Sockets

/// A loop that owns its connections: made, run and ended on one queue, so that nothing in it is
/// locked.
struct ClientLoop: ~Copyable {
  let mailbox: ClientMailbox
  let limits: HTTPClientLimits
  let admits: HTTPClient.Admission
  var poller = Poller(capacity: 64)

  /// Calls that wait for others to end; those before `nextOrder` are begun.
  private var orders: [Order] = []
  private var nextOrder = 0
  /// By serial.
  var exchanges: [UInt64: ClientExchange] = [:]
  var exchangesByDescriptor: [Int32: ClientExchange] = [:]
  private var nextSerial: UInt64 = 0
  /// Exchanges whose outcome is not told yet.
  var pendingCount = 0
  /// Exchanges whose next address is to be tried. That is done last in a turn: a descriptor that was
  /// closed in it may come again, and must not be taken for the old one.
  var dialing: [ClientExchange] = []
  private var alarm: Alarm?

  var now = MonotonicTime.now
  var input = [UInt8](repeating: 0, count: 16 * 1024)

  init(
    mailbox: ClientMailbox, limits: HTTPClientLimits, admits: @escaping HTTPClient.Admission
  ) {
    self.mailbox = mailbox
    self.limits = limits
    self.admits = admits
  }

  /// Makes calls until it is told to stop.
  mutating func run() {
    let isWatching = poller.watch(mailbox.doorbell.descriptor)
    precondition(isWatching, "a loop must hear its mailbox")
    while turn() {}
    for exchange in exchanges.values { close(exchange) }
  }

  /// Whether there is to be another one.
  private mutating func turn() -> Bool {
    poller.wait(milliseconds: pause)
    now = .now
    for index in 0..<poller.count { take(poller[index]) }
    let mail = mailbox.take()
    if mail.stops { return false }
    orders += mail.orders
    alarm = .earlier(alarm, mail.alarm)
    for (serial, addresses) in mail.found {
      if let exchange = exchanges[serial] { choose(addresses, for: exchange) }
    }
    ring()
    expire()
    begin()
    dial()
    return true
  }

  /// How long nothing but an event can make work.
  private var pause: Int? {
    let next = exchanges.values.reduce(alarm?.time ?? .never) { min($0, $1.deadline) }
    return next == .never ? nil : next.milliseconds(since: .now)
  }

  private mutating func ring() {
    guard let due = alarm, due.time <= now else { return }
    alarm = nil
    due.then()
  }

  private mutating func expire() {
    for exchange in exchanges.values where exchange.deadline <= now {
      end(exchange, .failed(.timedOut))
    }
  }

  /// Begins as many of the calls that wait as may be under way.
  private mutating func begin() {
    while nextOrder < orders.count, pendingCount < limits.calls {
      let order = orders[nextOrder]
      nextOrder += 1
      let exchange = ClientExchange(
        serial: nextSerial, order: order, deadline: now + limits.time)
      nextSerial += 1
      exchanges[exchange.serial] = exchange
      pendingCount += 1
      let host = order.call.url.host
      if let addresses = Lookup.known(host) {
        choose(addresses, for: exchange)
      } else {
        Lookup.find(host) { [mailbox, serial = exchange.serial] addresses in
          mailbox.tell(serial, addresses)
        }
      }
    }
    if nextOrder == orders.count {
      orders.removeAll()
      nextOrder = 0
    }
  }

  /// Keeps those addresses that may be reached.
  private mutating func choose(_ addresses: [SocketAddress], for exchange: ClientExchange) {
    let host = exchange.order.call.url.host
    guard !addresses.isEmpty else { return end(exchange, .failed(.unknownHost(host))) }
    exchange.addresses = addresses.filter { admits($0, host) }[...]
    if exchange.addresses.isEmpty {
      end(exchange, .notAdmitted)
    } else {
      dialing.append(exchange)
    }
  }
}
