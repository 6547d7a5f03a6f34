import APIContract
import BrevoAPI
import HTTP
import JSON

/// The requests that a fault is for; all conditions hold together.
struct FaultTarget: Sendable {
  private let operation: String?
  private let method: String?
  private let path: PathPattern?
  private let body: [(path: [Substring], value: JSONValue)]
  private let query: [(name: String, value: String)]
  private let headers: [(name: String, value: String)]

  static let every = FaultTarget()

  static let method = Shape(.enumeration(["GET", "POST", "PUT", "PATCH", "DELETE"])) { $0.string }

  private static let body = Field.optional(
    "body", .dictionary, "Members of the body, by their paths: `{\"to.0.email\": \"a@b.c\"}`.")
  private static let query = Field.optional(
    "query", .dictionary(of: .text(mayBeBlank: true)), "Parameters of the query.")
  private static let headers = Field.optional(
    "headers", .dictionary(of: .text(mayBeBlank: true)), "Header fields.")
  static let condition = Shape.object(body, query, headers)

  private init() {
    (operation, method, path) = (nil, nil, nil)
    (body, query, headers) = ([], [], [])
  }

  /// - Throws: An error that names the known operations, if `operation` is none.
  init(
    operation: String?, method: String?, path: String?, condition: Inputs?
  ) throws(APIError) {
    if let operation, !Catalogue.endpoints.contains(where: { $0.name == operation }) {
      throw .unknownOperation(operation)
    }
    self.operation = operation
    self.method = method
    self.path = path.map { PathPattern($0) }
    body = (condition?[Self.body]?.members ?? []).map { ($0.name.split(separator: "."), $0.value) }
    query = condition?[Self.query] ?? []
    headers = condition?[Self.headers] ?? []
  }

  func admits(_ exchange: Exchange, operation meant: String?) -> Bool {
    if let operation, operation != meant { return false }
    if let method, method != exchange.method.rawValue { return false }
    let request = exchange.request
    if let path, !path.admits(request.path) { return false }
    guard headers.allSatisfy({ request.fields.values($0.name).contains($0.value) }) else {
      return false
    }
    if !query.isEmpty {
      guard let items = try? QueryItems(request.queryText),
        query.allSatisfy({ items.values($0.name).contains($0.value) })
      else { return false }
    }
    guard !body.isEmpty else { return true }
    guard let sent = try? JSONValue(parsing: request.body) else { return false }
    return body.allSatisfy { sent.value(at: $0.path[...]) == $0.value }
  }
}

/// A path below the base path, with parameters in braces; `*` at its end stands for whatever follows.
private struct PathPattern: Sendable {
  private let segments: [Substring]
  private let isPrefix: Bool

  init(_ text: String) {
    let isWhole = text == Emulator.basePath || text.hasPrefix(Emulator.basePath + "/")
    let path = isWhole ? String(text.dropFirst(Emulator.basePath.count)) : text
    isPrefix = path.hasSuffix("*")
    segments = Self.segments(isPrefix ? String(path.dropLast()) : path)
  }

  func admits(_ path: String) -> Bool {
    let given = Self.segments(String(path.dropFirst(Emulator.basePath.count)))
    guard given.count == segments.count || isPrefix && given.count > segments.count else {
      return false
    }
    return zip(segments, given).enumerated().allSatisfy { index, pair in
      let (wanted, segment) = pair
      if wanted.hasPrefix("{"), wanted.hasSuffix("}") { return !segment.isEmpty }
      let isLast = index == segments.count - 1
      return wanted == segment || isPrefix && isLast && segment.hasPrefix(wanted)
    }
  }

  private static func segments(_ path: String) -> [Substring] {
    path.split(separator: "/", omittingEmptySubsequences: false)
  }
}

extension JSONValue {
  /// The value that a path of member names and places in lists leads to.
  fileprivate func value(at path: ArraySlice<Substring>) -> JSONValue? {
    guard let first = path.first else { return self }
    let next: JSONValue? =
      switch self {
      case .object(let object): object[String(first)]
      case .array(let items):
        if let index = Int(first), items.indices.contains(index) { items[index] } else { nil }
      default: nil
      }
    return next?.value(at: path.dropFirst())
  }
}

extension APIError {
  fileprivate static func unknownOperation(_ name: String) -> Self {
    let known = Catalogue.endpoints.map(\.name).sorted().joined(separator: ", ")
    return notFound(text: "No operation is called \(name); there are \(known)")
  }
}
