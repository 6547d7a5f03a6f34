import APIContract
import BrevoAPI
import BrevoStore
import Emulator
import Foundation
import FoundationXML
import HTTP
import JSON
import Testing

@Suite("The report") struct ReportTests {
  let brevo: TestClient

  init() throws {
    var limits = JournalLimits()
    limits.entriesOfAccount = 2
    brevo = try TestClient(journalLimits: limits)
    for _ in 0..<5 { try brevo.sendMail(["campaign": "spring"]) }
    _ = try brevo.post("/smtp/email", ["to": [["email": "a@example.com", "id": 7]]])
    _ = try brevo.get("/v3/senders")
    _ = try brevo.other("other").get("/senders")
  }

  func summary(_ query: String = "") throws -> JSONObject {
    try #require(try brevo.ask("/report\(query)")["summary"]?.object)
  }

  @Test func `counts what the journal has forgotten`() throws {
    #expect(try brevo.ask("/journal")["count"] == 2)
    let summary = try summary()
    #expect(summary["calls"] == 7)
    #expect(summary["operationsExercised"] == 1)
    #expect(summary["operations"] == .int(Int64(Catalogue.endpoints.count)))
    #expect(summary["statusesSeen"] == 2)
    #expect(summary["strayCalls"] == 1)
    #expect(summary["refusals"] == 2)
    #expect(summary["lints"] == 1)
    #expect(summary["unread"] == 5)
    #expect(summary["serverErrors"] == 0)
    #expect(summary["unmetExpectations"] == 0)
  }

  @Test func `names what was expected of the outbox in vain`() throws {
    #expect(try brevo.control(.get, "/messages/expect?exactly=5").status == 200)
    #expect(try brevo.control(.get, "/messages/expect?none=true&to=ann@example.com").status == 417)
    #expect(try summary()["unmetExpectations"] == 1)
    let sentence = try #require(
      try brevo.ask("/report")["unmetExpectations"]?.array?.first?.string)
    #expect(sentence.hasPrefix("There should be exactly 0 messages with to "))
    #expect(sentence.hasSuffix("; there are 5"))
    #expect(!sentence.contains("ann@"), "addresses are masked")
    #expect(try summary("?account=other")["unmetExpectations"] == 0)
    #expect(try summary("?account=*")["unmetExpectations"] == 1)
  }

  @Test func `is of an account, or of all`() throws {
    #expect(try summary("?account=other")["calls"] == 1)
    #expect(try summary("?account=*")["calls"] == 8)
    #expect(try summary("?account=nobody")["calls"] == 0)
  }

  @Test func `names operations, statuses, refusals, lints and unread fields`() throws {
    let report = try brevo.ask("/report")
    let send = try #require(report["operations"]?.array?.first?.object)
    #expect(send["operation"] == "sendTransacEmail")
    #expect(send["path"] == "/v3/smtp/email")
    #expect(send["calls"] == 6)
    #expect(send["statuses"] == [["status": 201, "count": 5], ["status": 400, "count": 1]])
    #expect(send["unseen"]?.array?.contains(202) == true)
    #expect(send["unseen"]?.array?.contains(201) == false)
    #expect(
      report["refusals"] == [
        ["status": 404, "sentence": "Invalid route/method passed", "count": 1],
        [
          "operation": "sendTransacEmail", "status": 400, "sentence": "sender is missing",
          "count": 1,
        ],
      ])
    let lint = try #require(report["lints"]?.array?.first?.object)
    #expect(lint["name"] == "doubled-base-path")
    #expect(
      report["unread"] == [
        ["operation": "sendTransacEmail", "field": "campaign", "count": 5]
      ])
    #expect(report["unmetExpectations"] == [])
  }

  @Test func `counts no calls to control`() throws {
    _ = try brevo.ask("/clock")
    _ = try brevo.ask("/nothing")
    #expect(try summary()["calls"] == 7)
  }

  @Test(arguments: [
    ("text", "text/plain; charset=utf-8"), ("markdown", "text/markdown; charset=utf-8"),
    ("junit", "application/xml"),
  ])
  func `is written in other ways`(format: String, mediaType: String) throws {
    let answer = try brevo.answer(
      to: HTTPRequest(.get, "/_mock/report?format=\(format)", fields: ["api-key": brevo.key]))
    #expect(answer.status == .ok)
    #expect(answer.fields["content-type"] == mediaType)
    let text = String(decoding: answer.body, as: UTF8.self)
    for word in ["sendTransacEmail", "doubled-base-path", "campaign is read by nothing"] {
      #expect(text.contains(word), "\(word)")
    }
    if format == "junit" {
      let reader = XMLParser(data: Data(answer.body))
      #expect(reader.parse())
      let operations = text.matches(of: /classname="operations"/).count
      #expect(operations == Catalogue.endpoints.count)
      #expect(text.contains("failures=\"2\""))
    } else {
      #expect(text.contains("7 calls; 1 of \(Catalogue.endpoints.count) operations, 2 of "))
    }
  }

  @Test func `is not written in a way that nobody knows`() throws {
    #expect(try brevo.ask("/report?format=pdf") == .invalid("format is not valid"))
  }
}
