import BrevoStore
import CivilTime
import HTTP
import JSON
import TestSupport
import Testing

@Suite("A transactional text message") struct SendingSMSTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient(world: [
      "smsCredits": 10.5,
      "contacts": [
        ["email": "ann@example.com", "attributes": ["SMS": "+33612345678"]],
        ["attributes": ["SMS": "33600000001"], "smsBlacklisted": true],
      ],
    ])
    try brevo.freeze(at: .text("2026-03-15T12:00:00.250Z"))
  }

  @Test func `is answered with what it costs, and what is left`() throws {
    let first = try brevo.sendSMS()
    #expect(first.status == 201)
    #expect(first["messageId"] == 1_773_576_000_250_000)
    #expect(first["smsCount"] == 1)
    #expect(first["usedCredits"] == 1)
    #expect(first["remainingCredits"] == 9.5)
    #expect(first["reference"]?.string?.wholeMatch(of: /[a-z0-9]{19}/) != nil)

    let second = try brevo.sendSMS(["content": .string(String(repeating: "a", count: 320))])
    #expect(second["smsCount"] == 3)
    #expect(second["usedCredits"] == 3)
    #expect(second["remainingCredits"] == 6.5)
    #expect(second["reference"] != first["reference"])
  }

  @Test func `has a number of its own, later than all before`() throws {
    let stood = try (1...3).map { _ in try brevo.sendSMS()["messageId"]?.int ?? 0 }
    #expect(stood == [0, 1, 2].map { 1_773_576_000_250_000 + $0 })
    try brevo.freeze(at: .text("2026-03-15T11:00:00Z"))
    #expect(try brevo.sendSMS()["messageId"] == 1_773_576_000_250_003, "the clock was set back")
    try brevo.freeze(at: .text("2026-03-15T13:00:00Z"))
    #expect(try brevo.sendSMS()["messageId"] == 1_773_579_600_000_000)
  }

  @Test func `is shown as a telephone would show it`() throws {
    _ = try brevo.sendSMS([
      "recipient": "+33612345678", "organisationPrefix": "Shop", "content": "It’s “here”",
    ])
    _ = try brevo.sendSMS([
      "recipient": "0033612345678", "content": "It’s “here”", "unicodeEnabled": true,
    ])
    let reply = try brevo.control(.get, "/messages?to=%2B33612345678")
    let messages = reply["messages"]?.array?.compactMap(\.object) ?? []
    #expect(messages.map { $0["text"] } == ["Shop: It's \"here\"", "It’s “here”"])
    #expect(messages.allSatisfy { $0["kind"] == "sms" && $0["from"] == "Shop" })
    #expect(messages.allSatisfy { $0["to"] == "33612345678" })
    let id = messages.first?["id"]?.string ?? ""
    #expect(try brevo.control(.get, "/messages/\(id)").body?.object == messages.first)
    #expect(try brevo.control(.get, "/messages/\(id)/attachments/0").status == 404)
  }

  @Test func `is refused without enough credits, and costs nothing then`() throws {
    let long = JSONValue.string(String(repeating: "a", count: 700))
    #expect(try brevo.sendSMS(["content": long])["remainingCredits"] == 5.5)
    #expect(try brevo.sendSMS(["content": long])["remainingCredits"] == 0.5)
    #expect(
      try brevo.sendSMS()
        == .refused(
          402, "not_enough_credits",
          "You don't have enough credit to send your SMS. Please update your plan"))
    #expect(try brevo.texts(to: "33612345678").count == 2)
    try brevo.sendMail()
  }

  @Test func `keeps what is left over the end of the process`() throws {
    let folder = try TemporaryFolder()
    for left in [999, 998] as [JSONValue] {
      let kept = try TestClient(folder: DataFolder(path: folder.path))
      #expect(try kept.sendSMS()["remainingCredits"] == left)
    }
  }

  @Test(
    arguments: [
      Case(["sender": .null], .missing("sender is missing"), "no sender"),
      Case(["sender": " "], .missing("sender is missing"), "a blank sender"),
      Case(
        ["sender": "My Shop"], .invalid("Only alphanumeric characters are allowed"), "a blank"),
      Case(["sender": "Café"], .invalid("Only alphanumeric characters are allowed"), "an accent"),
      Case(
        ["sender": "ElevenChars1"],
        .invalid("sender should not exceed 11 alphanumeric or 15 numeric characters"), "twelve"),
      Case(
        ["sender": "1234567890123456"],
        .invalid("sender should not exceed 11 alphanumeric or 15 numeric characters"), "sixteen"),
      Case(["recipient": .null], .missing("recipient is missing"), "no recipient"),
      Case(["recipient": 33_612_345_678], .invalid("recipient is not valid"), "a number in JSON"),
      Case(["recipient": "12345"], .invalid("Invalid phone number"), "five digits"),
      Case(["recipient": "1234567890123456"], .invalid("Invalid phone number"), "sixteen digits"),
      Case(["recipient": "+33 6 12 34"], .invalid("Invalid phone number"), "blanks"),
      Case(["content": .null], .missing("content is missing"), "no content"),
      Case(["content": ""], .missing("content is missing"), "an empty content"),
      Case(["type": "Marketing"], .invalid("type is not valid"), "another case of letters"),
      Case(["tag": []], .invalid("tag is not valid"), "no tags"),
      Case(
        ["tag": ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"]],
        .invalid("tag is not valid"), "eleven tags"),
      Case(["tag": ["a", ""]], .invalid("tag is not valid"), "an empty tag"),
      Case(["tag": ["field": "a"]], .invalid("tag is not valid"), "the object of one document"),
      Case(["webUrl": "not a url"], .invalid("webUrl is not valid"), "words"),
      Case(["webUrl": "ftp://example.com"], .invalid("webUrl is not valid"), "another scheme"),
      Case(["unicodeEnabled": "yes"], .invalid("unicodeEnabled is not valid"), "a text"),
      Case(
        ["content": .string(String(repeating: "a", count: 766))],
        .invalid("content should not exceed 765 characters"), "six messages"),
      Case(
        ["content": .string(String(repeating: "a", count: 403)), "unicodeEnabled": true],
        .invalid("content should not exceed 402 characters"), "seven messages in Unicode"),
      Case(
        ["content": .string(String(repeating: "a", count: 760)), "organisationPrefix": "Shop"],
        .invalid("content should not exceed 765 characters"), "the prefix counts"),
    ])
  func `is refused`(_ refused: Case) throws {
    #expect(try brevo.sendSMS(refused.change) == refused.reply)
    #expect(try brevo.texts(to: "33612345678").isEmpty)
    #expect(try brevo.sendSMS()["remainingCredits"] == 9.5, "it cost nothing")
  }

  @Test(
    arguments: [
      ["sender": "ElevenChars"], ["sender": "123456789012345"], ["recipient": "123456"],
      ["recipient": "+123456789012345"], ["tag": "a"], ["tag": ["a", "b"]],
      ["webUrl": "www.test.com"], ["webUrl": "localhost:8080/sms"], ["type": "marketing"],
      ["organisationPrefix": ""], ["templateId": 3], ["tag": .null],
    ] as [JSONObject])
  func `is accepted`(change: JSONObject) throws {
    #expect(try brevo.sendSMS(change).status == 201)
  }

  // MARK: Events

  @Test(
    arguments: [
      ("33612345678", ["sent", "delivered"]), ("15550100", ["sent", "delivered"]),
      ("+15550101", ["sent", "hard_bounce"]), ("0015550102", ["sent", "soft_bounce"]),
      ("15550103", ["rejected"]), ("15550104", ["blocked"]),
      ("15550105", ["sent", "delivered", "unsubscribe"]),
      ("15550106", ["sent", "delivered", "replied"]), ("15550107", ["sent", "accepted"]),
      ("15550108", ["skip"]), ("33600000001", ["blocked"]),
    ])
  func `meets the fate of its number`(number: String, events: [String]) throws {
    #expect(try brevo.eventsOfSMS(["recipient": .string(number)]) == events)
  }

  @Test func `tells its webUrl of every event`() throws {
    let reply = try brevo.sendSMS(["webUrl": "www.test.com", "tag": ["a", "b"]])
    let calls = try brevo.callbacks()
    #expect(calls.map { $0["url"] } == ["http://www.test.com", "http://www.test.com"])
    #expect(calls.allSatisfy { $0["occasion"] == "webURL" })
    #expect(
      calls.map { $0["nextAttemptAt"] } == calls.map { $0["createdAt"] },
      "nobody has to move a clock that stands")
    #expect(Set(calls.compactMap { $0["createdAt"]?.string }).count == 1)
    #expect(
      calls.last?["body"] == [
        "id": 0, "to": "33612345678", "sms_count": 1, "credits_used": 1,
        "messageId": 1_773_576_000_250_000, "remaining_credit": 9.5, "msg_status": "delivered",
        "date": "2026-03-15 12:00:00", "type": "transactional", "reference": reply["reference"],
        "ts_event": 1_773_576_000, "tag": ["a", "b"], "description": "delivered",
      ])
    _ = try brevo.sendSMS(["content": "Sale. [STOP_CODE]", "webUrl": "www.test.com"])
    #expect(try brevo.callbacks().last?["body"]?.object?["type"] == "marketing")
    #expect(try brevo.texts(to: "33612345678").last == "Sale. 36111")
    _ = try brevo.sendSMS()
    #expect(try brevo.callbacks().count == 4, "nobody to tell")
  }

  @Test func `that is answered with STOP is the last`() throws {
    #expect(try brevo.contact("15550105") == nil)
    #expect(
      try brevo.eventsOfSMS(["recipient": "15550105"]) == ["sent", "delivered", "unsubscribe"])
    let contact = try #require(try brevo.contact("15550105"))
    #expect(contact.email == "15550105@mailin-sms.com")
    #expect(contact.isSMSBlacklisted)
    #expect(try brevo.eventsOfSMS(["recipient": "+15550105"]) == ["blocked"])
    #expect(try brevo.sendSMS(["recipient": "15550105"])["remainingCredits"] == 7.5, "assumed")
  }

  @Test func `that is answered with STOP blacklists whose number it is`() throws {
    let known = try TestClient(world: [
      "contacts": [["email": "bob@example.com", "attributes": ["SMS": "+1 5550105"]]]
    ])
    #expect(try known.contact("15550105") == nil, "that is no number")
    let other = try TestClient(world: [
      "contacts": [["email": "bob@example.com", "attributes": ["SMS": "+15550105"]]]
    ])
    _ = try other.sendSMS(["recipient": "15550105"])
    #expect(try other.contact("15550105")?.email == "bob@example.com")
    #expect(try other.contact("15550105")?.isSMSBlacklisted == true)
  }
}
