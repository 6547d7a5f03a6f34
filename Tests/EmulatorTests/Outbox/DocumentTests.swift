import BrevoStore
import HTTP
import JSON
import Testing

@Suite("A message can be fetched") struct MessageDocumentTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient()
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
  }

  /// What is fetched of the only message.
  func fetch(_ form: String) throws -> HTTPResponse {
    let id = try #require(try brevo.messages().first?["id"]?.string)
    return try brevo.document("/messages/\(id)/\(form)")
  }

  @Test func `as a page in a sandbox`() throws {
    try brevo.sendMail(["htmlContent": "<p>Hello</p><script>alert(1)</script>"])
    let page = try fetch("html")
    #expect(String(decoding: page.body, as: UTF8.self) == "<p>Hello</p><script>alert(1)</script>")
    #expect(page.fields["content-type"] == "text/html; charset=utf-8")
    #expect(page.fields["content-security-policy"] == "sandbox")
  }

  @Test func `as a page of its text`() throws {
    try brevo.sendMail(["htmlContent": .null, "textContent": "1 < 2"])
    #expect(String(decoding: try fetch("html").body, as: UTF8.self) == "<pre>1 &lt; 2</pre>")
  }

  @Test func `as it would have travelled`() throws {
    let id = try brevo.sendMail([
      "to": [["email": "ann@example.com", "name": "Ann"]], "cc": [["email": "bob@example.com"]],
      "replyTo": ["email": "help@example.com"], "headers": ["X-Shop": "7"],
      "attachment": [
        ["name": "a.txt", "content": "SGVsbG8="], ["url": "https://example.com/b.pdf"],
      ],
    ])[0]
    let message = try brevo.messages("to=ann@example.com")[0]["id"]?.string ?? ""
    let raw = try brevo.document("/messages/\(message)/raw")
    #expect(raw.fields["content-type"] == "message/rfc822")
    let text = String(decoding: raw.body, as: UTF8.self)
    let head = text.split(separator: "\r\n").prefix(12).map(String.init)
    #expect(
      head == [
        "From: Shop <shop@example.com>", "To: Ann <ann@example.com>", "Cc: bob@example.com",
        "Reply-To: help@example.com", "Subject: Your order",
        "Date: Sun, 15 Mar 2026 12:00:00 +0000", "Message-ID: \(id)", "X-Shop: 7",
        "X-Attachment-Url: https://example.com/b.pdf", "MIME-Version: 1.0",
        "Content-Type: multipart/mixed; boundary=\"=_mixed\"", "--=_mixed",
      ])
    #expect(text.contains("\r\n\r\nSGVsbG8=\r\n"))
  }

  @Test func `without a word of those who get it blindly`() throws {
    try brevo.sendMail(["bcc": [["email": "eve@example.com", "name": "Eve"]]])
    for message in try brevo.messages() {
      let raw = try brevo.document("/messages/\(message["id"]?.string ?? "")/raw")
      let text = String(decoding: raw.body, as: UTF8.self)
      #expect(text.contains("To: Ann <ann@example.com>"))
      #expect(!text.lowercased().contains("eve"))
    }
  }

  @Test func `as the service wrote it`() throws {
    try brevo.notify(
      Notice(
        to: "ann@example.com", subject: "A report", text: "Look",
        file: Notice.File(name: "r.pdf", mediaType: "application/pdf", bytes: [1, 2, 3])))
    let text = String(decoding: try fetch("raw").body, as: UTF8.self)
    #expect(text.hasPrefix("From: no-reply@brevo.com\r\nTo: ann@example.com\r\nSubject: A report"))
    #expect(text.contains("Content-Type: application/pdf\r\n"))
    #expect(text.contains("@brevo.com>\r\n"), "it has an id, too")
  }
}
