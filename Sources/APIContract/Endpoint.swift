package import CivilTime
package import HTTP
package import JSON

/// One operation: what it accepts, answers and does. Everything that is known of it stands here.
///
/// A class, because it is declared once and handed around by every request.
package final class Endpoint<Context>: Sendable {
  package let method: HTTPMethod
  /// The path below the base path, with parameters in braces.
  package let path: String
  /// The names of the path's parameters, in order.
  package let parameters: [String]
  /// The operation's name in the official clients.
  package let name: String
  package let summary: String
  /// What the account must be to ask for it at all.
  package let permission: Permission<Context>?
  /// How often it may be asked for; nil if nothing is said of it.
  package let rateLimit: RateLimit?
  /// Whether it only reads, as GET should.
  package let isSafe: Bool
  package let pathFields: Fields
  package let query: Fields
  package let headers: Fields
  package let body: Body
  private let makeResponses: @Sendable () -> [Response]
  package let handle: @Sendable (Call, Context) throws -> Reply

  /// The responses are looked at by documents, reports and tests, not by requests: they are made when
  /// they are, so that a server starts without them.
  package init(
    _ method: HTTPMethod, _ path: String, _ name: String, summary: String,
    permission: Permission<Context>? = nil, rateLimit: RateLimit? = nil, isSafe: Bool? = nil,
    path pathFields: Fields = Fields(), query: Fields = Fields(), headers: Fields = Fields(),
    body: Body = .none, responses: @autoclosure @escaping @Sendable () -> [Response],
    handle: @escaping @Sendable (Call, Context) throws -> Reply
  ) {
    self.method = method
    self.path = path
    parameters = path.split(separator: "/").filter { $0.hasPrefix("{") }
      .map { String($0.dropFirst().dropLast()) }
    self.name = name
    self.summary = summary
    self.permission = permission
    self.rateLimit = rateLimit
    self.isSafe = isSafe ?? (method == .get)
    self.pathFields = pathFields
    self.query = query
    self.headers = headers
    self.body = body
    makeResponses = responses
    self.handle = handle
  }
}

extension Endpoint {
  package var responses: [Response] { makeResponses() }

  /// Whether it answers something else than JSON.
  package var answersDocuments: Bool { responses.contains { $0.mediaType != nil } }
}

/// A condition on the account that asks, judged before anything else of the request.
///
/// A class, because it is declared once and asked by every request.
package final class Permission<Context>: Sendable {
  package let refusal: APIError
  package let isGranted: @Sendable (Context) -> Bool

  package init(else refusal: APIError, isGranted: @escaping @Sendable (Context) -> Bool) {
    self.refusal = refusal
    self.isGranted = isGranted
  }
}

/// How many requests are served in a window of time, by all endpoints that name the same bucket.
package struct RateLimit: Sendable, Hashable {
  package var bucket: String
  package var count: Int64
  package var window: TimeSpan

  package init(_ bucket: String, _ count: Int64, per window: TimeSpan) {
    self.bucket = bucket
    self.count = count
    self.window = window
  }
}

/// The clauses that one part of a request must meet, in the order in which they are checked.
///
/// A class, because it is declared once and looked at by every request.
package final class Fields: Sendable {
  package let clauses: Clauses
  /// The members among them.
  package let members: [Member]
  /// A part that says nothing.
  let absent: Inputs
  /// What is said of a part with which something is wrong, instead of what is wrong with it.
  let refusal: APIError?

  /// Those of a part that says nothing.
  static let none = Fields()

  private init(clauses: Clauses, refusal: APIError?) {
    self.clauses = clauses
    members = clauses.compactMap(\.member)
    absent = Inputs(object: JSONObject(), clauses: clauses)
    self.refusal = refusal
  }

  package convenience init(_ clauses: any ClauseConvertible...) { self.init(clauses) }

  package convenience init(_ clauses: [any ClauseConvertible]) {
    self.init(clauses: Clauses(clauses.map(\.clause)), refusal: nil)
  }

  /// These fields, with one answer to whatever is wrong with them, or with how they were sent.
  package func refused(_ error: APIError) -> Fields { Fields(clauses: clauses, refusal: error) }
}

/// What a request carries behind its head.
package enum Body: Sendable {
  case none
  case required(Fields)
  /// May be left out; then it is as an empty object.
  case optional(Fields)
  /// The bytes of a file, whatever type they are said to be.
  case file

  package static func required(_ clauses: any ClauseConvertible...) -> Self {
    .required(Fields(clauses))
  }

  package static func optional(_ clauses: any ClauseConvertible...) -> Self {
    .optional(Fields(clauses))
  }

  package var fields: Fields? {
    switch self {
    case .none, .file: nil
    case .required(let fields), .optional(let fields): fields
    }
  }
}

/// What a handler answers.
package struct Reply: Sendable, Equatable {
  package let status: HTTPStatus
  /// The JSON, or the document in its place; nil where the status says it all.
  package let body: [UInt8]?
  /// What a document is; nil if the body is JSON.
  package let mediaType: String?

  private init(_ status: HTTPStatus, _ body: [UInt8]?, mediaType: String?) {
    self.status = status
    self.body = body
    self.mediaType = mediaType
  }

  package init(_ status: HTTPStatus) { self.init(status, nil, mediaType: nil) }

  package init(_ status: HTTPStatus, _ body: JSONText) {
    self.init(status, body.bytes, mediaType: nil)
  }

  package init(_ status: HTTPStatus, _ body: JSONValue?) {
    self.init(status, body?.bytes, mediaType: nil)
  }

  package static func page(_ html: String) -> Self {
    .document(Document(mediaType: "text/html; charset=utf-8", bytes: Array(html.utf8)))
  }

  package static func document(_ document: Document) -> Self {
    Self(.ok, document.bytes, mediaType: document.mediaType)
  }

  package static func ok(_ body: JSONText) -> Self { Self(.ok, body) }
  package static func ok(_ body: JSONValue) -> Self { Self(.ok, body) }
  package static func created(_ body: JSONValue) -> Self { Self(.created, body) }
  package static func accepted(_ body: JSONValue) -> Self { Self(.accepted, body) }
  package static let created = Self(.created)
  package static let noContent = Self(.noContent)
}

/// Something to look at or to keep: a page, a file.
package struct Document: Sendable, Equatable {
  package var mediaType: String
  package var bytes: [UInt8]

  package init(mediaType: String, bytes: [UInt8]) {
    self.mediaType = mediaType
    self.bytes = bytes
  }
}

/// A status that an endpoint answers, and the shape of what comes with it.
package struct Response: Sendable {
  package var status: HTTPStatus
  package var note: String
  /// The shape of the body; nil where there is none.
  package var schema: Schema?
  /// Of what comes instead of JSON, or where there is a schema beside it.
  package var mediaType: String?

  package init(_ status: HTTPStatus, _ note: String, _ schema: Schema? = nil) {
    self.status = status
    self.note = note
    self.schema = schema
  }

  package static func ok(_ note: String, _ schema: Schema) -> Self { Self(.ok, note, schema) }
  package static func created(_ note: String, _ schema: Schema? = nil) -> Self {
    Self(.created, note, schema)
  }
  package static func accepted(_ note: String, _ schema: Schema) -> Self {
    Self(.accepted, note, schema)
  }
  package static func noContent(_ note: String) -> Self { Self(.noContent, note) }
  package static func page(_ note: String) -> Self {
    var response = Self(.ok, note)
    response.mediaType = "text/html"
    return response
  }
  package static func file(
    _ note: String, _ mediaType: String = "application/octet-stream"
  ) -> Self {
    var response = Self(.ok, note)
    response.mediaType = mediaType
    return response
  }
  package static let badRequest = Self(.badRequest, "bad request", .error)

  /// This response, which comes as `mediaType` if that is asked for.
  package func or(_ mediaType: String) -> Self {
    var response = self
    response.mediaType = mediaType
    return response
  }

  /// The response that `error` becomes.
  package static func refused(_ error: APIError) -> Self {
    Self(error.status, error.message, .error)
  }
}

extension Schema {
  /// The envelope of every error.
  package static let error = object(
    .required("code", .enumeration(APIError.Code.allCases.map(\.rawValue))),
    .required("message", .text))
}
