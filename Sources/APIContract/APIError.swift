package import HTTP
package import JSON

/// What the client is told when a request cannot be honoured.
package struct APIError: Error, Sendable {
  package enum Code: String, Sendable, CaseIterable {
    case accountUnderValidation = "account_under_validation"
    case badRequest = "bad_request"
    case campaignProcessing = "campaign_processing"
    case campaignSent = "campaign_sent"
    case documentNotFound = "document_not_found"
    case duplicateParameter = "duplicate_parameter"
    case duplicateRequest = "duplicate_request"
    case expectationFailed = "expectation_failed"
    case internalError = "internal_error"
    case invalidParameter = "invalid_parameter"
    /// The mailer behind one check never learned the lower-case spelling.
    case invalidParameterOfMailer = "INVALID_PARAMETER"
    case methodNotAllowed = "method_not_allowed"
    case missingParameter = "missing_parameter"
    case notAcceptable = "not_acceptable"
    case notEnoughCredits = "not_enough_credits"
    case notFound = "not_found"
    case outOfRange = "out_of_range"
    case permissionDenied = "permission_denied"
    case resellerPermissionDenied = "reseller_permission_denied"
    case storageFull = "storage_full"
    case storageUnavailable = "storage_unavailable"
    case tooManyRequests = "too_many_requests"
    case unauthorized
  }

  package var status: HTTPStatus
  package var code: Code
  package var message: String
  /// Members that stand beside `code` and `message`, where an operation documents some.
  package var details: JSONObject
  /// What the log and the journal say beyond the message; the client never sees it.
  package var explanation: String?

  private init(
    _ status: HTTPStatus, _ code: Code, _ message: String, details: JSONObject = JSONObject(),
    explanation: String? = nil
  ) {
    self.status = status
    self.code = code
    self.message = message
    self.details = details
    self.explanation = explanation
  }

  package var body: JSONValue {
    var object: JSONObject = ["code": .string(code.rawValue), "message": .string(message)]
    for (name, value) in details.members { object[name] = value }
    return .object(object)
  }

  package func explained(_ explanation: String) -> Self {
    var error = self
    error.explanation = explanation
    return error
  }
}

extension APIError: Equatable {
  /// Whether the client is told the same.
  package static func == (a: Self, b: Self) -> Bool {
    a.status == b.status && a.code == b.code && a.message == b.message && a.details == b.details
  }
}

/// The only places where errors are made.
extension APIError {
  package static func missing(_ name: String) -> Self { missing(text: "\(name) is missing") }
  package static func missing(text: String) -> Self { Self(.badRequest, .missingParameter, text) }
  package static func blank(_ name: String) -> Self { missing(text: "\(name) is blank") }

  package static func invalid(_ name: String) -> Self { invalid(text: "\(name) is not valid") }
  package static func invalid(text: String, details: JSONObject = JSONObject()) -> Self {
    Self(.badRequest, .invalidParameter, text, details: details)
  }
  package static func invalidForMailer(text: String) -> Self {
    Self(.badRequest, .invalidParameterOfMailer, text)
  }

  package static func outOfRange(_ name: String) -> Self {
    outOfRange(text: "\(name) is not valid")
  }
  package static func outOfRange(text: String) -> Self { Self(.badRequest, .outOfRange, text) }

  package static func duplicate(text: String) -> Self {
    Self(.badRequest, .duplicateParameter, text)
  }
  package static func repeated(text: String) -> Self { Self(.badRequest, .duplicateRequest, text) }

  package static func malformed(text: String) -> Self { Self(.badRequest, .badRequest, text) }

  package static func notFound(text: String, details: JSONObject = JSONObject()) -> Self {
    Self(.notFound, .documentNotFound, text, details: details)
  }
  package static func expectationFailed(text: String, details: JSONObject) -> Self {
    Self(.expectationFailed, .expectationFailed, text, details: details)
  }
  package static func methodNotAllowed(text: String) -> Self {
    Self(.methodNotAllowed, .methodNotAllowed, text)
  }
  package static func permissionDenied(text: String) -> Self {
    Self(.forbidden, .permissionDenied, text)
  }
  package static func resellerPermissionDenied(text: String) -> Self {
    Self(.forbidden, .resellerPermissionDenied, text)
  }
  package static func campaignSent(text: String) -> Self { Self(.badRequest, .campaignSent, text) }
  package static func campaignProcessing(text: String) -> Self {
    Self(.badRequest, .campaignProcessing, text)
  }
  package static func accountUnderValidation(_ status: HTTPStatus, text: String) -> Self {
    Self(status, .accountUnderValidation, text)
  }
  package static func unauthorized(text: String) -> Self {
    Self(.unauthorized, .unauthorized, text)
  }
  package static func notEnoughCredits(_ status: HTTPStatus, text: String) -> Self {
    Self(status, .notEnoughCredits, text)
  }

  /// An error of the wire, in the envelope that errors of the contract have.
  package static func refusedOnTheWire(_ status: HTTPStatus, text: String) -> Self {
    Self(status, .badRequest, text)
  }

  package static let noInput = missing(text: "No input in body")
  package static let unknownRoute = Self(.notFound, .notFound, "Invalid route/method passed")
  package static let wrongContentType = Self(
    .notAcceptable, .notAcceptable, "Content-Type should be application/json")
  package static let wrongAccept = Self(
    .notAcceptable, .notAcceptable, "Accept should admit application/json")
  package static let noKey = unauthorized(text: "authentication not found in headers")
  package static let unknownKey = unauthorized(text: "Key not found")
  /// No answer of this kind was ever published: code and words are assumed.
  package static let tooManyRequests = Self(
    .tooManyRequests, .tooManyRequests, "Too many requests")
  package static func storageFull(text: String) -> Self {
    Self(.insufficientStorage, .storageFull, text)
  }
  package static let storageFull = storageFull(
    text: "The emulator has no room left to store this")
  package static func storageUnavailable(text: String) -> Self {
    Self(.insufficientStorage, .storageUnavailable, text)
  }
  package static let internalError = internalError(text: "The emulator failed; its log says why")
  package static func internalError(text: String) -> Self {
    Self(.internalServerError, .internalError, text)
  }
}
