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
  /// A call that shows none of these need not be looked at.
  let clues: Clues
  let applies: @Sendable (LintedCall) -> Bool

  init(
    _ name: String, _ sentence: String, advice: String, on clues: Clues,
    applies: @escaping @Sendable (LintedCall) -> Bool
  ) {
    self.name = name
    self.sentence = sentence
    self.advice = advice
    self.clues = clues
    self.applies = applies
  }

  /// The names of the habits that a request shows.
  static func names(in exchange: Exchange) -> [String] {
    let clues = Clues(exchange)
    if clues.isEmpty { return [] }
    let call = LintedCall(exchange)
    return all.filter { !$0.clues.isDisjoint(with: clues) && $0.applies(call) }.map(\.name)
  }

  static func named(_ name: String) -> Lint? { all.first { $0.name == name } }
}

/// What is seen of a call at a glance: calls that go well mostly show nothing.
struct Clues: OptionSet {
  let rawValue: UInt8

  /// It was refused.
  static let refusal = Clues(rawValue: 1)
  /// Its host is another one than this machine.
  static let host = Clues(rawValue: 1 << 1)
  /// Its key has something that the service's keys have not.
  static let key = Clues(rawValue: 1 << 2)
  /// It may have a field that belongs into the body.
  static let field = Clues(rawValue: 1 << 3)
  /// It has a body that nobody reads.
  static let body = Clues(rawValue: 1 << 4)
  /// Its address has signs that are escaped, or should be.
  static let address = Clues(rawValue: 1 << 5)

  private static let misplaced = HTTPFields.Names(
    "x-sib-sandbox", "idempotency-key", "idempotencykey")

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ exchange: Exchange) {
    let request = exchange.request
    self = exchange.status.code < 400 ? [] : .refusal
    if !exchange.isForThisMachine { insert(.host) }
    if exchange.key?.isOddKey == true { insert(.key) }
    if request.fields.mayHaveAny(of: Self.misplaced) { insert(.field) }
    if !request.body.isEmpty, !request.hasReadableMethod { insert(.body) }
    if request.hasSignsInTarget { insert(.address) }
  }
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

  var path: String { request.path }

  func has(_ field: StaticString) -> Bool { request.fields.has(field) }

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

extension HTTPRequest {
  /// Whether the body is one that the service would read.
  var hasReadableMethod: Bool { method == .post || method == .put || method == .patch }
}

extension String {
  /// Whether a key has a blank or a quote, or begins as one for SMTP.
  fileprivate var isOddKey: Bool {
    let bytes = utf8.span
    for index in bytes.indices where bytes[index] <= UInt8(ascii: "'") { return true }
    return hasPrefix("xs")
  }

  /// Whether an ASCII character stands somewhere in it.
  func contains(byte: Unicode.Scalar) -> Bool {
    let bytes = utf8.span
    for index in bytes.indices where bytes[index] == UInt8(ascii: byte) { return true }
    return false
  }
}
