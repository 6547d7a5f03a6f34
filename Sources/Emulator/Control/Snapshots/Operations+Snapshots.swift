import APIContract
import BrevoStore
import CivilTime
import JSON

extension Operations {
  static let snapshots: [ControlEndpoint] = [
    listSnapshots, saveSnapshot, deleteSnapshot, restoreSnapshot, forkSnapshot, getSnapshotFile,
    putSnapshotFile,
  ]

  static let snapshotName = Field.required("name", .text(length: 1...64), "Name of the snapshot.")

  /// The names end up in those of files.
  static let snapshotPath = Fields(
    snapshotName,
    Rule("A name has letters and digits of ASCII, dots, hyphens and underscores.") {
      inputs, _ throws(APIError) in
      let isPlain = inputs[snapshotName].utf8.allSatisfy { byte in
        switch Unicode.Scalar(byte) {
        case "a"..."z", "A"..."Z", "0"..."9", ".", "-", "_": true
        default: false
        }
      }
      guard isPlain else { throw .invalid(snapshotName.member.name) }
    })
}

extension Account {
  func unknown(snapshot name: String) throws -> APIError {
    .unknown("snapshot", name, known: try snapshots().map(\.name))
  }
}

extension APIError {
  static let snapshotUnknown = unknown("snapshot", "…", known: [])
}

extension Snapshot {
  static let schema = Schema.object(
    .required("name", .text),
    .required("at", .text(.dateTime), "When it was saved, by the account's clock."),
    .required("bytes", .integer))

  var json: JSONValue {
    [
      "name": .string(name), "at": .string(at.formatted(.milliseconds(.utc))),
      "bytes": .int(Int64(byteCount)),
    ]
  }
}
