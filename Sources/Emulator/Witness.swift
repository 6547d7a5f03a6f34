import HTTP
import HTTPServer

/// Sees every answer leave: counts it, and has it logged.
struct Witness: Sendable {
  let log: Log
  let metrics: Metrics

  /// Notes what was answered to requests that arrived at `start`; what is answered later, then.
  func see(_ exchanges: [Exchange], _ answers: [HTTPAnswer], since start: MonotonicTime) {
    let microseconds = MonotonicTime.now.microseconds(since: start)
    var served: [Served] = []
    served.reserveCapacity(exchanges.count)
    for (exchange, answer) in zip(exchanges, answers) {
      switch answer {
      case .now(let response): served.append(Served(exchange, response, microseconds))
      case .later(let promise):
        promise.watch { response in
          note([Served(exchange, response, MonotonicTime.now.microseconds(since: start))])
        }
      }
    }
    note(served)
  }

  private func note(_ served: [Served]) {
    for call in served {
      metrics.count(call.exchange.operation, call.response.status, microseconds: call.microseconds)
    }
    log.write(served)
  }
}

/// A request with its answer, and how long that took.
struct Served: Sendable {
  let exchange: Exchange
  let response: HTTPResponse
  let microseconds: Int

  init(_ exchange: Exchange, _ response: HTTPResponse, _ microseconds: Int) {
    self.exchange = exchange
    self.response = response
    self.microseconds = microseconds
  }
}
