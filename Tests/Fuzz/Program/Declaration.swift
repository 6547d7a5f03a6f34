import APIContract
import BrevoAPI
import Emulator
import HTTP
import JSON

/// What is known of the answers to one method and path before a request is made.
struct Declaration {
  let method: HTTPMethod
  let path: String
  let responses: [Response]

  private init<Context>(_ endpoint: Endpoint<Context>, below basePath: String) {
    method = endpoint.method
    path = basePath + endpoint.path
    responses = endpoint.responses
  }

  private static let all =
    Catalogue.endpoints.map { Declaration($0, below: Emulator.basePath) }
    + Control.endpoints.map { Declaration($0, below: Emulator.controlPath) }
    + Operations.endpoints.map { Declaration($0, below: Emulator.controlPath) }
  private static let router = Router(all.map { ($0.method, $0.path) })

  /// What any request may be answered: its key, its host or origin, its `Accept` or `Content-Type`,
  /// the number of its like, or a limit may be wrong.
  private static let general = [401, 403, 406, 415, 429, 507]

  /// Holds an answer to what its operation declares, or else to what every answer is.
  static func check(_ response: HTTPResponse, to request: HTTPRequest, mayBeFaulty: Bool) {
    checkFraming(of: response)
    if mayBeFaulty { return }
    let status = response.status.code
    require(status != 500, "\(request) is answered with \(response)")
    if status >= 400 { checkEnvelope(of: response) }
    let method = request.method == .head ? HTTPMethod.get : request.method
    guard case .found(let index, _) = router.match(method, request.path),
      request.method != .options
    else { return }
    let declared = all[index].responses.filter { $0.status.code == status }
    let isGeneral = general.contains(status) || request.method == .head && status == 404
    require(!declared.isEmpty || isGeneral, "\(request) is answered with \(response)")
    guard !declared.isEmpty, !declared.contains(where: { $0.mediaType != nil }) else { return }
    let faults = declared.map { fault(in: response.body, of: $0.schema) }
    require(faults.contains(nil), "\(response) has \(faults.compactMap(\.self))")
  }

  static func checkRefusal(_ response: HTTPResponse, of error: HTTPParseError) {
    require(response.status == error.status, "\(error) is answered with \(response)")
    checkFraming(of: response)
    checkEnvelope(of: response)
  }

  private static func fault(in body: [UInt8], of schema: Schema?) -> String? {
    guard let schema else { return body.isEmpty ? nil : "a body where none is declared" }
    guard let value = try? JSONValue(parsing: body) else { return "no JSON where some is declared" }
    return schema.fault(in: value).map { "\($0)" }
  }

  private static func checkEnvelope(of response: HTTPResponse) {
    require(
      fault(in: response.body, of: .error) == nil, "\(response) is not the envelope of an error")
  }

  /// Nothing of a request can end a line of its answer's head.
  private static func checkFraming(of response: HTTPResponse) {
    var bytes: [UInt8] = []
    ResponseWriter(time: 0).write(response, to: &bytes)
    let end = bytes.firstRange(of: Array("\r\n\r\n".utf8))
    guard let end else { fatalError("\(response) has no end of its head") }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
      .split(separator: "\r\n", omittingEmptySubsequences: false)
    let count = 2 + response.fields.count { _ in true } + (response.status.allowsBody ? 1 : 0)
    require(lines.count == count, "\(response) has \(lines.count) lines in its head")
    require(
      lines.allSatisfy { !$0.contains("\r") && !$0.contains("\n") }, "a line has an end within")
  }
}
