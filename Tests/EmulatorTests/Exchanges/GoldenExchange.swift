import APIContract
import CivilTime
import JSON
import TestSupport
import Testing

/// A request and the answer that the contract promises, as a file of `fixtures/exchanges` has it.
struct GoldenExchange: Sendable, CustomTestStringConvertible {
  /// The operation whose file it stands in.
  let operation: String
  private let object: JSONObject

  /// Where in time every exchange takes place, unless a step before it says otherwise.
  static let present = Instant(milliseconds: 1_773_576_000_000)  // 2026-03-15T12:00:00Z

  init(_ object: JSONObject, of operation: String) {
    self.object = object
    self.operation = operation
  }

  var name: String { text("name") }
  var source: String { text("source") }
  var world: JSONObject { object["world"]?.object ?? [:] }
  var settings: JSONObject { object["settings"]?.object ?? [:] }
  var given: [JSONObject] { object["given"]?.array?.compactMap(\.object) ?? [] }
  var request: JSONObject { object["request"]?.object ?? [:] }
  var response: JSONObject { object["response"]?.object ?? [:] }
  var isSuccess: Bool { (200..<300).contains(response["status"]?.int ?? 0) }

  var testDescription: String { "\(operation): \(name)" }

  private func text(_ name: String) -> String { object[name]?.string ?? "" }
}

/// What `fixtures/exchanges` holds for one operation.
struct ExchangeFile: Sendable {
  let operation: String
  let exchanges: [GoldenExchange]
  /// Why the operation has fewer than two refusals, where it has.
  let fewRefusals: String?

  static let names = (try? Fixture.names(in: "exchanges"))?.filter { $0.hasSuffix(".json") } ?? []

  /// The file of an operation; its elements are held to the schema.
  init(_ operation: String) throws {
    self.operation = operation
    guard Self.names.contains("\(operation).json") else {
      throw TestFailure("there are no golden exchanges of \(operation)")
    }
    let value = try JSONValue(parsing: try Fixture.bytes("exchanges/\(operation).json"))
    let elements = try #require(value.array, "\(operation).json is not an array")
    var exchanges: [GoldenExchange] = []
    var fewRefusals: String?
    for element in elements {
      if let reason = element.object?["fewRefusals"]?.string {
        fewRefusals = reason
        continue
      }
      if let fault = Self.schema.fault(in: element) {
        throw TestFailure("\(operation).json: \(fault) in \(element.text)")
      }
      exchanges.append(GoldenExchange(element.object ?? [:], of: operation))
    }
    self.exchanges = exchanges
    self.fewRefusals = fewRefusals
  }

  private static let schema = Schema.object(
    .required("name", .text), .required("source", .text), .optional("world", .any),
    .optional(
      "settings",
      .object(
        .optional("fidelity", .text), .optional("senders", .text), .optional("utcOffset", .text),
        .optional("strictKeys", .array(.text)))),
    .optional("given", .array(.oneOf([clock, step]))),
    .required("request", request), .required("response", response))

  private static let clock = Schema.object(.required("clock", .text(.dateTime)))
  private static let step = Schema.object(
    .required("request", request), .optional("capture", .dictionary(.text, mayBeEmpty: false)))
  private static let request = Schema.object(
    .required("method", .text),
    .required("path", .text), .optional("headers", .dictionary(.any, mayBeEmpty: false)),
    .optional("body", .any), .optional("rawBody", .text))
  private static let response = Schema.object(
    .required("status", .integer), .optional("body", .any), .optional("text", .text),
    .optional("headers", .dictionary(.text, mayBeEmpty: false)))
}
