package import APIContract
import BrevoAPI
import HTTP
import JSON

/// What needs neither a key nor an account: health, the document, wrong addresses.
struct SystemPages: Sendable {
  private let fixed: [String: HTTPResponse]
  private let metrics: @Sendable () -> HTTPResponse

  init(version: String, metrics: @escaping @Sendable () -> HTTPResponse) {
    self.metrics = metrics
    let ok = HTTPResponse(
      .ok, fields: ["Content-Type": "text/plain"], body: Array("ok\n".utf8))
    let document = HTTPResponse(
      .ok, fields: ["Content-Type": "application/json"],
      body: OpenAPI.ofEmulator(version: version).document.bytes)
    fixed = ["/livez": ok, "/readyz": ok, "/openapi.json": document]
  }

  /// The page that a request asks for, if it is none of the API.
  func page(for request: HTTPRequest) throws(APIError) -> HTTPResponse? {
    let served = [Emulator.basePath, Emulator.controlPath]
    if served.contains(where: { request.path.hasPrefix($0 + "/") }) { return nil }
    guard request.method == .get || request.method == .head else { throw .unknownRoute }
    if request.path == "/metrics" { return metrics() }
    guard let page = fixed[request.path] else { throw .unknownRoute }
    return page
  }
}

extension OpenAPI {
  package static func ofEmulator(version: String) -> OpenAPI {
    OpenAPI(
      title: "brevo-mock", version: version,
      description:
        "The operations of the Brevo v3 API that this emulator answers, as it checks and answers them.",
      sections: Catalogue.groups.map {
        Section($0.title, basePath: Emulator.basePath, $0.endpoints)
      } + [
        Section("Control", basePath: Emulator.controlPath, Control.endpoints),
        Section("Emulator", basePath: Emulator.controlPath, Operations.endpoints),
      ])
  }
}
