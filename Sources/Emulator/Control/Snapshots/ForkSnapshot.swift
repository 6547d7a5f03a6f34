import APIContract
import BrevoStore
import HTTP

private let key = Field.required("key", .text, "The API key of the account that is to hold it.")
private let replace = Field.optional(
  "replace", .boolean, default: false, "Whether that account may be there already.")

extension Operations {
  /// Ids of messages are other ones in another account: no two accounts share any. The account goes
  /// back to the snapshot when it is reset.
  static let forkSnapshot = ControlEndpoint(
    .post, "/snapshots/{name}/fork", "forkSnapshot",
    summary: "Make another account that begins as a snapshot",
    path: snapshotPath,
    body: .required(key, replace),
    responses: [
      .created("the other account", AccountSummary.schema), .badRequest,
      .refused(.snapshotUnknown),
    ]
  ) { call, operation in
    let (name, account, other) = (call.path[snapshotName], try operation.account, call.body[key])
    guard other != account.key else { throw APIError.forkIntoItself }
    guard let image = try account.image(ofSnapshot: name) else {
      throw try account.unknown(snapshot: name)
    }
    let accounts = operation.emulator.accounts
    guard try accounts.create(other, as: image, replaces: call.body[replace]) else {
      throw APIError.forkKnown(other)
    }
    operation.emulator.forget(other)
    return .created(try operation.account(other).summary().json)
  }
}

extension APIError {
  fileprivate static let forkIntoItself = invalid(
    text: "key is the account's own; its snapshot can be restored")
  fileprivate static func forkKnown(_ key: String) -> Self {
    duplicate(text: "There is an account \(key) already; replace lets it be replaced")
  }
}
