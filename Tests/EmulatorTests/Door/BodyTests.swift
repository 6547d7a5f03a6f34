import Emulator
import HTTP
import JSON
import Testing

@Suite("A body") struct BodyTests {
  let brevo: TestClient

  init() throws { brevo = try TestClient() }

  func post(
    _ bytes: [UInt8], type: String? = "application/json", path: String = "/smtp/email"
  ) throws -> TestReply {
    var fields: HTTPFields = ["api-key": brevo.key]
    if let type { fields.append("Content-Type", type) }
    return try brevo.send(
      HTTPRequest(.post, Emulator.basePath + path, fields: fields, body: bytes))
  }

  static let notJSON = TestReply.refused(400, "bad_request", "Invalid JSON")
  static let noObject = TestReply.refused(
    400, "bad_request", "Input must be a valid JSON object")
  static let noInput = TestReply.missing("No input in body")

  @Test(arguments: [
    ("{", "cut off"), ("{\"a\":}", "no value"), ("{'a': 1}", "other quotes"),
    ("{\"a\": 1,}", "a comma too many"), ("{\"a\": 01}", "no number"), ("{} {}", "two values"),
    ("{\"a\": NaN}", "no number"), ("hello", "a word"), (" ", "blanks alone"),
    ("{\"a\": \"\u{1}\"}", "a bare control character"), ("\u{FEFF}{}", "a byte order mark"),
    ("{\"a\": \"\\ud800\"}", "half a character"), ("a=1&b=2", "a form"),
  ])
  func `is refused if it is broken`(text: String, reason: String) throws {
    #expect(try post(Array(text.utf8)) == Self.notJSON, "\(reason)")
  }

  @Test(arguments: ["[]", "[{}]", "1", "\"text\"", "true", "null"])
  func `is refused if it is no object`(text: String) throws {
    #expect(try post(Array(text.utf8)) == Self.noObject)
  }

  @Test(
    arguments: [
      [0xff], [0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d], Array("{\"a\": \"".utf8) + [0xe9],
    ] as [[UInt8]])
  func `is refused as none if it is no UTF-8`(bytes: [UInt8]) throws {
    #expect(try post(bytes) == Self.noInput)
  }

  @Test(arguments: [nil, "application/json", "text/plain"])
  func `is asked for, whatever its type would be`(type: String?) throws {
    #expect(try post([], type: type) == Self.noInput)
  }

  @Test(
    arguments: [
      ("application/json", true), ("application/json; charset=utf-8", true),
      ("Application/JSON", true), ("application/json;charset=\"utf-8\"; a=b", true),
      ("application/vnd.api+json", true), ("application/problem+json; a=b", true),
      ("  application/json  ", true), ("text/json", false), ("application/jsonp", false),
      ("application/x-www-form-urlencoded", false), ("multipart/form-data; boundary=a", false),
      ("text/plain; a=application/json", false), ("json", false), ("", false), (nil, false),
    ] as [(String?, Bool)])
  func `has the type of JSON`(type: String?, isJSON: Bool) throws {
    let reply = try post(Mail.with().bytes, type: type)
    if isJSON {
      #expect(reply.status == 201, "\(reply)")
    } else {
      #expect(
        reply
          == .refused(406, "not_acceptable", "Content-Type should be application/json"))
      try brevo.expectNoMail()
    }
  }

  @Test func `is judged by its type before it is read`() throws {
    #expect(try post(Array("{".utf8), type: "text/plain").status == 406)
  }

  @Test func `may be left out where nothing in it is needed`() throws {
    let template: JSONValue = [
      "templateName": "T", "subject": "T", "htmlContent": "<p>Hello you</p>", "sender": ["id": 1],
    ]
    #expect(try brevo.post("/smtp/templates", template).status == 201)
    #expect(try post([], type: nil, path: "/smtp/templates/1/sendTest").status == 204)
    #expect(
      try post(Array("[]".utf8), path: "/smtp/templates/1/sendTest") == Self.noObject,
      "but not be anything")
  }

  @Test(arguments: [HTTPMethod.get, .delete, .head])
  func `is ignored where there is none`(method: HTTPMethod) throws {
    let request = HTTPRequest(
      method, "/v3/smtp/templates/7", fields: ["api-key": "k", "Content-Type": "text/plain"],
      body: Array("{".utf8))
    #expect(try brevo.send(request) == .notFound("Template ID not found"))
  }

  @Test func `may be large`() throws {
    let html = JSONValue.string(String(repeating: "x", count: 4 << 20))
    #expect(try brevo.post("/smtp/email", Mail.with(["htmlContent": html])).status == 201)
  }

  @Test func `counts the last of members with one name`() throws {
    let text =
      #"{"subject":"a","sender":{"id":1},"to":[{"email":"ann@example.com"}],"#
      + #""htmlContent":"<p>Hello</p>","subject":"b"}"#
    #expect(try post(Array(text.utf8)).status == 201)
    #expect(try brevo.content(to: "ann@example.com")["subject"] == "b", "assumed")
  }

  @Test func `may be nested as deep as the reader goes`() throws {
    let depth = JSONValue.maximumDepth - 2
    let params = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    func text(_ params: String) -> [UInt8] {
      Array((Mail.with().text.dropLast() + ",\"params\":{\"a\":\(params)}}").utf8)
    }
    #expect(try post(text(params)).status == 201)
    #expect(try post(text("[\(params)]")) == Self.notJSON)
  }
}
