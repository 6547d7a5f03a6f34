import APIContract
import BrevoStore
import HTTP

extension Operations {
  static let getSnapshotFile = ControlEndpoint(
    .get, "/snapshots/{name}/file", "getSnapshotFile",
    summary: "Fetch a snapshot as a SQLite file",
    path: snapshotPath,
    responses: [.file("the file"), .badRequest, .refused(.snapshotUnknown)]
  ) { call, operation in
    let (name, account) = (call.path[snapshotName], try operation.account)
    guard let image = try account.image(ofSnapshot: name) else {
      throw try account.unknown(snapshot: name)
    }
    return .document(Document(mediaType: "application/vnd.sqlite3", bytes: image.bytes))
  }
}
