package import APIContract
import BrevoAPI
import HTTP
import JSON
import Synchronization

/// What needs neither a key nor an account: health, the document, wrong addresses.
final class SystemPages: Sendable {
  private static let ok = HTTPResponse(
    .ok, fields: ["Content-Type": "text/plain"], body: Array("ok\n".utf8))

  private let version: String
  private let metrics: @Sendable () -> HTTPResponse
  /// Written when it is first asked for: most servers are never asked, and all should start at once.
  private let written = Mutex<HTTPResponse?>(nil)

  init(version: String, metrics: @escaping @Sendable () -> HTTPResponse) {
    self.version = version
    self.metrics = metrics
  }

  /// The page that a request asks for, if it is none of the API.
  func page(for exchange: Exchange) throws(APIError) -> HTTPResponse? {
    let request = exchange.request
    if exchange.isDocumented || exchange.isControl { return nil }
    guard request.method == .get || request.method == .head else { throw .unknownRoute }
    switch request.path {
    case "/livez", "/readyz": return Self.ok
    case "/metrics": return metrics()
    case "/openapi.json": return document
    default: throw .unknownRoute
    }
  }

  private var document: HTTPResponse {
    written.withLock { written in
      if let written { return written }
      let response = HTTPResponse(
        .ok, fields: ["Content-Type": "application/json"],
        body: OpenAPI.ofEmulator(version: version).document.bytes)
      written = response
      return response
    }
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
