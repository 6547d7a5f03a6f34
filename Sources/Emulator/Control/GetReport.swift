import APIContract
import HTTP
import JSON

private enum Format: String, CaseIterable, Sendable {
  case json, text, junit, markdown
}

private let format = Field.optional(
  "format", .one(of: Format.self), default: .json, "How the report is written.")

extension Operations {
  static let getReport = ControlEndpoint(
    .get, "/report", "getReport",
    summary: "Tell which operations and statuses were exercised, and what was odd",
    query: Fields(Scope.field, format),
    responses: [.ok("the report", Report.schema).or("text/plain"), .badRequest]
  ) { call, operation in
    let report = Report(operation.emulator.journals.tally(of: Scope(call, operation).key))
    return switch call.query[format] {
    case .json: .ok(report.json)
    case .text: .document(Document("text/plain; charset=utf-8", report.text))
    case .markdown: .document(Document("text/markdown; charset=utf-8", report.markdown))
    case .junit: .document(Document("application/xml", report.junit))
    }
  }
}

extension Document {
  fileprivate init(_ mediaType: String, _ text: String) {
    self.init(mediaType: mediaType, bytes: Array(text.utf8))
  }
}
