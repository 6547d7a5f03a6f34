import APIContract
import BrevoAPI
import Emulator
import HTTP

/// Something that a server can be asked for. Parameters of its path stand in braces.
struct Route: Sendable, CustomStringConvertible {
  let method: HTTPMethod
  let path: String
  /// The parameters of the query, and the members of the body, that the operation names.
  var query: [String] = []
  var body: [String] = []
  var answersDocuments = false
  /// The name of the operation; empty where there is none.
  var name = ""

  var description: String { "\(method.rawValue) \(path)" }

  /// Every route that there is, and some that there are not.
  static let all = operations + others

  /// Those of the documented API, and those that control the emulator.
  static let operations =
    Catalogue.endpoints.map { Route($0, below: Emulator.basePath) }
    + Control.endpoints.map { Route($0, below: Emulator.controlPath) }
    + Operations.endpoints.map { Route($0, below: Emulator.controlPath) }

  private static let others =
    ["/openapi.json", "/metrics", "/", "/nothing", "/v3/nothing", "/_mock/nothing"].map {
      Route(method: .get, path: $0)
    } + ["/v3/smtp/email", "/_mock/clock"].map { Route(method: .options, path: $0) }

  init(method: HTTPMethod, path: String) {
    self.method = method
    self.path = path
  }

  private init<Context>(_ endpoint: Endpoint<Context>, below base: String) {
    method = endpoint.method
    path = base + endpoint.path
    query = endpoint.query.members.map(\.name)
    body = endpoint.body.fields?.members.map(\.name) ?? []
    answersDocuments = endpoint.answersDocuments
    name = endpoint.name
  }

  /// The path with a text in the place of each parameter.
  func path(with text: String) -> String {
    path.replacing(/\{\w+\}/, with: text)
  }
}
