import APIContract
import BrevoAPI
import BrevoStore

/// What the contract says of a request. It is found out before the account is locked, if that can
/// be: reading and checking a body takes no turns then.
///
/// A class, because it holds much and is made once for a request.
final class Judgement {
  /// What held when the request was judged; a request before it may have set the clock since.
  let present: Present
  private let result: Result<Call, APIError>
  /// What of the body and the query no clause names.
  let unread: [String]

  init(_ endpoint: BrevoEndpoint, _ exchange: Exchange, in present: Present) {
    self.present = present
    let moment = Moment(now: present.clock.now, offset: present.offset)
    result = Result { () throws(APIError) in
      try endpoint.admit(exchange.request, path: exchange.path, at: moment)
    }
    unread = if case .success(let call) = result { call.undeclared } else { [] }
  }

  /// The call that the request is; throws what is wrong with it.
  var call: Call {
    get throws(APIError) {
      switch result {
      case .success(let call): return call
      case .failure(let error): throw error
      }
    }
  }
}
