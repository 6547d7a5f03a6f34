import APIContract
import BrevoStore
import HTTP

extension Operations {
  /// Its snapshots stay. What clients know of the time before is known to nobody afterwards, and never
  /// names something else.
  static let resetAccount = ControlEndpoint(
    .post, "/accounts/{key}/reset", "resetAccount",
    summary: "Bring an account back to what it began with",
    path: Fields(accountKey),
    responses: [
      .noContent("the account is as it began"), .refused(.unknown("account", "…", known: [])),
    ]
  ) { call, operation in
    try operation.account(call.path[accountKey]).reset()
    operation.emulator.forget(call.path[accountKey])
    return .noContent
  }
}
