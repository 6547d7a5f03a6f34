/// Why a request is refused before anybody has looked at what it asks for.
///
/// The connection is closed behind the answer: where the next request would begin is no longer
/// known.
package struct HTTPParseError: Error, Hashable, Sendable {
  package let status: HTTPStatus

  /// One sentence for the client.
  package let sentence: String

  package init(_ status: HTTPStatus, _ sentence: String) {
    self.status = status
    self.sentence = sentence
  }
}

extension HTTPParseError {
  static let bareLineFeed = HTTPParseError(
    .badRequest, "A line of the request ends without a carriage return")
  static let malformedRequestLine = HTTPParseError(
    .badRequest, "The request line is not a method, a target and a version")
  static let malformedTarget = HTTPParseError(
    .badRequest, "The request target is not a path or an http URL")
  static let connectNotServed = HTTPParseError(
    .notImplemented, "This server is not a proxy: CONNECT is not served")
  static let malformedVersion = HTTPParseError(
    .badRequest, "The request line does not end with an HTTP version")
  static let versionNotSupported = HTTPParseError(
    .versionNotSupported, "Only HTTP/1.1 and HTTP/1.0 are spoken here")
  static let requestLineTooLong = HTTPParseError(.uriTooLong, "The request line is too long")

  static let foldedField = HTTPParseError(
    .badRequest, "A field line begins with white space: folded fields are not accepted")
  static let malformedFieldName = HTTPParseError(
    .badRequest, "A field line does not begin with a name and a colon")
  static let malformedFieldValue = HTTPParseError(
    .badRequest, "A field value holds a control character")
  static let fieldsTooLarge = HTTPParseError(
    .fieldsTooLarge, "The fields of the request are too large")
  static let tooManyFields = HTTPParseError(.fieldsTooLarge, "The request has too many fields")

  static let missingHost = HTTPParseError(.badRequest, "The request has no Host field")
  static let repeatedHost = HTTPParseError(.badRequest, "The request has more than one Host field")
  static let malformedHost = HTTPParseError(
    .badRequest, "The Host field is not a host and a port")
  static let expectationFailed = HTTPParseError(
    .expectationFailed, "The only expectation met here is 100-continue")

  static let malformedLength = HTTPParseError(
    .badRequest, "The Content-Length field is not one number")
  static let lengthWithCoding = HTTPParseError(
    .badRequest, "The request has both Content-Length and Transfer-Encoding")
  static let malformedCoding = HTTPParseError(
    .badRequest, "The last transfer coding is not one plain chunked")
  static let unknownCoding = HTTPParseError(
    .notImplemented, "The only transfer coding understood here is chunked")
  static let codingInVersion10 = HTTPParseError(
    .badRequest, "HTTP/1.0 has no Transfer-Encoding")
  static let malformedChunk = HTTPParseError(.badRequest, "The body is not properly chunked")
  static let bodyTooLarge = HTTPParseError(.contentTooLarge, "The body of the request is too large")

  package static let headTimeout = HTTPParseError(
    .requestTimeout, "The head of the request took too long to arrive")
  package static let bodyTimeout = HTTPParseError(
    .requestTimeout, "The body of the request took too long to arrive")
  package static let tooManyConnections = HTTPParseError(
    .serviceUnavailable, "The server has too many connections")
}
