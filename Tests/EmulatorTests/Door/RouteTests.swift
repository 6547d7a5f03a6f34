import HTTP
import JSON
import Testing

@Suite("A route") struct RouteTests {
  let brevo: TestClient

  init() throws { brevo = try TestClient() }

  static let unknown = TestReply.refused(404, "not_found", "Invalid route/method passed")

  @Test(arguments: [
    ("/smtp/nothing", "unknown"), ("/smtp", "a part of one"), ("/", "nothing"),
    ("/smtp/emails/", "a slash behind"), ("//smtp/emails", "a slash too many"),
    ("/smtp//emails", "a slash too many"), ("/smtp/Emails", "another case"),
    ("/SMTP/emails", "another case"), ("/smtpTemplates", "another case"),
    ("/smtp/templates/1/", "a slash behind"), ("/smtp/templates/1/sendtest", "another case"),
    ("/smtp/templates/1/2", "one part too many"), ("/smtp/emails/a/b", "one part too many"),
    ("/smtp/emails;a=1", "a parameter of a part"), ("/v3/smtp/emails", "the base path twice"),
    ("/smtp%2Femails", "an escaped slash is no slash"), ("/smtp/./emails", "dots are parts"),
    ("/smtp/../smtp/emails", "dots are parts"), ("/smtp/%zzmails", "an escape that is none"),
  ])
  func `that is not there is not found`(path: String, reason: String) throws {
    for method in [HTTPMethod.get, .post, .put, .delete, .patch] {
      let reply = try brevo.send(method, path, method == .get ? nil : Mail.with())
      #expect(reply == Self.unknown, "\(method.rawValue): \(reason)")
      #expect(reply.fields["allow"] == nil)
    }
  }

  @Test(arguments: [
    ("/smtp/email", "POST", ["GET", "PUT", "PATCH", "DELETE"]),
    ("/smtp/emails", "GET", ["POST", "PUT", "DELETE"]),
    ("/smtp/emails/abc", "GET", ["POST", "PUT", "DELETE"]),
    ("/smtp/templates", "GET, POST", ["PUT", "DELETE", "PATCH"]),
    ("/smtp/templates/1", "DELETE, GET, PUT", ["POST", "PATCH"]),
    ("/smtp/templates/1/sendTest", "POST", ["GET", "PUT", "DELETE"]),
  ])
  func `has methods, and names them to who asks for another`(
    path: String, allowed: String, others: [String]
  ) throws {
    for method in others + ["BREW", "get"] {
      let reply = try brevo.send(HTTPMethod(rawValue: method), path, Mail.with())
      #expect(reply == Self.unknown, "\(method)")
      #expect(reply.fields["allow"] == allowed, "\(method)")
    }
    try brevo.expectNoMail()
  }

  @Test func `is known however its letters are escaped`() throws {
    #expect(try brevo.get("/%73mtp/t%65mplates").status == 200)
  }

  @Test func `is known whatever its query says`() throws {
    #expect(try brevo.get("/smtp/templates?").status == 200)
    #expect(try brevo.get("/smtp/templates?a&=b&&c=/smtp/nothing?d").status == 200)
  }

  @Test func `may be written as a whole URL`() throws {
    let request = HTTPRequest(
      .get, "http://api.brevo.com/v3/smtp/templates", fields: ["api-key": "k"])
    #expect(try brevo.send(request).status == 200)
  }

  @Test func `is answered to HEAD as to GET`() throws {
    try brevo.sendMail()
    for path in ["/smtp/templates", "/smtp/emails?email=ann%40example.com", "/smtp/nothing"] {
      let head = try brevo.send(.head, path)
      let get = try brevo.send(.get, path)
      #expect(head.status == get.status)
      #expect(head.body == get.body, "the server leaves out the body, and keeps its length")
    }
    #expect(try brevo.send(.head, "/smtp/email").status == 404, "it has no GET")
  }

  @Test(arguments: ["/v3/smtp/email", "/v3/nothing", "/elsewhere", "*"])
  func `answers a preflight without a key`(target: String) throws {
    let answer = try brevo.answer(to: HTTPRequest(.options, target))
    #expect(answer.status.code == 204)
    #expect(answer.body.isEmpty)
    #expect(answer.fields["content-type"] == nil)
    #expect(answer.fields["access-control-allow-origin"] == "*")
    #expect(answer.fields["access-control-allow-headers"] == "*")
    #expect(
      answer.fields["access-control-allow-methods"] == "PUT, POST, GET, DELETE, PATCH, OPTIONS")
    #expect(answer.fields["access-control-allow-credentials"] == "true")
  }

  @Test func `answers with the fields that the service sends`() throws {
    var ids: Set<String> = []
    for reply in [
      try brevo.get("/smtp/templates"), try brevo.get("/smtp/nothing"),
      try brevo.post("/smtp/email", [:]), try brevo.post("/smtp/email", Mail.with()),
    ] {
      #expect(reply.fields["content-type"] == "application/json")
      #expect(reply.fields["access-control-allow-origin"] == "*")
      let id = try #require(reply.fields["sib-request-id"])
      #expect(id.wholeMatch(of: /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/) != nil)
      #expect(ids.insert(id).inserted)
    }
  }

  @Test func `has an answer without a body where there is nothing to say`() throws {
    let template: JSONValue = [
      "templateName": "T", "subject": "T", "htmlContent": "<p>Hello you</p>", "sender": ["id": 1],
    ]
    #expect(try brevo.post("/smtp/templates", template).status == 201)
    let reply = try brevo.put("/smtp/templates/1", ["tag": "a"])
    #expect(reply == .noContent)
    #expect(reply.fields["content-type"] == nil)
  }

  @Test(arguments: [
    ("application/json", 200), ("*/*", 200), ("application/*", 200), ("APPLICATION/JSON", 200),
    ("text/html, application/json;q=0.5", 200), ("text/html,*/*;q=0.1", 200),
    ("text/html", 406), ("application/xml, text/*", 406), ("application/jsonp", 406),
  ])
  func `answers in JSON, if it is accepted`(accept: String, status: Int) throws {
    let reply = try brevo.send(.get, "/smtp/templates", fields: ["Accept": accept])
    #expect(reply.status == status)
    if status == 406 { #expect(reply["code"] == "not_acceptable") }
    #expect(
      try brevo.send(.get, "/smtp/nothing", fields: ["Accept": accept]) == Self.unknown,
      "the route comes first")
  }
}
