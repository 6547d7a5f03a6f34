import BrevoStore
import CivilTime
import HTTP
import JSON
import Testing

@Suite("A search of the outbox") struct SearchTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient()
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
  }

  /// Three mails and a notice, a minute apart; answers the id of the first.
  func fill() throws -> String {
    let template = try brevo.post(
      "/smtp/templates",
      [
        "templateName": "Order", "subject": "100% yours", "htmlContent": "<p>Grüße, a_b</p>",
        "sender": ["email": "owner@example.com"], "tag": "of-template", "isActive": true,
      ])["id"]?.int
    let sent = try brevo.sendMail([
      "subject": "Your Order", "tags": ["one", "two"], "textContent": "Thanks a lot",
      "to": [["email": "ann@example.com"]],
    ])
    try brevo.advance(seconds: 60)
    try brevo.sendMail([
      "to": [["email": "bob@example.com"]], "htmlContent": "<p>Back\\slash</p>",
      "headers": ["X-Mailin-Tag": "one"], "subject": "Reminder",
    ])
    try brevo.advance(seconds: 60)
    let reply = try brevo.post(
      "/smtp/email", Mail.template(template ?? 0, ["to": [["email": "cem@example.com"]]]))
    #expect(reply.status == 201)
    try brevo.advance(seconds: 60)
    try brevo.notify(Notice(to: "ann@example.com", subject: "Your code", text: "Order 7"))
    return sent[0]
  }

  @Test(arguments: [
    ("", "0123", "no condition"),
    ("to=ANN@example.com", "03", "in either case"),
    ("to=ann@example", "", "a recipient is named whole"),
    ("from=SHOP@example.com", "01", "in either case"),
    ("from=no-reply@brevo.com", "3", "of a notice"),
    ("subject=ORDER", "0", "a part of it, in either case"),
    ("subject=100%25", "2", "a percent sign is one"),
    ("subject=_", "", "so is a line below"),
    ("tag=one", "01", "from tags or the header"),
    ("tag=two", "0", "any of them"),
    ("tag=of-template", "2", "of its template"),
    ("tag=ONE", "", "tags have one spelling"),
    ("templateId=1", "2", "from a template"),
    ("templateId=2", "", "from another"),
    ("contains=THANKS", "0", "in the text"),
    ("contains=a_b", "2", "in the HTML"),
    ("contains=back%5Cslash", "1", "a backslash is one"),
    ("contains=Gr%C3%BC%C3%9Fe", "2", "beyond ASCII"),
    ("contains=Order", "3", "not in the subject"),
    ("since=2026-03-15T12:01:00Z", "123", "from then on"),
    ("since=2026-03-15T13:02:00.001%2B01:00", "3", "at any offset"),
    ("kind=email", "012", "mail of the account"),
    ("kind=notice", "3", "mail of the service"),
    ("to=ann@example.com&kind=email&tag=one&subject=your&contains=thank", "0", "all together"),
    ("to=ann@example.com&tag=none", "", "all must hold"),
  ])
  func `finds`(query: String, places: String, reason: String) throws {
    _ = try fill()
    let all = try brevo.messages().map { $0["id"] }
    let reply = try brevo.control(.get, "/messages?\(query)")
    #expect(reply["count"] == .int(Int64(places.count)), "\(reason)")
    let found = reply["messages"]?.array?.map { $0.object?["id"] } ?? []
    #expect(found == places.compactMap { $0.wholeNumberValue.map { all[$0] } }, "\(reason)")
  }

  @Test func `finds by message id, with or without brackets`() throws {
    let id = try fill()
    for text in [id, String(id.dropFirst().dropLast())] {
      let found = try brevo.messages("messageId=\(PercentEncoding.encode(text))")
      #expect(found.map { $0["messageId"] } == [.string(id)])
    }
    #expect(try brevo.messages("messageId=none").isEmpty)
  }

  @Test func `shows the template, and a page of what is found`() throws {
    _ = try fill()
    #expect(try brevo.messages("templateId=1").map { $0["templateId"] } == [1])
    let page = try brevo.control(.get, "/messages?kind=email&sort=desc&limit=1&offset=1")
    #expect(page["count"] == 3)
    #expect(page["messages"]?.array?.map { $0.object?["to"] } == ["bob@example.com"])
  }
}
