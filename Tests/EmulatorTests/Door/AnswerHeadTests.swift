import BrevoStore
import Emulator
import HTTP
import HTTPServer
import JSON
import Testing

/// Nobody writes a line of an answer's head but the emulator, whatever is put into its requests.
@Suite("The head of an answer") struct AnswerHeadTests {
  /// All the fields that there are, in lower case.
  private static let known: Set = [
    "date", "content-type", "content-length", "allow", "vary", "sib-request-id", "x-mock-journal",
    "access-control-allow-origin", "access-control-allow-headers", "access-control-allow-methods",
    "access-control-allow-credentials", "content-security-policy", "x-content-type-options",
    "x-sib-ratelimit-limit", "x-sib-ratelimit-remaining", "x-sib-ratelimit-reset",
  ]

  private static let values = [
    "a\r\nX-Injected: yes\r\n\r\n<script>", "a\nX-Injected: yes", "a\rX-Injected: yes",
    "a\u{2028}X-Injected: yes", "\r\n\r\nHTTP/1.1 200 OK\r\n\r\n", "a\0b",
  ]

  private let brevo: TestClient
  private let emulator: Emulator

  init() throws {
    brevo = try TestClient()
    emulator = Emulator(
      accounts: brevo.accounts, hosts: HostPolicy(allowed: ["localhost"]), version: "test")
  }

  /// Expects of an answer, as it is written, that its head is the emulator's own.
  private func check(_ response: HTTPResponse, _ what: String) throws {
    var bytes: [UInt8] = []
    ResponseWriter(time: 0).write(response, to: &bytes)
    let end = try #require(bytes.firstRange(of: Array("\r\n\r\n".utf8)), "\(what)")
    let hasBody = response.status.allowsBody
    #expect(Array(bytes[end.upperBound...]) == (hasBody ? response.body : []), "\(what)")
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self)
      .split(omittingEmptySubsequences: false) { $0 == "\r\n" || $0 == "\r" || $0 == "\n" }
    for line in lines.dropFirst() {
      let name = line.prefix { $0 != ":" }.lowercased()
      #expect(Self.known.contains(name), "\(what): \(line)")
    }
  }

  private func ask(_ request: HTTPRequest) throws {
    guard case .now(let response)? = emulator.respond(to: [request]).first else { return }
    try check(response, "\(request.method.rawValue) \(request.target)")
  }

  @Test func `does not repeat what a request says`() throws {
    for route in Route.all {
      for value in Self.values { try ask(route, with: value) }
    }
  }

  /// Asks with a text wherever one can stand.
  private func ask(_ route: Route, with value: String) throws {
    let encoded = PercentEncoding.encode(value)
    let query = (route.query + ["account"]).map { "\($0)=\(encoded)" }.joined(separator: "&")
    var fields: HTTPFields = [
      "Host": "localhost", "Origin": "http://localhost", "Content-Type": "application/json",
      "Accept": "*/*", "Idempotency-Key": value, "X-Request-Id": value,
      "sib-request-id": value, "Access-Control-Request-Headers": value,
    ]
    let body = JSONValue.object(JSONObject(route.body.map { ($0, .string(value)) })).bytes
    let path = route.path(with: encoded)
    // Control takes its key from the query, too.
    try ask(HTTPRequest(route.method, "\(path)?\(query)", fields: fields, body: body))
    fields.append("api-key", "k")
    try ask(HTTPRequest(route.method, "\(path)?\(query)", fields: fields, body: body))
    try ask(HTTPRequest(route.method, path, fields: fields, body: body))
    try ask(HTTPRequest(route.method, route.path, fields: ["Host": "localhost", "Origin": value]))
  }

  @Test(arguments: ["http://localhost\r\nX-Injected: yes", "http://localhost\nSet-Cookie: a"])
  func `repeats an origin in one line`(origin: String) throws {
    let fields: HTTPFields = ["Host": "127.0.0.1", "Origin": origin, "api-key": "k"]
    try ask(HTTPRequest(.get, "/_mock/clock", fields: fields))
  }

  @Test(arguments: values)
  func `does not repeat what a mail says`(value: String) throws {
    var mail: JSONObject = [
      "subject": .string(value), "sender": ["email": "shop@example.com", "name": .string(value)],
      "tags": [.string(value)], "headers": ["X-Shop": .string(value)],
      "htmlContent": .string(value + " {{ mirror }}"),
      "attachment": [["name": .string(value + ".txt"), "content": "SGVsbG8="]],
    ]
    // What is no name of a file is refused: the mail goes without it.
    let isAdmitted = try brevo.post("/smtp/email", Mail.with(mail)).status == 201
    if !isAdmitted {
      mail["attachment"] = nil
      try brevo.sendMail(mail)
    }
    let message = try #require(try brevo.messages().first?["id"]?.string)
    for form in ["", "/html", "/raw", "/attachments/0"] {
      try check(try brevo.document("/messages/\(message)\(form)"), "\(form) of \(value)")
    }
    try check(try brevo.document("/m/\(message)"), "the mirror of \(value)")
  }
}
