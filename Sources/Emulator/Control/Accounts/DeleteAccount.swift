import APIContract
import BrevoStore
import HTTP

extension Operations {
  /// Its key names a new account when it is seen again.
  static let deleteAccount = ControlEndpoint(
    .delete, "/accounts/{key}", "deleteAccount",
    summary: "Delete an account with its snapshots",
    path: Fields(accountKey),
    responses: [
      .noContent("the account is gone"), .refused(.unknown("account", "…", known: [])),
    ]
  ) { call, operation in
    let key = call.path[accountKey]
    guard try operation.emulator.accounts.delete(key) else { throw try operation.unknown(key) }
    operation.emulator.forget(key)
    return .noContent
  }
}
