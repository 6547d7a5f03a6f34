import APIContract
import BrevoStore
import HTTP

extension Operations {
  /// The clock stands where it stood then, or is as far ahead as it was. Ids of what is in the snapshot
  /// mean the same; those of messages, notices and objects of the CRM that were given since will mean
  /// nothing else. The small numbers of templates, senders and campaigns come again.
  static let restoreSnapshot = ControlEndpoint(
    .post, "/snapshots/{name}/restore", "restoreSnapshot",
    summary: "Bring back all that the account held when a snapshot was saved",
    path: snapshotPath,
    responses: [
      .noContent("the account is as it was"), .badRequest, .refused(.snapshotUnknown),
    ]
  ) { call, operation in
    let (name, account) = (call.path[snapshotName], try operation.account)
    guard try account.restore(name) else { throw try account.unknown(snapshot: name) }
    return .noContent
  }
}
