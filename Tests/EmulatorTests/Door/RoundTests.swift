import HTTP
import JSON
import Testing

@Suite("Requests that come together") struct RoundTests {
  let brevo: TestClient

  init() throws { brevo = try TestClient() }

  func request(
    _ method: HTTPMethod, _ path: String, _ body: JSONValue? = nil, key: String? = nil
  ) -> HTTPRequest {
    HTTPRequest(
      method, "/v3" + path,
      fields: ["api-key": key ?? brevo.key, "Content-Type": "application/json"],
      body: body?.bytes ?? [])
  }

  func mail(to address: String, _ changes: JSONObject = [:]) -> JSONValue {
    var changes = changes
    changes["to"] = [["email": .string(address)]]
    return Mail.with(changes)
  }

  @Test func `are answered in their order, whoever sent them`() throws {
    let replies = try brevo.send([
      request(.post, "/smtp/email", mail(to: "a@example.com"), key: "one"),
      request(.get, "/smtp/nothing", key: "two"),
      request(.post, "/smtp/email", mail(to: "b@example.com"), key: "two"),
      HTTPRequest(.get, "/v3/smtp/templates"),
      request(.post, "/smtp/email", mail(to: "c@example.com", ["cc": []]), key: "one"),
      request(.get, "/smtp/emails?email=a%40example.com", key: "one"),
    ])
    #expect(replies.map(\.status) == [201, 404, 201, 401, 400, 200])
    #expect(replies[5]["count"] == 1, "it sees what came before it")
    #expect(try brevo.other("one").rows(to: "b@example.com").isEmpty)
    #expect(try brevo.other("two").rows(to: "b@example.com").count == 1)
  }

  @Test func `do not undo each other when one is refused`() throws {
    let tooLong = Mail.parties(99, at: String(repeating: "d", count: 60) + ".example.com")
    let template: JSONValue = [
      "templateName": "T", "subject": "T", "htmlContent": "<p>Hello you</p>", "sender": ["id": 1],
      "isActive": true,
    ]
    let replies = try brevo.send([
      request(.post, "/smtp/templates", template),
      request(
        .post, "/smtp/email", mail(to: "a@example.com", ["headers": ["idempotencyKey": "k"]])),
      request(
        .post, "/smtp/email", mail(to: "b@example.com", ["headers": ["idempotencyKey": "k"]])),
      request(.post, "/smtp/email", Mail.with(["to": tooLong])),
      request(.delete, "/smtp/templates/1"),
      request(.post, "/smtp/templates/1/sendTest", ["emailTo": ["nobody@example.com"]]),
      request(.post, "/smtp/email", mail(to: "c@example.com")),
      request(.put, "/smtp/templates/1", ["tag": "x", "sender": ["id": 9]]),
    ])
    #expect(replies.map(\.status) == [201, 201, 400, 400, 400, 400, 201, 400])
    #expect(try brevo.rows(to: "a@example.com").count == 1)
    #expect(try brevo.rows(to: "c@example.com").count == 1)
    try brevo.expectNoMail(to: ["b@example.com", "1@example.com", "nobody@example.com"])
    let shown = try brevo.get("/smtp/templates/1")
    #expect(shown["tag"] == "", "a refused change changes nothing")
    #expect(shown["testSent"] == false)
  }

  @Test func `of many accounts do not mix`() throws {
    let keys = (0..<40).map { "key \($0)" }
    let round = (0..<3).flatMap { turn in
      keys.map { key in
        request(
          .post, "/smtp/email",
          turn == 1 ? [:] : mail(to: "ann@example.com", ["subject": "\(key), turn \(turn)"]),
          key: key)
      }
    }
    let replies = try brevo.send(round)
    #expect(
      replies.map(\.status) == keys.map { _ in 201 } + keys.map { _ in 400 } + keys.map { _ in 201 }
    )
    for key in keys {
      let subjects = try brevo.other(key).rows(to: "ann@example.com").compactMap {
        $0["subject"]?.string
      }
      #expect(subjects == ["\(key), turn 0", "\(key), turn 2"])
    }
  }

  @Test func `draw different ids`() throws {
    let replies = try brevo.send(
      (0..<100).map { request(.post, "/smtp/email", mail(to: "\($0)@example.com")) })
    #expect(Set(replies.compactMap { $0["messageId"]?.string }).count == 100)
  }
}
