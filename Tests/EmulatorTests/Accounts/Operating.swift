import APIContract
import Emulator
import HTTP
import JSON
import Testing

/// Requests to the emulator itself, whose replies are held to what their operations declare.
extension TestClient {
  private static let operations = Router(
    Operations.endpoints.map { (method: $0.method, path: Emulator.controlPath + $0.path) })

  func operate(
    _ method: HTTPMethod, _ path: String, _ body: JSONValue? = nil
  ) throws -> TestReply {
    let reply = try control(method, path, body)
    guard
      case .found(let index, _) = Self.operations.match(
        method, Emulator.controlPath + String(path.prefix { $0 != "?" }))
    else { throw TestFailure("\(path) is no operation") }
    let endpoint = Operations.endpoints[index]
    let declared = endpoint.responses.filter { $0.status.code == reply.status }
    #expect(
      !declared.isEmpty || reply.status == 507, "\(endpoint.name) answered \(reply.status)")
    for response in declared {
      #expect((response.schema == nil) == (reply.body == nil), "\(endpoint.name): \(reply)")
      guard let schema = response.schema, let body = reply.body else { continue }
      #expect(schema.fault(in: body) == nil, "\(endpoint.name) answered \(reply)")
    }
    return reply
  }

  /// What comes back as it is: a page, a file, or a text whose bytes count.
  func document(_ path: String) throws -> HTTPResponse {
    try answer(
      to: HTTPRequest(
        .get, Emulator.controlPath + path, fields: ["api-key": key, "Accept": "text/html, */*"],
        body: []))
  }

  func putFile(_ path: String, _ bytes: [UInt8]) throws -> TestReply {
    try TestReply(
      answer(
        to: HTTPRequest(
          .put, Emulator.controlPath + path, fields: ["api-key": key], body: bytes)))
  }

  /// The id of a task type of the account.
  func taskType() throws -> JSONValue {
    let types = try get("/crm/tasktypes").body?.array
    return try #require(types?.first?.object?["id"])
  }

  var exportedWorld: String {
    get throws { String(decoding: try document("/world").body, as: UTF8.self) }
  }
}
