import APIContract
import BrevoAPI
import BrevoStore
import Emulator
import HTTP
import JSON
import Testing

@Suite("What nothing reads") struct StrictTests {
  @Test func `is ignored, unless the server or the world is strict`() throws {
    let body = Mail.with(["campaign": "spring"])
    #expect(try TestClient().post("/smtp/email", body).status == 201)
    for brevo in [
      try TestClient { $0.isStrict = true },
      try TestClient(world: ["settings": ["strict": true]]),
    ] {
      #expect(try brevo.post("/smtp/email", body) == .invalid("campaign is not known here"))
      #expect(
        try brevo.post("/smtp/email", Mail.with(["to": [["email": "a@example.com", "Name": "A"]]]))
          == .invalid("to.0.Name is not known here"))
      #expect(try brevo.get("/smtp/templates?page=2") == .invalid("page is not known here"))
      try brevo.expectNoMail()
      #expect(try brevo.post("/smtp/email", Mail.with()).status == 201)
      #expect(try brevo.get("/smtp/templates?limit=2").status == 200)
      #expect(try brevo.ask("/clock?account=k").status == 200, "control has words of its own")
    }
  }

  static let operations = Catalogue.endpoints.filter { $0.body.fields != nil }

  /// Nothing is silently ignored: beside each property, in its own object, stands one that is not
  /// known; the journal must name that one and no other.
  @Test(arguments: operations)
  func `is named, whatever stands beside it`(_ endpoint: BrevoEndpoint) throws {
    let brevo = try TestClient().other("reseller")
    var quiet = brevo
    quiet.checksReplies = false
    let fields = try #require(endpoint.body.fields)
    let path = endpoint.path.replacing(/\{\w+\}/, with: "1")
    var strangers: [String] = []
    let body = Sample.object(fields.clauses, at: "", &strangers)
    #expect(!strangers.isEmpty)
    _ = try quiet.send(endpoint.method, path, .object(body))
    let entry = try #require(try brevo.entries().last)
    #expect(entry["operation"] == .string(endpoint.name))
    let reported = entry.texts("unread")
    let ignored = entry.texts("ignored")
    for stranger in strangers where !ignored.contains(where: stranger.hasPrefix) {
      #expect(reported.contains(stranger), "\(stranger) is silently ignored")
    }
    #expect(Set(reported).isSubset(of: strangers), "what is documented is read")

    // Each alone, as others may have had the request refused before.
    for member in fields.members {
      var strangers: [String] = []
      let value = Sample.value(member.schema, at: "\(member.name).", &strangers)
      _ = try quiet.send(endpoint.method, path, [member.name: value, "stranger": 1])
      let entry = try #require(try brevo.entries("?sort=desc&limit=1").last)
      let named = entry.texts("unread") + entry.texts("ignored")
      #expect(named.contains("stranger"))
      for stranger in strangers {
        #expect(named.contains { stranger.hasPrefix($0) }, "\(stranger) is silently ignored")
      }
    }
  }
}

/// Values of any shape, each object with a member that its schema does not name.
enum Sample {
  static func object(_ clauses: Clauses, at path: String, _ strangers: inout [String])
    -> JSONObject
  {
    var object = JSONObject()
    for case .member(let member) in clauses {
      object[member.name] = value(member.schema, at: "\(path)\(member.name).", &strangers)
    }
    object["stranger"] = true
    strangers.append("\(path)stranger")
    return object
  }

  static func value(_ schema: Schema, at path: String, _ strangers: inout [String]) -> JSONValue {
    switch schema {
    case .any, .boolean: true
    case .integer(let range): .int(max(range.lowerBound, min(range.upperBound, 1)))
    case .number(let range): .double(max(range.lowerBound, min(range.upperBound, 1)))
    case .text(let text): .string(Self.text(text))
    case .enumeration(let cases): .string(cases[0])
    case .array(let item, let count):
      .array([value(item, at: "\(path)0.", &strangers)].filter { _ in count.upperBound > 0 })
    case .dictionary(let item, _): ["any": value(item, at: "\(path)any.", &strangers)]
    case .object(let clauses): .object(object(clauses, at: path, &strangers))
    case .oneOf(let schemas): value(schemas[0], at: path, &strangers)
    }
  }

  private static func text(_ text: Schema.Text) -> String {
    switch text.format {
    case .date: "2026-01-31"
    case .dateTime: "2026-01-31T12:00:00Z"
    case .email: "ann@example.com"
    case .hostname: "example.com"
    case .ip: "192.0.2.1"
    case .uri: "https://example.com"
    case .uuid: "c60bb2d9-7ac6-4f09-9ce7-5e9975d438f2"
    case .base64: "YQ=="
    case .timeSpan: "2s"
    case .objectID: "0123456789abcdef01234567"
    case nil: String(repeating: "a", count: max(1, text.length.lowerBound))
    }
  }
}
