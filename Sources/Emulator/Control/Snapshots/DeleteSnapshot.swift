import APIContract
import BrevoStore
import HTTP

extension Operations {
  static let deleteSnapshot = ControlEndpoint(
    .delete, "/snapshots/{name}", "deleteSnapshot",
    summary: "Delete a snapshot",
    path: snapshotPath,
    responses: [.noContent("the snapshot is gone"), .badRequest, .refused(.snapshotUnknown)]
  ) { call, operation in
    let (name, account) = (call.path[snapshotName], try operation.account)
    guard try account.deleteSnapshot(name) else { throw try account.unknown(snapshot: name) }
    return .noContent
  }
}
