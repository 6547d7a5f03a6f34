import HTTP
import JSON
import Testing

/// What the tests say of faults.
extension TestClient {
  /// A client whose replies are injected, so that no operation declares them.
  static func unchecked(_ world: JSONObject = [:]) throws -> TestClient {
    var client = try TestClient(world: world)
    client.checksReplies = false
    return client
  }

  @discardableResult
  func addFault(_ fault: JSONValue) throws -> TestReply {
    let reply = try control(.post, "/faults", fault)
    #expect(reply.status == 201, "\(reply)")
    return reply
  }

  func faults() throws -> [JSONObject] {
    try control(.get, "/faults")["faults"]?.array?.compactMap(\.object) ?? []
  }

  /// The bare answer to a mail that is sent.
  func answerToMail(
    _ changes: JSONObject = [:], fields: HTTPFields = [:]
  ) throws -> HTTPResponse {
    var all: HTTPFields = ["api-key": key, "Content-Type": "application/json"]
    all.append(fields)
    return try answer(
      to: HTTPRequest(.post, "/v3/smtp/email", fields: all, body: Mail.with(changes).bytes))
  }
}
