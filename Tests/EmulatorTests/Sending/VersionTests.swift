import JSON
import Testing

@Suite("A version of a mail") struct VersionTests {
  let brevo: TestClient

  init() throws { brevo = try TestClient() }

  static let ann: JSONObject = ["to": [["email": "ann@example.com"]]]

  static func bob(_ changes: JSONObject) -> JSONValue {
    var version: JSONObject = ["to": [["email": "bob@example.com"]]]
    for (name, value) in changes.members { version[name] = value }
    return .object(version)
  }

  func send(_ changes: JSONObject = [:], bob: JSONObject) throws -> [String] {
    var mail = changes
    mail["messageVersions"] = [.object(Self.ann), Self.bob(bob)]
    return try brevo.sendMail(mail)
  }

  @Test func `has the number of the request with its own behind it`() throws {
    let ids = try send(bob: [:])
    try #require(ids.count == 2)
    #expect(ids[0].replacing(".1@", with: ".2@") == ids[1])
    #expect(try brevo.rows(ofMessage: ids[1]).first?["email"] == "bob@example.com")
    #expect(
      try brevo.rows(ofMessage: ids[0].replacing(".1@", with: "@")).isEmpty,
      "the bare number names no mail")
    #expect(
      try brevo.rows(ofMessage: ids[0].replacing(".1@", with: ".3@")).isEmpty, "there are two")
  }

  @Test func `does not take the number of the next request`() throws {
    let first = try send(bob: [:])
    let second = try send(bob: [:])
    let plain = try brevo.sendMail()
    let numbers = (first + second + plain).compactMap {
      $0.firstMatch(of: /\.(\d+)(\.\d+)?@/)?.1
    }
    #expect(Set(numbers).count == 3)
    #expect(numbers.count == 5)
  }

  @Test func `says what it says, and for the rest what the mail says`() throws {
    _ = try send(
      ["subject": "All", "htmlContent": "<p>For all of you</p>", "tags": ["t"]],
      bob: ["subject": "Bob", "htmlContent": "<p>For Bob alone</p>"])
    #expect(try brevo.content(to: "ann@example.com")["body"] == "<p>For all of you</p>")
    #expect(try brevo.content(to: "ann@example.com")["subject"] == "All")
    #expect(try brevo.content(to: "bob@example.com")["body"] == "<p>For Bob alone</p>")
    #expect(try brevo.content(to: "bob@example.com")["subject"] == "Bob")
    #expect(try brevo.rows(to: "bob@example.com").first?["tags"] == ["t"])
  }

  @Test func `lays its params over those of the mail, one by one`() throws {
    _ = try send(
      [
        "htmlContent": "<p>{{ params.a }} {{ params.b.c }} {{ params.d }}</p>",
        "params": ["a": 1, "b": ["c": 2], "d": 3],
      ],
      bob: ["params": ["a": 10, "b": ["e": 20]]])
    #expect(try brevo.content(to: "ann@example.com")["body"] == "<p>1 2 3</p>")
    #expect(
      try brevo.content(to: "bob@example.com")["body"] == "<p>10  3</p>",
      "a member is replaced, not merged into (assumed)")
  }

  @Test func `has the copies of the mail, unless it names its own`() throws {
    _ = try send(["cc": [["email": "cc@example.com"]]], bob: ["cc": [["email": "b@example.com"]]])
    #expect(try brevo.rows(to: "cc@example.com").count == 1)
    #expect(try brevo.rows(to: "b@example.com").count == 1)
  }

  @Test func `has no recipients but its own`() throws {
    let ids = try brevo.sendMail([
      "to": [["email": "zoe@example.com"]], "messageVersions": [.object(Self.ann)],
    ])
    #expect(try brevo.rows(ofMessage: ids[0]).count == 1)
    #expect(try brevo.rows(to: "zoe@example.com").isEmpty)
  }

  @Test func `may each have a subject where the mail has none`() throws {
    let reply = try brevo.post(
      "/smtp/email",
      Mail.with(["subject": .null, "messageVersions": [Self.bob(["subject": "Bob"])]]))
    #expect(reply.status == 201, "assumed")
    let missing = try brevo.post(
      "/smtp/email",
      Mail.with([
        "subject": .null, "messageVersions": [Self.bob(["subject": "Bob"]), .object(Self.ann)],
      ]))
    #expect(missing == .missing("subject is missing"))
  }

  @Test func `fails with all others, and nothing is sent`() throws {
    let reply = try brevo.post(
      "/smtp/email",
      Mail.with(["messageVersions": [.object(Self.ann), Self.bob(["replyTo": "x"])]]))
    #expect(reply == .invalid("replyTo is not valid in messageVersions"))
    try brevo.expectNoMail()
  }

  @Test(arguments: [
    (102_400, 1, true, "100 KB"), (102_401, 1, false, "over 100 KB"),
    (102_400, 10, true, "1000 KB in all"), (102_400, 11, false, "over 1000 KB in all"),
  ])
  func `has params of at most`(size: Int, count: Int, fits: Bool, reason: String) throws {
    // {"a":"…"} has 8 bytes around the text.
    let text = JSONValue.string(String(repeating: "x", count: size - 8))
    let version: JSONValue = ["to": [["email": "ann@example.com"]], "params": ["a": text]]
    let reply = try brevo.post(
      "/smtp/email",
      Mail.with(["messageVersions": .array(Array(repeating: version, count: count))]))
    #expect(reply.status == (fits ? 201 : 400), "\(reason): \(reply)")
    if !fits { try brevo.expectNoMail() }
  }
}
