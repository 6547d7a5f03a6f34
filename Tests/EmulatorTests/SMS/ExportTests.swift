import BrevoStore
import CivilTime
import Emulator
import HTTP
import JSON
import TestSupport
import Testing

@Suite("What is told of a sent campaign") struct ExportTests {
  let brevo: TestClient
  let id: Int64

  init() throws {
    brevo = try TestClient(
      world: Campaign.world(
        "33600000001", "+15550101", "15550102", "15550103", "15550105", "15550106")
    ) { $0.publicURL = "http://localhost:9999" }.other("key with blanks & more")
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
    id = try brevo.createCampaign()
    #expect(try brevo.sendNow(id) == .noContent)
    try brevo.advance(seconds: 1)
  }

  func export(_ selection: String, notifyURL: String? = nil) throws -> Int64 {
    let reply = try brevo.post(
      "/smsCampaigns/\(id)/exportRecipients",
      ["recipientsType": .string(selection), "notifyURL": notifyURL.map { .string($0) }])
    #expect(reply.status == 202)
    return try #require(reply["processId"]?.int)
  }

  /// Follows a link to this server, without a key in a field.
  func fetch(_ url: String) throws -> HTTPResponse {
    let path = try #require(url.wholeMatch(of: /http:\/\/localhost:9999(\/.*)/)).1
    return try brevo.answer(
      to: HTTPRequest(.get, String(path), fields: ["Accept": "*/*"], body: []))
  }

  // MARK: Exports

  @Test func `is a process, and then a file`() throws {
    let process = try export("all", notifyURL: "http://localhost/told")
    let path = "/processes/\(process)"
    let begun: JSONValue = ["id": .int(process), "name": "LIST_EXPORT", "status": "queued"]
    #expect(try brevo.control(.get, path) == .ok(begun))
    #expect(try brevo.control(.get, path + "/file").status == 404)
    try brevo.freeze(at: .text("2026-03-15T12:00:01.500Z"))
    #expect(try brevo.control(.get, path)["status"] == "processing")
    #expect(try brevo.callbacks().isEmpty)

    try brevo.freeze(at: .text("2026-03-15T12:00:02Z"))
    let done = try brevo.control(.get, path)
    #expect(done["status"] == "completed")
    let url = try #require(done["export_url"]?.string)
    let call = try #require(try brevo.callbacks().first)
    #expect(try brevo.callbacks().count == 1)
    #expect(call["occasion"] == "notifyURL")
    #expect(call["url"] == "http://localhost/told")
    #expect(
      call["body"] == ["process_id": .int(process), "status": "completed", "url": .string(url)])
    let file = try fetch(url)
    #expect(file.status == .ok)
    #expect(file.fields["content-type"] == "text/csv; charset=utf-8")
    #expect(
      String(decoding: file.body, as: UTF8.self).split(separator: "\r\n") == [
        "email,sms,status,date",
        "c1@example.com,33600000001,delivered,2026-03-15T12:00:01.001Z",
        "c2@example.com,15550101,hardBounces,2026-03-15T12:00:01.001Z",
        "c3@example.com,15550102,softBounces,2026-03-15T12:00:01.001Z",
        "c4@example.com,15550103,rejected,2026-03-15T12:00:01.000Z",
        "c5@example.com,15550105,unsubscription,2026-03-15T12:00:01.002Z",
        "c6@example.com,15550106,replies,2026-03-15T12:00:01.002Z",
      ])
  }

  @Test(
    arguments: [
      ("delivered", ["c1", "c5", "c6"]), ("answered", ["c6"]), ("softBounces", ["c3"]),
      ("hardBounces", ["c2"]), ("unsubscribed", ["c5"]),
    ])
  func `may be of those to whom something happened`(selection: String, names: [String]) throws {
    let process = try export(selection)
    try brevo.advance(seconds: 1)
    let url = try #require(try brevo.control(.get, "/processes/\(process)")["export_url"]?.string)
    let lines = String(decoding: try fetch(url).body, as: UTF8.self).split(separator: "\r\n")
    #expect(lines.dropFirst().map { String($0.prefix(2)) } == names)
    #expect(try brevo.callbacks().isEmpty, "nobody wanted to know")
  }

  @Test func `is not told to others`() throws {
    _ = try export("all")
    try brevo.advance(seconds: 1)
    let other = brevo.other("other")
    #expect(try other.control(.get, "/processes/1").status == 404)
    #expect(try other.control(.get, "/processes/1/file").status == 404)
    #expect(try brevo.control(.get, "/processes/0").status == 400)
    #expect(try brevo.control(.get, "/processes/1").status == 200)
  }

  // MARK: Reports

  @Test(
    arguments: [
      (nil, "Rapport de la campagne SMS «\u{a0}Promo\u{a0}»"),
      ("en", "Report of the SMS campaign “Promo”"),
    ] as [(String?, String)])
  func `is a mail with a file`(language: String?, subject: String) throws {
    let reply = try brevo.post(
      "/smsCampaigns/\(id)/sendReport",
      [
        "email": ["to": ["jeff@example.com", "jim@example.com"], "body": "Look at this"],
        "language": language.map { .string($0) },
      ])
    #expect(reply == .noContent)
    let mail = try #require(
      try brevo.control(.get, "/messages?to=jim@example.com")["messages"]?.array?.first?.object)
    #expect(mail["kind"] == "notice")
    #expect(mail["subject"]?.string == subject)
    #expect(mail["text"]?.string?.contains("Look at this") == true)
    let path = "\(Emulator.controlPath)/messages/\(mail["id"]?.string ?? "")/attachments/0"
    let file = try brevo.answer(
      to: HTTPRequest(
        .get, path, fields: ["api-key": brevo.key, "Accept": "*/*"], body: []))
    #expect(file.fields["content-type"] == "application/pdf")
    let text = try PDFText.of(file.body)
    #expect(text.contains("Half the price"))
    #expect(text.contains("Look at this"))
    #expect(try brevo.control(.get, "/messages?to=jeff@example.com")["count"] == 1)
  }
}
