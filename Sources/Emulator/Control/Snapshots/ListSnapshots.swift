import APIContract
import BrevoStore
import HTTP
import JSON

extension Operations {
  static let listSnapshots = ControlEndpoint(
    .get, "/snapshots", "listSnapshots",
    summary: "List the snapshots of the account",
    responses: [
      .ok(
        "the snapshots, by their names",
        .object(.required("snapshots", .array(Snapshot.schema))))
    ]
  ) { _, operation in
    .ok(["snapshots": .array(try operation.account.snapshots().map(\.json))])
  }
}
