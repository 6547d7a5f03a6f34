import APIContract
import CivilTime
import HTTP
import JSON

/// An operation made of the clauses that a test is about, and what becomes of requests to it.
struct Probe {
  private let endpoint: Endpoint<Void>

  static let moment = Moment(now: Instant(milliseconds: 0), offset: .utc)

  init(
    _ route: String = "/probe", path: Fields = Fields(), query: Fields = Fields(),
    headers: Fields = Fields(), body: Body
  ) {
    endpoint = Endpoint(
      .post, route, "probe", summary: "Probe", path: path, query: query, headers: headers,
      body: body, responses: []
    ) { _, _ in .noContent }
  }

  init(_ clauses: any ClauseConvertible...) {
    self.init(body: .required(Fields(clauses)))
  }

  init(query clauses: any ClauseConvertible...) {
    self.init(query: Fields(clauses), body: .none)
  }

  func call(_ body: JSONValue) throws(APIError) -> Call {
    try admit(
      HTTPRequest(
        .post, "/probe", fields: ["Content-Type": "application/json"], body: body.bytes))
  }

  func call(query: String) throws(APIError) -> Call {
    try admit(HTTPRequest(.post, "/probe?" + query))
  }

  func call(path: String) throws(APIError) -> Call { try admit(HTTPRequest(.post, path)) }

  func admit(_ request: HTTPRequest) throws(APIError) -> Call {
    let router = Router([(endpoint.method, endpoint.path)])
    guard case .found(_, let places) = router.match(request.method, request.path) else {
      throw .unknownRoute
    }
    return try endpoint.admit(request, path: places, at: Self.moment)
  }

  /// What a body is refused with; nil if it is not.
  func refusal(of body: JSONValue) -> APIError? {
    do throws(APIError) { _ = try call(body) } catch { return error }
    return nil
  }

  func refusal(ofQuery query: String) -> APIError? {
    do throws(APIError) { _ = try call(query: query) } catch { return error }
    return nil
  }
}
