/// One answer, complete and in memory.
///
/// What frames it on the wire (`Content-Length`, `Connection`, `Date`) is `ResponseWriter`'s to
/// write.
package struct HTTPResponse: Sendable, Equatable {
  package var status: HTTPStatus
  package var fields: HTTPFields
  package var body: [UInt8]

  /// Nil of an answer that leaves at once and whole, as all do unless a client is to be tried.
  package var delivery: Delivery?

  package init(_ status: HTTPStatus, fields: HTTPFields = [:], body: [UInt8] = []) {
    self.status = status
    self.fields = fields
    self.body = body
  }
}
