package import HTTP
package import JSON

/// One operation: what it accepts, answers and does. Everything that is known of it stands here.
package struct Endpoint<Context>: Sendable {
  package var method: HTTPMethod
  /// The path below the base path, with parameters in braces.
  package var path: String
  /// The operation's name in the official clients.
  package var name: String
  package var summary: String
  package var pathFields: Fields
  package var query: Fields
  package var headers: Fields
  package var body: Body
  package var responses: [Response]
  package var handle: @Sendable (Call, Context) throws -> Reply

  package init(
    _ method: HTTPMethod, _ path: String, _ name: String, summary: String,
    path pathFields: Fields = Fields(), query: Fields = Fields(), headers: Fields = Fields(),
    body: Body = .none, responses: [Response],
    handle: @escaping @Sendable (Call, Context) throws -> Reply
  ) {
    self.method = method
    self.path = path
    self.name = name
    self.summary = summary
    self.pathFields = pathFields
    self.query = query
    self.headers = headers
    self.body = body
    self.responses = responses
    self.handle = handle
  }
}

/// The clauses that one part of a request must meet, in the order in which they are checked.
package struct Fields: Sendable {
  package var clauses: [Clause]

  package init(_ clauses: any ClauseConvertible...) { self.clauses = clauses.map(\.clause) }

  package var members: [Member] { clauses.compactMap(\.member) }
}

/// What a request carries behind its head.
package enum Body: Sendable {
  case none
  case required(Fields)
  /// May be left out; then it is as an empty object.
  case optional(Fields)

  package static func required(_ clauses: any ClauseConvertible...) -> Self {
    var fields = Fields()
    fields.clauses = clauses.map(\.clause)
    return .required(fields)
  }

  package static func optional(_ clauses: any ClauseConvertible...) -> Self {
    var fields = Fields()
    fields.clauses = clauses.map(\.clause)
    return .optional(fields)
  }

  package var fields: Fields? {
    switch self {
    case .none: nil
    case .required(let fields), .optional(let fields): fields
    }
  }
}

/// What a handler answers.
package struct Reply: Sendable, Equatable {
  package var status: HTTPStatus
  package var body: JSONValue?

  package init(_ status: HTTPStatus, _ body: JSONValue? = nil) {
    self.status = status
    self.body = body
  }

  package static func ok(_ body: JSONValue) -> Self { Self(.ok, body) }
  package static func created(_ body: JSONValue) -> Self { Self(.created, body) }
  package static func accepted(_ body: JSONValue) -> Self { Self(.accepted, body) }
  package static let created = Self(.created)
  package static let noContent = Self(.noContent)
}

/// A status that an endpoint answers, and the shape of what comes with it.
package struct Response: Sendable {
  package var status: HTTPStatus
  package var note: String
  /// The shape of the body; nil where there is none.
  package var schema: Schema?

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
  package static let badRequest = Self(.badRequest, "bad request", .error)

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
