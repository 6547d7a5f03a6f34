import APIContract
import BrevoStore
import HTTP

extension Operations {
  /// Looking does not make an account.
  static let getAccount = ControlEndpoint(
    .get, "/accounts/{key}", "getAccount",
    summary: "Show an account",
    path: Fields(accountKey),
    responses: [
      .ok("the account", AccountSummary.schema), .refused(.unknown("account", "…", known: [])),
    ]
  ) { call, operation in
    .ok(try operation.account(call.path[accountKey]).summary().json)
  }
}
