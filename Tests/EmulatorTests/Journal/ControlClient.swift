import APIContract
import BrevoAPI
import BrevoStore
import Emulator
import HTTP
import JSON

extension TestClient {
  /// Asks the emulator itself, with the client's key; the path is below the control path.
  func ask(
    _ path: String, _ method: HTTPMethod = .get, key: String? = nil
  ) throws -> TestReply {
    let fields: HTTPFields = ["api-key": key ?? self.key]
    let reply = try send(HTTPRequest(method, Emulator.controlPath + path, fields: fields))
    if let body = reply.body, reply.status == 200,
      let endpoint = Operations.endpoints.first(where: {
        path.hasPrefix($0.path) && $0.method == method
      }),
      let fault = endpoint.responses.first?.schema?.fault(in: body)
    {
      throw TestFailure(fault)
    }
    return reply
  }

  /// The entries of the client's journal, or those that `query` asks for.
  func entries(_ query: String = "") throws -> [JSONObject] {
    try (ask("/journal\(query)")["entries"]?.array ?? []).compactMap(\.object)
  }
}

extension JSONObject {
  func texts(_ name: String) -> [String] { self[name]?.array?.compactMap(\.string) ?? [] }

  /// The names of an entry's lints.
  var lints: [String] { self["lints"]?.array?.compactMap { $0.object?["name"]?.string } ?? [] }
}
