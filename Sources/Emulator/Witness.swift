import HTTP
import HTTPServer
import Sockets

/// Sees every answer leave: counts it, and has it logged.
struct Witness: Sendable {
  let log: Log
  let metrics: Metrics

  /// Notes what was answered to requests that arrived at `start`; what is answered later, then.
  func see(_ exchanges: [Exchange], _ answers: [HTTPAnswer], since start: MonotonicTime) {
    let microseconds = MonotonicTime.now.microseconds(since: start)
    metrics.count(exchanges, microseconds: microseconds)
    var logged: [Served] = []
    for (index, exchange) in exchanges.enumerated() {
      if let promise = exchange.promise {
        let operation = exchange.operation
        let entry = log.wants(exchange) ? JournalEntry(exchange, number: exchange.number) : nil
        promise.watch { response in
          let microseconds = MonotonicTime.now.microseconds(since: start)
          metrics.count(operation, response.status, microseconds: microseconds)
          if let entry { log.write([Served(entry, response, microseconds)]) }
        }
      } else if log.wants(exchange), case .now(let response) = answers[index] {
        let entry = JournalEntry(exchange, number: exchange.number)
        logged.append(Served(entry, response, microseconds))
      }
    }
    if !logged.isEmpty { log.write(logged) }
  }

  /// Notes that what came over a connection was no request, or went beyond a limit.
  func see(_ error: HTTPParseError, _ response: HTTPResponse) {
    metrics.count(refusal: response.status)
    log.write(refusal: error.sentence, response)
  }

  func note(_ incident: HTTPIncident) {
    switch incident {
    case .answerNotTaken:
      log.write(incident: "An answer was not taken in time: its connection was reset")
    case .descriptorsExhausted:
      log.write(
        failure: "no descriptor is left: who connects waits; ulimit -n raises the limit")
    }
  }
}

/// A request with its answer, and how long that took.
struct Served: Sendable {
  let entry: JournalEntry
  let response: HTTPResponse
  let microseconds: Int

  init(_ entry: JournalEntry, _ response: HTTPResponse, _ microseconds: Int) {
    self.entry = entry
    self.response = response
    self.microseconds = microseconds
  }
}
