package import HTTP

/// What answers the requests of a server; called on the loops, so it must not block.
package protocol HTTPApplication: Sendable {
  /// Answers a round: every request that was complete in this turn of a loop, in order; one answer
  /// each.
  ///
  /// The answers leave when the whole round is answered: work that all its requests need is done
  /// once.
  func respond(to round: [HTTPRequest]) -> [HTTPAnswer]

  /// Dresses a refusal of the wire (bad framing, limits, timeouts) in the application's own
  /// envelope.
  func refuse(_ error: HTTPParseError) -> HTTPResponse

  /// Is told of what no answer tells of.
  func note(_ incident: HTTPIncident)
}

/// What happens to clients without an answer.
package enum HTTPIncident: Sendable {
  /// A client did not take its answer in time: its connection was reset.
  case answerNotTaken

  /// The process has no descriptor to spare: who comes waits until a connection closes. Told once,
  /// until nobody waits any more.
  case descriptorsExhausted
}

/// An answer, or the word that there will be one.
package enum HTTPAnswer: Sendable {
  case now(HTTPResponse)
  case later(HTTPPromise)
}
