import APIContract
import BrevoStore
import HTTP
import SQLite

extension Operations {
  /// The account itself stays as it is until the snapshot is restored.
  static let putSnapshotFile = ControlEndpoint(
    .put, "/snapshots/{name}/file", "putSnapshotFile",
    summary: "Put a SQLite file aside as a snapshot, in the place of one of that name",
    path: snapshotPath,
    body: .file,
    responses: [.ok("the snapshot", Snapshot.schema), .badRequest]
  ) { call, operation in
    let image: AccountImage
    do throws(DatabaseError) { image = try AccountImage(file: call.file) } catch {
      guard error.kind == .corrupt else { throw error }
      throw APIError.invalid(text: "The file is no snapshot: \(error.message)")
    }
    return .ok(try operation.account.save(image, as: call.path[snapshotName]).json)
  }
}
