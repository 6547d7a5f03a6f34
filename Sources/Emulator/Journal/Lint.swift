import APIContract
import HTTP
import JSON

/// A habit of clients that does not do what it seems to do: what it is, and what to do instead.
package struct Lint: Sendable {
  package let name: String
  package let sentence: String
  package let advice: String
  /// Whether the service refuses it, so that calls that went well need not be looked at.
  let isRefused: Bool
  let applies: @Sendable (LintedCall) -> Bool

  init(
    _ name: String, _ sentence: String, advice: String, isRefused: Bool = false,
    applies: @escaping @Sendable (LintedCall) -> Bool
  ) {
    self.name = name
    self.sentence = sentence
    self.advice = advice
    self.isRefused = isRefused
    self.applies = applies
  }

  private static let ofSuccesses = all.filter { !$0.isRefused }

  /// The names of the habits that a request shows.
  static func names(in exchange: Exchange) -> [String] {
    let call = LintedCall(exchange)
    let lints = exchange.status.code < 400 ? ofSuccesses : all
    var names: [String] = []
    for lint in lints where lint.applies(call) { names.append(lint.name) }
    return names
  }

  static func named(_ name: String) -> Lint? { all.first { $0.name == name } }
}

/// What lints look at.
struct LintedCall {
  /// Larger bodies are not read again for the sake of a hint.
  private static let readBody = 1 << 20

  let request: HTTPRequest
  let operation: String?
  /// The API key, as it was sent.
  let key: String?
  /// The signs that stand somewhere in the address, of those that lints look for.
  private let signs: Set<UInt8>

  init(_ exchange: Exchange) {
    request = exchange.request
    operation = exchange.operation
    key = request.fields["api-key"]
    var signs: Set<UInt8> = []
    for byte in request.target.utf8 {
      switch byte {
      case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "%"), UInt8(ascii: "+"):
        signs.insert(byte)
      default: continue
      }
    }
    self.signs = signs
  }

  /// Whether a sign stands in the address: one of `<`, `>`, `%` and `+`.
  func hasInAddress(_ sign: Unicode.Scalar) -> Bool { signs.contains(UInt8(ascii: sign)) }

  var path: String { request.path }

  func has(_ field: String) -> Bool { request.fields.hasAny(of: field) }

  /// Whether the body is one that the service would read.
  var hasReadableMethod: Bool { [.post, .put, .patch].contains(request.method) }

  var mediaType: String {
    let value = request.fields["content-type"] ?? ""
    return value.prefix { $0 != ";" }.filter { $0 != " " }.lowercased()
  }

  /// A member of the body.
  func member(_ name: String) -> JSONValue? {
    guard request.body.count <= Self.readBody, request.body.first != nil else { return nil }
    return (try? JSONValue(parsing: request.body))?.object?[name]
  }

  /// A parameter of the query, as it stands there.
  func rawParameter(_ name: String) -> Substring? {
    guard let query = request.queryText else { return nil }
    for part in query.split(separator: "&") where part.hasPrefix(name + "=") {
      return part.dropFirst(name.utf8.count + 1)
    }
    return nil
  }
}
