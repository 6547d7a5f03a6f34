import APIContract
import BrevoStore
import HTTP

extension Operations {
  static let saveSnapshot = ControlEndpoint(
    .put, "/snapshots/{name}", "saveSnapshot",
    summary: "Put aside all that the account holds, in the place of a snapshot of that name",
    path: snapshotPath,
    responses: [.ok("the snapshot", Snapshot.schema), .badRequest]
  ) { call, operation in
    .ok(try operation.account.save(as: call.path[snapshotName]).json)
  }
}
