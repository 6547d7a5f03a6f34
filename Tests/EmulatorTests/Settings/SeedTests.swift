import BrevoStore
import CivilTime
import HTTP
import JSON
import Testing

@Suite("With a seed") struct SeedTests {
  /// All that a server with that seed answers to the same requests.
  func run(_ seed: UInt64?, key: String = "xkeysib-test") throws -> [HTTPResponse] {
    var brevo = try TestClient { settings in
      settings.seed = seed
      settings.clock.freeze()
      settings.clock.set(to: Instant(milliseconds: 1_773_576_000_000))
    }
    brevo.key = key
    let later: JSONObject = ["scheduledAt": "2026-03-15T12:30:00Z"]
    let task: JSONValue = ["name": "Call", "taskTypeId": "", "date": "2026-03-16T12:00:00Z"]
    let requests: [(HTTPMethod, String, JSONValue?)] = [
      (.post, "/v3/smtp/email", Mail.with()), (.post, "/v3/smtp/email", Mail.with(later)),
      (.get, "/v3/smtp/emails?email=ann@example.com", nil), (.get, "/v3/crm/tasktypes", nil),
      (.post, "/v3/crm/tasks", task), (.get, "/v3/smtp/nothing", nil),
      (.post, "/v3/senders", ["name": "New", "email": "new@example.com"]),
      (.get, "/_mock/messages", nil), (.get, "/_mock/settings", nil),
    ]
    return try requests.map { method, target, body in
      var fields: HTTPFields = ["api-key": key]
      if body != nil { fields.append("Content-Type", "application/json") }
      return try brevo.answer(
        to: HTTPRequest(method, target, fields: fields, body: body?.bytes ?? []))
    }
  }

  @Test func `the same requests get the same answers, to the byte`() throws {
    let first = try run(7)
    #expect(try run(7) == first)
    #expect(Set(first.compactMap { $0.fields["sib-request-id"] }).count == first.count)
  }

  @Test func `another seed, another key or none makes others`() throws {
    let first = try run(7)
    for other in [try run(8), try run(7, key: "another"), try run(nil)] {
      #expect(other[0].body != first[0].body)
      #expect(other[2].body != first[2].body)
    }
    #expect(try run(8)[0].fields != first[0].fields)
  }
}
