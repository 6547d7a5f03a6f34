import Sockets

/// How calls go on, and end.
extension ClientLoop {
  /// Tries the next address of those that wait for it, until one may come to something.
  mutating func dial() {
    let waiting = dialing
    dialing.removeAll(keepingCapacity: true)
    for exchange in waiting where exchanges[exchange.serial] != nil {
      while exchange.descriptor == nil, let address = exchange.addresses.popFirst() {
        switch Dial.begin(address, port: exchange.order.call.url.port) {
        case .failed(let reason): exchange.failure = .unreachable(reason)
        case .begun(let descriptor): adopt(descriptor, for: exchange)
        }
      }
      if exchange.descriptor == nil { end(exchange, .failed(exchange.failure)) }
    }
  }

  private mutating func adopt(_ descriptor: Int32, for exchange: ClientExchange) {
    guard poller.watch(descriptor) else {
      exchange.failure = .unreachable("the system has no room for another one")
      return Socket.close(descriptor)
    }
    exchange.phase = .connecting
    exchange.descriptor = descriptor
    exchangesByDescriptor[descriptor] = exchange
  }

  mutating func take(_ event: Poller.Event) {
    guard let exchange = exchangesByDescriptor[event.descriptor] else { return }
    if exchange.phase == .connecting {
      if let reason = Dial.failure(event.descriptor) {
        exchange.failure = .unreachable(reason)
        close(exchange)
        dialing.append(exchange)
        return
      }
      exchange.phase = .exchanging
    }
    send(exchange, over: event.descriptor)
    receive(exchange, from: event.descriptor)
  }

  /// Sends what the socket takes. If it takes no more for good, an answer may still be there.
  private func send(_ exchange: ClientExchange, over descriptor: Int32) {
    while exchange.sent < exchange.request.count,
      case .bytes(let count) = Socket.send(descriptor, exchange.request, from: exchange.sent)
    {
      exchange.sent += count
    }
  }

  private mutating func receive(_ exchange: ClientExchange, from descriptor: Int32) {
    while exchange.descriptor == descriptor {
      switch Socket.receive(descriptor, into: &input) {
      case .bytes(let count): take(count, for: exchange)
      case .wouldBlock: return
      case .end, .failed: end(exchange, .failed(.noAnswer))
      }
    }
  }

  /// Takes the first bytes of `input` as an answer's next ones.
  private mutating func take(_ count: Int, for exchange: ClientExchange) {
    guard exchange.phase != .draining else {
      exchange.rest -= count
      if exchange.rest <= 0 { end(exchange, nil) }
      return
    }
    exchange.received += input[..<count]
    switch ResponseHead.parse(exchange.received) {
    case .partial:
      if exchange.received.count > limits.head { end(exchange, .failed(.answerTooLong)) }
    case .malformed:
      end(exchange, .failed(.malformedAnswer))
    case .head(let head, let end):
      tell(exchange, .answered(status: head.status))
      drain(exchange, head.bodyLength, received: exchange.received.count - end)
    }
  }

  /// Reads on for a time. A socket that is closed with bytes unread resets its connection, and the
  /// peer would take its answer for lost.
  private mutating func drain(_ exchange: ClientExchange, _ length: Int?, received: Int) {
    exchange.phase = .draining
    exchange.received = []
    exchange.deadline = now + limits.drainTime
    exchange.rest = min(length ?? .max, limits.drainBytes) - received
    let drainingCount = exchanges.count - pendingCount
    if exchange.rest <= 0 || drainingCount > limits.calls { end(exchange, nil) }
  }

  private mutating func tell(_ exchange: ClientExchange, _ outcome: HTTPOutcome) {
    pendingCount -= 1
    exchange.order.then(outcome)
  }

  /// Ends a call, and tells its outcome unless that has been told.
  mutating func end(_ exchange: ClientExchange, _ outcome: HTTPOutcome?) {
    close(exchange)
    exchanges[exchange.serial] = nil
    if exchange.phase != .draining, let outcome { tell(exchange, outcome) }
  }

  mutating func close(_ exchange: ClientExchange) {
    guard let descriptor = exchange.descriptor else { return }
    Socket.close(descriptor)
    exchange.descriptor = nil
    exchangesByDescriptor[descriptor] = nil
  }
}
