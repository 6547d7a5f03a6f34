import APIContract
import BrevoAPI
import Emulator
import HTTP

/// The words of the API, which chance would not find: paths, names and values.
enum Dictionary {
  static var words: [String] {
    var words = words(of: World.schema)
    words += Catalogue.endpoints.flatMap { Self.words(of: $0, below: Emulator.basePath) }
    words += Control.endpoints.flatMap { Self.words(of: $0, below: Emulator.controlPath) }
    words += Operations.endpoints.flatMap { Self.words(of: $0, below: Emulator.controlPath) }
    return Set(words).sorted()
  }

  /// A line of a dictionary of libFuzzer.
  static func entry(_ word: String) -> String {
    let escaped = word.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
    return "\"\(String(escaped))\""
  }

  private static func words<Context>(
    of endpoint: Endpoint<Context>, below basePath: String
  ) -> [String] {
    let fields = [endpoint.query, endpoint.headers] + [endpoint.body.fields].compactMap(\.self)
    return ["\(endpoint.method.rawValue) \(basePath)\(endpoint.path)"]
      + fields.flatMap { $0.clauses.flatMap(words) }
  }

  private static func words(of clause: Clause) -> [String] {
    guard case .member(let member) = clause else { return [] }
    return [member.name] + words(of: member.schema)
  }

  private static func words(of schema: Schema) -> [String] {
    switch schema {
    case .enumeration(let values): values
    case .array(let item, _): words(of: item)
    case .dictionary(let value, _): words(of: value)
    case .object(let clauses): clauses.flatMap(words)
    case .oneOf(let schemas): schemas.flatMap(words)
    case .any, .boolean, .integer, .number, .text: []
    }
  }
}
