import CivilTime
import HTTP
import JSON
import Testing

@Suite("Deleting a log") struct LogDeletionTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient()
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
  }

  static let unknown = TestReply.notFound("Message ID not found")

  @Test func `removes rows, previews and events, and lets figures stay`() throws {
    let id = try brevo.sendMail(["to": [["email": "opened@magic.test"]], "tags": ["t"]])[0]
    let uuid = try brevo.uuids(to: "opened@magic.test")[0]
    let figures = try brevo.figures()
    #expect(figures == ["requests": 1, "delivered": 1, "opens": 1, "uniqueOpens": 1])
    #expect(try brevo.deleteLog(id) == .noContent)

    #expect(try brevo.rows(ofMessage: id) == [])
    #expect(try brevo.rows(to: "opened@magic.test") == [])
    #expect(try brevo.get("/smtp/emails/\(uuid)") == .notFound("Unique id does not exist"))
    #expect(try brevo.eventRows() == [])
    #expect(try brevo.open("/_mock/m/\(uuid)").status == .notFound)
    #expect(try brevo.figures() == figures)
    #expect(try brevo.figures("tag=t") == figures)
    #expect(try brevo.days() == ["2026-03-15": figures])
  }

  @Test func `lets the blocks stay that its mail made`() throws {
    let id = try brevo.sendMail(.mail(to: "spam@magic.test"))[0]
    #expect(try brevo.deleteLog(id) == .noContent)
    #expect(try brevo.blocked() == ["spam@magic.test"])
  }

  @Test func `by message id removes the mail to all its recipients`() throws {
    let changes: JSONObject = [
      "to": [["email": "a@example.com"], ["email": "b@example.com"]],
      "cc": [["email": "c@example.com"]], "bcc": [["email": "d@example.com"]],
    ]
    let (gone, stays) = (try brevo.sendMail(changes)[0], try brevo.sendMail(changes)[0])
    #expect(try brevo.deleteLog(gone) == .noContent)
    #expect(try brevo.rows(ofMessage: gone) == [])
    #expect(try brevo.rows(ofMessage: stays).count == 4)
    #expect(try brevo.eventRows().count == 8)
  }

  @Test func `by the id of a version removes that version`() throws {
    let ids = try brevo.sendMail([
      "messageVersions": [
        ["to": [["email": "a@example.com"]]], ["to": [["email": "b@example.com"]]],
      ]
    ])
    #expect(try brevo.deleteLog(ids[1]) == .noContent)
    #expect(try brevo.rows(to: "a@example.com").count == 1)
    try brevo.expectNoMail(to: ["b@example.com"])
    #expect(try brevo.deleteLog(ids[1]) == Self.unknown)
    #expect(try brevo.deleteLog(ids[0]) == .noContent)
  }

  @Test func `by address removes the mail to it, and to nobody else`() throws {
    let first = try brevo.sendMail(.mail(to: "ann@example.com", "bob@example.com"))[0]
    let second = try brevo.sendMail()[0]
    #expect(try brevo.deleteLog("Ann@Example.com") == .noContent)
    try brevo.expectNoMail(to: ["ann@example.com"])
    #expect(try brevo.rows(ofMessage: first).map { $0["email"] } == ["bob@example.com"])
    #expect(try brevo.eventKinds(to: "bob@example.com") == ["requests", "delivered"])
    #expect(try brevo.content(to: "bob@example.com")["body"] == "<p>Thank you</p>")
    #expect(try brevo.deleteLog(second) == Self.unknown)
    #expect(try brevo.deleteLog(first) == .noContent)
  }

  @Test(arguments: [
    ("", [], "all"), ("from_date=2026-03-14", [13], "from that day on"),
    ("to_date=2026-03-14", [15], "until that day, and on it"),
    ("from_date=2026-03-14&to_date=2026-03-14", [13, 15], "on that day"),
  ])
  func `by address can be narrowed to days`(query: String, left: [Int], reason: String) throws {
    for day in [13, 14, 15] {
      try brevo.freeze(at: .text("2026-03-\(day)T23:59:59.999Z"))
      try brevo.sendMail(["subject": .string("\(day)")])
    }
    #expect(try brevo.delete("/smtp/log/ann@example.com?\(query)") == .noContent)
    let subjects = try brevo.rows(to: "ann@example.com").compactMap { $0["subject"]?.string }
    #expect(subjects == left.map { "\($0)" }, "\(reason)")
  }

  @Test func `lets mail that has not left go on its way`() throws {
    try brevo.sendMail()
    try brevo.sendMail(["scheduledAt": "2026-03-16T12:00:00Z"])
    #expect(try brevo.deleteLog("ann@example.com") == .noContent)
    try brevo.advance(seconds: 86400)
    #expect(try brevo.rows(to: "ann@example.com").count == 1)
  }

  @Test func `lets the schedule tell of mail that has left`() throws {
    let id = try brevo.sendMail(["scheduledAt": "2026-03-16T12:00:00Z"])[0]
    try brevo.advance(seconds: 2 * 86400)
    #expect(try brevo.deleteLog(id) == .noContent)
    #expect(try brevo.status(of: id)["status"] == "processed", "assumed")
  }

  @Test func `never gives a message id again`() throws {
    var ids: Set<String> = []
    for _ in 1...20 {
      let id = try brevo.sendMail()[0]
      #expect(ids.insert(id).inserted)
      #expect(try brevo.deleteLog(id) == .noContent)
    }
  }

  @Test func `belongs to its account only`() throws {
    let id = try brevo.sendMail()[0]
    #expect(try brevo.other("another").deleteLog(id) == Self.unknown)
    #expect(try brevo.other("another").deleteLog("ann@example.com") == Self.unknown)
    #expect(try brevo.rows(ofMessage: id).count == 1)
  }
}
