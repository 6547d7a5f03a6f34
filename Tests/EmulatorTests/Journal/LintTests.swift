import Emulator
import HTTP
import JSON
import Testing

/// A request that shows a habit, or almost does.
struct Habit: Sendable, CustomTestStringConvertible {
  var method: HTTPMethod
  var target: String
  var fields: HTTPFields
  var body: String

  init(
    _ method: HTTPMethod, _ target: String, _ fields: HTTPFields = [:], key: String? = "k",
    type: String? = "application/json", body: String = ""
  ) {
    self.method = method
    self.target = target
    self.body = body
    var all: HTTPFields = [:]
    if let key { all.append("api-key", key) }
    if let type, !body.isEmpty { all.append("Content-Type", type) }
    all.append(fields)
    self.fields = all
  }

  var testDescription: String { "\(method.rawValue) \(target) \(body)" }

  static func mail(_ fields: HTTPFields = [:], key: String? = "k", more: String = "") -> Self {
    Self(
      .post, "/v3/smtp/email", fields, key: key,
      body: """
        {"sender": {"email": "shop@example.com"}, "to": [{"email": "ann@example.com"}], \
        "subject": "Order", "textContent": "Thanks"\(more)}
        """)
  }
}

@Suite("A lint") struct LintTests {
  static let table: [(name: String, shows: Habit, doesNot: Habit)] = [
    ("doubled-base-path", Habit(.get, "/v3/v3/senders"), Habit(.get, "/v3/senders")),
    ("missing-base-path", Habit(.get, "/senders"), Habit(.get, "/elsewhere")),
    ("doubled-slash", Habit(.get, "/v3//senders"), Habit(.get, "/v3/senders?a=//")),
    ("trailing-slash", Habit(.get, "/v3/senders/"), Habit(.get, "/v3/nothing/")),
    (
      "deprecated-host", Habit(.get, "/v3/senders", ["Host": "api.sendinblue.com"]),
      Habit(.get, "/v3/senders", ["Host": "api.brevo.com"])
    ),
    (
      "wrong-key-field", Habit(.get, "/v3/senders", ["X-Api-Key": "xkeysib-1"], key: nil),
      Habit(.get, "/v3/senders", key: nil)
    ),
    (
      "wrong-key-field", Habit(.get, "/v3/senders", ["Authorization": "Bearer 1"], key: nil),
      Habit(.get, "/v3/nothing", ["Authorization": "Bearer 1"])
    ),
    ("smtp-key", Habit.mail(key: "xsmtpsib-1"), Habit.mail(key: "xkeysib-1")),
    ("decorated-key", Habit.mail(key: "Bearer xkeysib-1"), Habit.mail(key: "xkeysib-1")),
    ("decorated-key", Habit.mail(key: #""xkeysib-1""#), Habit.mail(key: "xkeysib'1")),
    (
      "sandbox-as-field", Habit.mail(["X-Sib-Sandbox": "drop"]),
      Habit.mail(more: #", "headers": {"X-Sib-Sandbox": "drop"}"#)
    ),
    (
      "idempotency-as-field", Habit.mail(["Idempotency-Key": "1"]),
      Habit.mail(more: #", "headers": {"idempotencyKey": "c60bb2d9-7ac6-4f09-9ce7-5e9975d438f2"}"#)
    ),
    (
      "missing-content-type", Habit(.post, "/v3/smtp/email", type: nil, body: "{}"),
      Habit(.post, "/v3/smtp/email", type: nil)
    ),
    (
      "form-body",
      Habit(
        .post, "/v3/smtp/email", type: "application/x-www-form-urlencoded; charset=utf-8",
        body: "a=1"),
      Habit(.post, "/v3/smtp/email", type: "text/plain", body: "a=1")
    ),
    (
      "no-json-accepted", Habit(.get, "/v3/senders", ["Accept": "text/html"]),
      Habit(.get, "/v3/nothing", ["Accept": "text/html, */*"])
    ),
    ("ignored-body", Habit(.get, "/v3/senders", body: "{}"), Habit(.get, "/v3/senders")),
    (
      "message-id-unescaped", Habit(.get, "/v3/smtp/emails?messageId=<1.2@smtp-relay.mailin.fr>"),
      Habit(.get, "/v3/smtp/emails?messageId=%3C1.2%40smtp-relay.mailin.fr%3E")
    ),
    (
      "plus-as-blank", Habit(.get, "/v3/smtp/emails?email=ann+tag@example.com"),
      Habit(.get, "/v3/smtp/emails?email=ann%2Btag@example.com")
    ),
    (
      "escaped-twice", Habit(.get, "/v3/smtp/emails?email=ann%2540example.com"),
      Habit(.get, "/v3/smtp/emails?email=ann%40example.com")
    ),
    (
      "empty-params", Habit.mail(more: #", "params": {}"#),
      Habit.mail(more: #", "params": {"a": ""}, "to": []"#)
    ),
    (
      "blanks-in-number",
      Habit(
        .post, "/v3/transactionalSMS/sms",
        body: #"{"sender": "Shop", "recipient": "+33 6 12 34 56 78", "content": "Hi"}"#),
      Habit(
        .post, "/v3/transactionalSMS/sms",
        body: #"{"sender": "Shop", "recipient": "+33612345678", "content": ""}"#)
    ),
  ]

  @Test func `has a case and a counter-case each`() {
    #expect(Set(Self.table.map(\.name)) == Set(Lint.all.map(\.name)))
    #expect(Set(Lint.all.map(\.name)).count == Lint.all.count)
    for lint in Lint.all {
      #expect(lint.sentence.hasSuffix(".") && lint.advice.hasSuffix("."), "\(lint.name)")
    }
  }

  @Test(arguments: table)
  func `is found where the habit is shown, and not elsewhere`(
    name: String, shows: Habit, doesNot: Habit
  ) throws {
    #expect(try lints(of: shows).contains(name))
    #expect(try !lints(of: doesNot).contains(name))
  }

  private func lints(of habit: Habit) throws -> [String] {
    let brevo = try TestClient()
    let request = HTTPRequest(
      habit.method, habit.target, fields: habit.fields, body: Array(habit.body.utf8))
    _ = try brevo.answer(to: request)
    return try #require(try brevo.entries("?account=*").last).lints
  }

  @Test func `is silent where all is well`() throws {
    let brevo = try TestClient()
    try brevo.sendMail()
    _ = try brevo.get("/smtp/emails?email=ann%40example.com")
    #expect(try brevo.entries().allSatisfy(\.lints.isEmpty))
  }
}
