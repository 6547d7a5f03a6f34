import APIContract
import HTTP

extension Operations {
  static let deleteFaults = ControlEndpoint(
    .delete, "/faults", "deleteFaults",
    summary: "Let nothing go wrong any more",
    responses: [.noContent("no fault is left")]
  ) { _, operation in
    _ = operation.emulator.faults.replace(with: [], of: try operation.faultedKey)
    return .noContent
  }
}
