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
  /// The call that the request is, or what is wrong with it.
  let call: Result<Call, APIError>
  /// What of the body and the query no clause names.
  let unread: [String]

  init(_ endpoint: BrevoEndpoint, _ exchange: Exchange, _ path: [PathValue], in present: Present) {
    self.present = present
    let moment = Moment(now: present.clock.now, offset: present.offset)
    call = Result { () throws(APIError) in
      try endpoint.admit(exchange.request, path: path, at: moment)
    }
    unread = if case .success(let call) = call { call.undeclared } else { [] }
  }
}
