import BrevoAPI
import Emulator
import Foundation
import HTTP
import JSON
import Testing

@Suite("The journal's list") struct JournalListTests {
  let brevo: TestClient

  init() throws { brevo = try TestClient() }

  @Test func `tells each call, and why it was answered so`() throws {
    let sent = try brevo.post("/smtp/email?dry=run", Mail.with(["campaign": "spring"]))
    _ = try brevo.post("/smtp/email", ["campaign": "spring", "sender": ["id": 1, "name": "Shop"]])
    let entries = try brevo.entries()
    #expect(entries.map { $0["number"] } == [1, 2])
    #expect(sent.fields["x-mock-journal"] == "1")
    #expect(entries[0]["method"] == "POST")
    #expect(entries[0]["target"] == "/v3/smtp/email?dry=run")
    #expect(entries.map { $0["operation"] } == ["sendTransacEmail", "sendTransacEmail"])
    #expect(entries.map { $0["status"] } == [201, 400])
    #expect(entries[0]["refusal"] == nil)
    #expect(entries[1]["refusal"] == "to is missing")
    #expect(entries[0].texts("unread") == ["dry", "campaign"])
    #expect(entries[1].texts("unread") == ["campaign"], "of a refused call too")
    #expect(entries[1].texts("ignored") == ["sender.name"])
    #expect(entries.allSatisfy { $0.texts("didYouMean").isEmpty })
  }

  @Test func `is cut by what is asked for`() throws {
    for _ in 0..<3 { _ = try brevo.get("/smtp/templates") }
    _ = try brevo.get("/smtp/templates?limit=-1")
    _ = try brevo.get("/senders")
    func numbers(_ query: String) throws -> [Int64] {
      try brevo.entries(query).compactMap { $0["number"]?.int }
    }
    #expect(try numbers("") == [1, 2, 3, 4, 5])
    #expect(try numbers("?operation=getSenders") == [5])
    #expect(try numbers("?status=400") == [4])
    #expect(try numbers("?operation=getSmtpTemplates&status=200") == [1, 2, 3])
    #expect(try numbers("?since=3") == [4, 5])
    #expect(try numbers("?limit=2&offset=1") == [2, 3])
    #expect(try numbers("?sort=desc&limit=1") == [5])
    #expect(try brevo.ask("/journal?limit=2")["count"] == 5)
    #expect(try brevo.ask("/journal?limit=1001").status == 400)
    #expect(try brevo.ask("/journal?status=many").status == 400)
    let unknown = try brevo.ask("/journal?operation=sendMail")
    #expect(unknown.status == 404)
    #expect(unknown["message"]?.string?.contains("there are sendTransacEmail, ") == true)
  }

  @Test func `is an account's own, or everybody's`() throws {
    _ = try brevo.get("/smtp/templates")
    _ = try brevo.other("other").get("/senders")
    _ = try brevo.send(HTTPRequest(.get, "/v3/senders"))
    _ = try brevo.answer(to: HTTPRequest(.get, "/v3/senders", fields: ["Host": "evil.example"]))
    #expect(try brevo.ask("/journal")["count"] == 1)
    #expect(try brevo.ask("/journal?account=other")["count"] == 1)
    #expect(try brevo.ask("/journal?account=nobody-yet")["count"] == 0)
    let strays = try brevo.send(HTTPRequest(.get, "/_mock/journal"))
    #expect(strays["count"] == 2, "without a key: the calls without one")
    let all = try brevo.entries("?account=*")
    #expect(all.map { $0["status"] } == [200, 200, 401, 403])
    #expect(all.allSatisfy { $0.texts("didYouMean").isEmpty }, "the routes are known")
  }

  @Test func `does not mind how a control call names its account`() throws {
    _ = try brevo.send(HTTPRequest(.get, "/_mock/clock?account=\(brevo.key)&a=1"))
    #expect(try brevo.entries().map { $0.texts("unread") } == [["a"]])
  }

  @Test func `can be emptied`() throws {
    _ = try brevo.get("/senders")
    _ = try brevo.other("other").get("/senders")
    #expect(try brevo.ask("/journal", .delete) == .noContent)
    #expect(try brevo.ask("/journal")["count"] == 0)
    #expect(try brevo.ask("/journal?account=other")["count"] == 1)
    #expect(try brevo.ask("/journal?account=*", .delete) == .noContent)
    #expect(try brevo.ask("/journal?account=*")["count"] == 0)
    _ = try brevo.get("/senders")
    #expect(try brevo.entries().map { $0["number"] } == [3], "numbers go on")
    #expect(try brevo.ask("/report")["summary"]?.object?["calls"] == 2, "what was counted stays")
  }

  @Test(arguments: [
    ("POST", "/v3/v3/smtp/email", ["POST /v3/smtp/email"], "the base path twice"),
    ("POST", "/v3//smtp/email", ["POST /v3/smtp/email"], "a slash too many"),
    ("POST", "/v3/smtp/email/", ["POST /v3/smtp/email"], "a slash behind"),
    ("POST", "/v3/smtp/emal", ["POST /v3/smtp/email"], "a letter missing"),
    ("POST", "/v3/smtp/Email", ["POST /v3/smtp/email"], "another case"),
    ("GET", "/v3/smtp/email", ["POST /v3/smtp/email"], "the wrong method"),
    ("GET", "/v3/smtp/template/7", ["GET /v3/smtp/templates/{templateId}"], "one of several"),
    (
      "PATCH", "/v3/smtp/templates",
      ["GET /v3/smtp/templates", "POST /v3/smtp/templates"], "no such method"
    ),
    ("HEAD", "/v3/sender", ["GET /v3/senders"], "asking for the head"),
    ("POST", "/smtp/email", ["POST /v3/smtp/email"], "no base path"),
    ("POST", "/v3/completely/different/things", [], "nothing like it"),
  ])
  func `names the nearest route of an unknown one`(
    method: String, path: String, nearest: [String], reason: String
  ) throws {
    _ = try brevo.send(
      HTTPRequest(HTTPMethod(rawValue: method), path, fields: ["api-key": brevo.key]))
    let entry = try #require(try brevo.entries().last, "\(reason)")
    #expect(entry["status"] == 404)
    #expect(entry.texts("didYouMean") == nearest, "\(reason)")
  }

  @Test func `hides who is meant, unless it is told to show it`() throws {
    let key = "xkeysib-0123456789abcdef-tail"
    let brevo = brevo.other(key)
    _ = try brevo.get("/smtp/emails?email=ann%40example.com")
    _ = try brevo.post(
      "/smtp/email",
      ["to": [["email": "bob@example.com"]], "params": ["number": "+33 6 12 34 56 78"]])
    _ = try brevo.get("/smtp/templates?page=33612345678")
    let secrets = [key, "ann%40example.com", "bob@example.com", "12 34 56", "33612345678"]
    let hidden = try #require(try brevo.ask("/journal").body?.text)
    let shown = try #require(try brevo.ask("/journal?reveal=true").body?.text)
    for secret in secrets {
      #expect(!hidden.contains(secret), "\(secret)")
      #expect(shown.contains(secret), "\(secret)")
    }
    #expect(hidden.contains("email=***%40***"))
  }

  @Test func `has a line that makes the call again`() throws {
    _ = try brevo.post(
      "/smtp/email?a=1", Mail.with(["subject": .string("It's \"here\"\n$HOME `x` \\ é")]))
    let entry = try #require(try brevo.entries("?reveal=true").last)
    let line = try #require(entry["curl"]?.string)
    #expect(
      line.hasPrefix(
        "curl -X POST 'http://127.0.0.1:2738/v3/smtp/email?a=1' -H 'api-key: xkeysib-test'"))
    // What the shell makes of it is what was sent.
    let words = try Self.words(of: line)
    #expect(words.last == Mail.with(["subject": "It's \"here\"\n$HOME `x` \\ é"]).text)
    let masked = try #require(try brevo.entries().last?["curl"]?.string)
    #expect(masked.contains("-H 'api-key: ***'") && !masked.contains("ann@example.com"))
  }

  private static func words(of line: String) throws -> [String] {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-euc", "curl() { printf '%s\\0' \"$@\"; }\n" + line]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
  }
}
