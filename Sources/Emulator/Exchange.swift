import APIContract
import BrevoAPI
import HTTP
import HTTPServer
import SQLite

/// One request on its way through the emulator, and what becomes of it.
///
/// A class, because every stage adds to it: it is never copied, and belongs to the round that it
/// came with.
final class Exchange {
  /// The rarer cases hold much, and stand apart so that the common one is small.
  enum Outcome: Sendable {
    case reply(Reply)
    indirect case refused(APIError)
    /// Refused before anything else, in the gateway's own form.
    indirect case refusedAtGateway(APIError)
    indirect case page(HTTPResponse)
  }

  let request: HTTPRequest
  /// The API key, as it was sent; nil if none was.
  let key: String?
  /// Whether its host is this machine by one of the names that most requests use.
  let isForThisMachine: Bool
  /// Whether the path is one of the documented API's.
  let isDocumented: Bool
  /// Whether the path is one that controls the emulator.
  let isControl: Bool
  /// The operation that the request means, by its name in the catalogue.
  var operation: String?
  /// The endpoint of accounts that it means, and where the values of the path's parameters stand.
  var endpoint: BrevoEndpoint?
  var path = PathPlaces()
  /// The methods that its path has, where the request's is none of them.
  var otherMethods: [HTTPMethod] = []
  /// What the contract says of it, if that could be found out in advance.
  var judgement: Judgement?
  var outcome: Outcome?
  /// Which pages of other origins may read the answer.
  var sharing = Sharing.everybody
  /// Who gives the answer later, in the place of the outcome.
  var promise: HTTPPromise?
  /// The methods that the answer names instead of the request's.
  var allowed: [HTTPMethod] = []
  var rateLimit: RateLimitState?
  /// What goes wrong with it, because somebody wants that.
  var fault: StruckFault?
  /// What of the body and the query no clause names.
  var unread: [String] = []
  /// The names of the habits that the request shows.
  var lints: [String] = []
  /// Its number in the journal, from 1; 0 if it is in none.
  var number: Int64 = 0
  /// What went wrong inside, for the log.
  var failure: String?

  init(_ request: HTTPRequest) {
    self.request = request
    key = request.fields["api-key"]
    isForThisMachine = request.isAuthority(Host.isThisMachine)
    let path = request.path.utf8.span
    isDocumented = path.isBelow(Emulator.basePath)
    isControl = path.isBelow(Emulator.controlPath)
  }

  /// Forgets what became of it, before it is tried, and tried again.
  func begin() {
    outcome = nil
    allowed = []
    rateLimit = nil
    unread = []
    failure = nil
  }

  /// The host, and port if there is one, that the request is meant for; empty if it names none.
  var authority: String { request.authority ?? "" }

  /// HEAD is answered as GET; the server leaves out the body.
  var method: HTTPMethod { request.method == .head ? .get : request.method }

  /// Whether what answers it is a page of the system, which has no identifier.
  var isAnsweredByPage: Bool {
    if case .page = outcome { true } else { false }
  }

  var status: HTTPStatus {
    switch outcome {
    case .reply(let reply): reply.status
    case .refused(let error), .refusedAtGateway(let error): error.status
    case .page(let response): response.status
    case nil: .internalServerError
    }
  }

  /// Why it was refused, in the words that the client gets and those that it does not; and what went
  /// wrong with it.
  var explanation: String? {
    switch outcome {
    case .refused(let error), .refusedAtGateway(let error):
      return [error.message, error.explanation, failure, fault?.note].compactMap(\.self)
        .joined(separator: "; ")
    default: return fault?.note
    }
  }

  /// Lets its fault strike, if it is one of `phase`.
  func strike(_ phase: Fault.Phase) {
    guard let fault = fault?.fault, fault.phase == phase else { return }
    fault.effect.answer(self)
  }

  /// Ends it by `error`: the client's fault, that of a disk or a file, or ours.
  func fail(with error: any Error) {
    switch error {
    case let error as APIError: outcome = .refused(error)
    case let error as DatabaseError where error.kind == .full:
      // What SQLite says of a disk is for the log; a limit of ours has words for the client.
      outcome = .refused(error.code == 0 ? .storageFull(text: error.message) : .storageFull)
      failure = "\(error)"
    case let error as DatabaseError where error.kind == .unavailable:
      outcome = .refused(
        .storageUnavailable(text: "The emulator cannot use its files: \(error.message)"))
      failure = "\(error)"
    case let error as DatabaseError where error.kind == .corrupt:
      outcome = .refused(
        .internalError(text: "The emulator cannot use a file of its own: \(error.message)"))
      failure = "\(error)"
    default:
      outcome = .refused(.internalError)
      failure = "\(error)"
    }
  }
}

extension Span<UInt8> {
  /// Whether a path is one of those below another.
  fileprivate func isBelow(_ base: String) -> Bool {
    let base = base.utf8.span
    guard count > base.count, self[base.count] == UInt8(ascii: "/") else { return false }
    for index in base.indices where self[index] != base[index] { return false }
    return true
  }
}
