import JSON
import Testing

@Suite("The headers of a mail") struct HeaderTests {
  let brevo: TestClient

  init() throws { brevo = try TestClient() }

  @Test(arguments: [7, 7.5, true, false, ["a"], [:], .null] as [JSONValue])
  func `are texts`(value: JSONValue) throws {
    let headers: JSONObject = ["X-Text": "fine", "X-Other": value]
    #expect(
      try brevo.post("/smtp/email", Mail.with(["headers": .object(headers)]))
        == .invalid("Invalid headers"))
    let version: JSONValue = ["to": [["email": "ann@example.com"]], "headers": .object(headers)]
    #expect(
      try brevo.post("/smtp/email", Mail.with(["messageVersions": [version]]))
        == .invalid("Invalid headers"))
    try brevo.expectNoMail()
  }

  @Test(arguments: [
    "X-Mailin-custom", "X-Mailin-Tag", "sender.ip", "Sender.Ip", "charset", "List-Unsubscribe",
    "List-Unsubscribe-Post", "x-custom", "custom.header",
  ])
  func `may be named`(name: String) throws {
    try brevo.sendMail(["headers": [name: "a, b: {\"c\": 1}"]])
    #expect(try brevo.events(to: "ann@example.com") == ["sent", "delivered"])
  }

  @Test func `are an object with something in it`() throws {
    for (headers, reply) in [
      ([:], .missing("headers is blank")), (["a: b"], .invalid("Invalid headers")),
      ("a: b", .invalid("Invalid headers")),
    ] as [(JSONValue, TestReply)] {
      #expect(
        try brevo.post("/smtp/email", Mail.with(["headers": headers])) == reply, "assumed texts")
    }
  }

  @Test func `are those of the request and of the version`() throws {
    // A key in the request's headers counts for all of its versions.
    let version: JSONValue = ["to": [["email": "ann@example.com"]], "headers": ["X-A": "1"]]
    let mail = Mail.with(["headers": ["idempotencyKey": "k"], "messageVersions": [version]])
    #expect(try brevo.post("/smtp/email", mail).status == 201)
    #expect(try brevo.post("/smtp/email", mail)["code"] == "duplicate_request")
  }
}
