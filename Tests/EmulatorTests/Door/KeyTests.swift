import Emulator
import HTTP
import JSON
import Testing

@Suite("A key") struct KeyTests {
  /// Paths that are there and paths that are not, with requests that are fine and that are not.
  static let requests: [(HTTPMethod, String, String)] = [
    (.get, "/v3/smtp/emails?email=ann%40example.com", ""), (.get, "/v3/smtp/emails", ""),
    (.post, "/v3/smtp/email", #"{"to": []}"#), (.post, "/v3/smtp/email", "{"),
    (.get, "/v3/nothing/here", ""), (.delete, "/v3/smtp/email", ""), (.get, "/v3/", ""),
  ]

  static let missing =
    #"{"message":"authentication not found in headers","code":"unauthorized"}"# + "\n"
  static let unknown = #"{"message":"Key not found","code":"unauthorized"}"# + "\n"

  func text(
    _ brevo: TestClient, _ request: (HTTPMethod, String, String), _ fields: HTTPFields
  ) throws -> String {
    let answer = try brevo.answer(
      to: HTTPRequest(request.0, request.1, fields: fields, body: Array(request.2.utf8)))
    #expect(answer.status.code == 401)
    #expect(answer.fields["content-type"] == "application/json")
    return String(decoding: answer.body, as: UTF8.self)
  }

  @Test(arguments: requests)
  func `is asked for before anything else`(
    method: HTTPMethod, target: String, body: String
  ) throws {
    let brevo = try TestClient()
    for fields in [
      [:], ["x-api-key": "k"], ["api-key": ""], ["api-key": "  "],
      ["Authorization": "Bearer k"], ["partner-key": "k"],
    ] as [HTTPFields] {
      #expect(try text(brevo, (method, target, body), fields) == Self.missing)
    }
  }

  @Test(arguments: requests)
  func `must be one of the list, where there is one`(
    method: HTTPMethod, target: String, body: String
  ) throws {
    let brevo = try TestClient(keys: .listed(["known"]))
    for key in ["unknown", "Known", "known2", "xsmtpsib-known"] {
      #expect(try text(brevo, (method, target, body), ["api-key": key]) == Self.unknown)
    }
    #expect(
      try text(brevo, (method, target, body), [:]) == Self.missing, "the two texts differ")
    var known = brevo
    known.key = "known"
    #expect(try known.get("/smtp/templates").status == 200)
  }

  @Test func `has 71 characters and a line end in its refusal`() {
    #expect(Self.missing.utf8.count == 72, "Content-Length in getbrevo/brevo-python#13")
  }

  @Test func `has a header whose name has no case`() throws {
    let brevo = try TestClient()
    for name in ["api-key", "Api-Key", "API-KEY"] {
      let request = HTTPRequest(.get, "/v3/smtp/templates", fields: [name: "k"])
      #expect(try brevo.send(request).status == 200)
    }
  }

  @Test func `may come with a partner's`() throws {
    let fields: HTTPFields = ["partner-key": "p"]
    #expect(try TestClient().send(.get, "/smtp/templates", fields: fields).status == 200)
  }

  @Test func `names an account of its own`() throws {
    let brevo = try TestClient()
    let other = brevo.other("another key")
    let id = try brevo.sendMail()[0]
    let template: JSONValue = [
      "templateName": "T", "subject": "T", "htmlContent": "<p>Hello you</p>", "sender": ["id": 1],
    ]
    #expect(try brevo.post("/smtp/templates", template)["id"] == 1)
    #expect(try other.rows(to: "ann@example.com").isEmpty)
    #expect(try other.rows(ofMessage: id).isEmpty)
    #expect(try other.get("/smtp/templates")["count"] == 0)
    #expect(try other.get("/smtp/templates/1").status == 404)
    #expect(try other.delete("/smtp/templates/1").status == 404)
    #expect(try other.post("/smtp/templates", template)["id"] == 1)
    #expect(try brevo.get("/smtp/templates")["count"] == 1)
    #expect(try other.sendMail()[0] != id, "accounts draw ids of their own")
  }
}
