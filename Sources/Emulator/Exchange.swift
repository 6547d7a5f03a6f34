import APIContract
package import HTTP
import HTTPServer
import SQLite

/// One request on its way through the emulator, and what becomes of it.
package struct Exchange: Sendable {
  enum Outcome: Sendable {
    case reply(Reply)
    case refused(APIError)
    /// Refused before anything else, in the gateway's own form.
    case refusedAtGateway(APIError)
    case page(HTTPResponse)
  }

  package let request: HTTPRequest
  /// The operation that the request means, by its name in the catalogue.
  package var operation: String?
  var outcome: Outcome?
  /// Which pages of other origins may read the answer.
  var sharing = Sharing.everybody
  /// Who gives the answer later, in the place of the outcome.
  var promise: HTTPPromise?
  /// The methods of the path, where the request's is none of them.
  var allowed: [HTTPMethod] = []
  var rateLimit: RateLimitState?
  /// What goes wrong with it, because somebody wants that.
  var fault: StruckFault?
  /// What of the body and the query no clause names.
  package var unread: [String] = []
  /// The names of the habits that the request shows.
  var lints: [String] = []
  /// Its number in the journal; nil if it is in none.
  var number: Int64?
  /// What went wrong inside, for the log.
  var failure: String?

  init(_ request: HTTPRequest) { self.request = request }

  /// HEAD is answered as GET; the server leaves out the body.
  var method: HTTPMethod { request.method == .head ? .get : request.method }

  package var status: HTTPStatus {
    switch outcome {
    case .reply(let reply): reply.status
    case .refused(let error), .refusedAtGateway(let error): error.status
    case .page(let response): response.status
    case nil: .internalServerError
    }
  }

  /// Why it was refused, in the words that the client gets and those that it does not; and what went
  /// wrong with it.
  package var explanation: String? {
    let words =
      switch outcome {
      case .refused(let error), .refusedAtGateway(let error):
        [error.message, error.explanation, failure, fault?.note]
      default: [fault?.note]
      }
    let known = words.compactMap(\.self)
    return known.isEmpty ? nil : known.joined(separator: "; ")
  }

  /// This exchange, as the fault leaves it that strikes it in `phase`.
  func struck(_ phase: Fault.Phase) -> Exchange {
    guard let fault = fault?.fault, fault.phase == phase else { return self }
    var exchange = self
    fault.effect.answer(&exchange)
    return exchange
  }

  /// This exchange, ended by `error`: the client's fault, that of a disk or a file, or ours.
  func failed(with error: any Error) -> Exchange {
    var exchange = self
    switch error {
    case let error as APIError: exchange.outcome = .refused(error)
    case let error as DatabaseError where error.kind == .full:
      // What SQLite says of a disk is for the log; a limit of ours has words for the client.
      exchange.outcome = .refused(
        error.code == 0 ? .storageFull(text: error.message) : .storageFull)
      exchange.failure = "\(error)"
    case let error as DatabaseError where error.kind == .unavailable:
      exchange.outcome = .refused(
        .storageUnavailable(text: "The emulator cannot use its files: \(error.message)"))
      exchange.failure = "\(error)"
    case let error as DatabaseError where error.kind == .corrupt:
      exchange.outcome = .refused(
        .internalError(text: "The emulator cannot use a file of its own: \(error.message)"))
      exchange.failure = "\(error)"
    default:
      exchange.outcome = .refused(.internalError)
      exchange.failure = "\(error)"
    }
    return exchange
  }
}
