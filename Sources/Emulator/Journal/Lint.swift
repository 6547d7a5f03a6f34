import APIContract
import HTTP
import JSON

/// A habit of clients that does not do what it seems to do: what it is, and what to do instead.
///
/// A class, because all of them are walked for every call.
package final class Lint: Sendable {
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
    let judged = exchange.status.code < 400 ? ofSuccesses : all
    let lints = judged.span
    var names: [String] = []
    for index in lints.indices where lints[index].applies(call) {
      names.append(lints[index].name)
    }
    return names
  }

  static func named(_ name: String) -> Lint? { all.first { $0.name == name } }
}

/// What lints look at.
struct LintedCall {
  /// Larger bodies are not read again for the sake of a hint.
  private static let readBody = 1 << 20

  private let exchange: Exchange

  init(_ exchange: Exchange) { self.exchange = exchange }

  var request: HTTPRequest { exchange.request }
  var operation: String? { exchange.operation }
  /// The API key, as it was sent.
  var key: String? { exchange.key }
  /// The host that the request is meant for.
  var authority: String { exchange.authority }

  /// Whether an ASCII character stands in the address.
  func hasInAddress(_ sign: Unicode.Scalar) -> Bool { request.targetContains(sign) }

  var path: String { request.path }

  func has(_ field: StaticString) -> Bool { request.fields.has(field) }

  /// Whether the body is one that the service would read.
  var hasReadableMethod: Bool {
    request.method == .post || request.method == .put || request.method == .patch
  }

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

extension String {
  /// Whether an ASCII character stands somewhere in it.
  func contains(byte: Unicode.Scalar) -> Bool {
    let bytes = utf8.span
    for index in bytes.indices where bytes[index] == UInt8(ascii: byte) { return true }
    return false
  }
}
