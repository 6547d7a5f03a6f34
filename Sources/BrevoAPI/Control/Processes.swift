import APIContract
import BrevoStore
import HTTP
import JSON

private let id = Field.required("id", .identifier, "Number of the process.")

extension Control {
  static let getProcess = BrevoEndpoint(
    .get, "/processes/{id}", "getProcess",
    summary: "Tell how far an export is",
    path: Fields(id),
    responses: [
      .ok(
        "the process",
        .object(
          .required("id", .integer), .required("name", .text),
          .required(
            "status", .enumeration(BackgroundProcess.Status.allCases.map(\.rawValue))),
          .optional("export_url", .text, "Where its file is, once it is completed."))),
      .badRequest, .refused(.processUnknown),
    ]
  ) { call, store in
    guard let process = try store.processes.process(id: call.path[id]) else {
      throw APIError.processUnknown
    }
    return .ok([
      "id": .int(process.id), "name": .string(BackgroundProcess.name),
      "status": .string(process.status.rawValue),
      "export_url": process.status == .completed ? .string(process.fileURL) : nil,
    ])
  }

  static let getProcessFile = BrevoEndpoint(
    .get, "/processes/{id}/file", "getProcessFile",
    summary: "Fetch what an export has made",
    path: Fields(id),
    responses: [.file("the file", "text/csv"), .badRequest, .refused(.processWithoutFile)]
  ) { call, store in
    guard let file = try store.processes.file(id: call.path[id]) else {
      throw APIError.processWithoutFile
    }
    return .document(Document(mediaType: "text/csv; charset=utf-8", bytes: Array(file.utf8)))
  }
}

extension Transaction {
  /// The link to what a process will have made. It names the account, so that it works without a key
  /// in a field.
  func fileURL(ofProcess id: Int64) -> String {
    "\(settings.publicURL)/_mock/processes/\(id)/file?account=\(PercentEncoding.encode(key))"
  }
}

extension APIError {
  fileprivate static let processUnknown = notFound(text: "No process has this id")
  fileprivate static let processWithoutFile = notFound(
    text: "No process has this id, or it is not completed yet")
}
