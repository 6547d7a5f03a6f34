import HTTP
import JSON
import Testing

@Suite("Out of a message is taken") struct ExtractionTests {
  let brevo: TestClient

  init() throws { brevo = try TestClient() }

  /// What is taken out of a mail of that content.
  func extracted(
    _ what: String, html: String? = nil, text: String? = nil, subject: String = "Hello"
  ) throws -> String? {
    try brevo.sendMail([
      "htmlContent": html.map { .string($0) } ?? .null, "textContent": text.map { .string($0) },
      "subject": .string(subject),
    ])
    let reply = try brevo.control(.get, "/messages?extract=\(what)&sort=desc&limit=1")
    let message = try #require(reply["messages"]?.array?.first?.object)
    let single = try brevo.control(
      .get, "/messages/\(message["id"]?.string ?? "")?extract=\(what)")
    #expect(single["extracted"] == message["extracted"])
    return message["extracted"]?.string
  }

  @Test(
    arguments: [
      ("Your code is 482913.", "482913", "the plain case"),
      ("482913 is your code", "482913", "before the word"),
      ("Order 1234567\nYour verification code:\n\n4829\n", "4829", "nearest to the word"),
      ("Order 20261\nToken: 12345678", "12345678", "whatever the word"),
      ("code:482913", "482913", "without a blank"),
      ("Ihr Bestätigungscode lautet „482913“", "482913", "a word that ends in code"),
      ("Tu código es 482913", "482913", "another language"),
      ("Enter 4829 or 482913", "482913", "six digits are more usual"),
      ("Enter 4829 or 8888", "4829", "the first of equals"),
      ("Your code is 123 456", "123456", "in two groups"),
      ("Your code is 123-456", "123456", "with a hyphen"),
      ("G-482913 is your verification code", "482913", "the prefix is not typed"),
      ("Your code is AB12-CD34", "AB12-CD34", "letters belong to it"),
      ("Call 0800 123456", nil, "a telephone number"),
      ("Since 2026-03-15", nil, "a date"),
      ("© 2026 Shop", nil, "a year"),
      ("Your code 2026", "2026", "unless it is announced"),
      ("Pay 1234 EUR or $1234 or 1234.50", nil, "money"),
      ("Invoice #123456, model AB-1234", nil, "numbers of things"),
      ("See https://example.com/482913?code=482913", nil, "part of a link"),
      ("Nothing in 123 or 123456789", nil, "too short, too long"),
    ] as [(String, String?, String)])
  func `a one-time code`(text: String, code: String?, reason: String) throws {
    #expect(try extracted("otp", text: text) == code, "\(reason)")
  }

  @Test func `a code from HTML, or from the subject, if the text has none`() throws {
    let html = "<style>p{width:4444px;color:#123456}</style><p>Code</p><td><b>48</b><i>29</i></td>"
    #expect(try extracted("otp", html: html, text: "Hello") == "4829")
    #expect(try extracted("otp", html: "<p title='code 4829'>&nbsp;5&#55;&#x37;7.</p>") == "5777")
    #expect(try extracted("otp", html: "<p>-</p>", subject: "482913 is your code") == "482913")
    #expect(try extracted("otp", html: "<p>-</p>") == nil)
  }

  @Test(
    arguments: [
      (
        #"<a href="https://a.example/x?a=1&amp;b=2">A</a>"#, "https://a.example/x?a=1&b=2",
        "decoded"
      ),
      (
        "https://b.example <a class='x' HREF='http://a.example/'>A</a>", "http://a.example/",
        "an anchor goes before text"
      ),
      ("<a href=https://a.example>A</a>", "https://a.example", "without quotation marks"),
      ("<p>Go to https://a.example/x.</p>", "https://a.example/x", "the sentence ends behind it"),
      ("(see https://a.example/x)", "https://a.example/x", "a bracket is closed behind it"),
      ("https://a.example/x_(y)", "https://a.example/x_(y)", "a bracket of its own"),
      (
        "<a href='mailto:a@b.example'>A</a><a href='#'>B</a><a>C</a>", nil, "none that is http"
      ),
      (
        "<!-- <a href='https://b.example'> --><link href='https://c.example'>"
          + "<a data-x='>' href='https://a.example'>A</a>", "https://a.example",
        "neither comments nor what is no anchor"
      ),
      (
        "<a href='{{ mirror }}'>M</a><a href='https://b.example/Unsubscribe'>U</a>"
          + "<a href='https://a.example'>A</a>", "https://a.example",
        "what is at every foot is last"
      ),
      (
        "<a href='https://b.example/unsubscribe'>U</a>", "https://b.example/unsubscribe",
        "but taken"
      ),
    ] as [(String, String?, String)])
  func `a link`(html: String, link: String?, reason: String) throws {
    #expect(try extracted("link", html: html) == link, "\(reason)")
  }

  @Test func `a link from the text, if the HTML has none`() throws {
    let text = "Go to <https://a.example/x>, please"
    #expect(try extracted("link", text: text) == "https://a.example/x")
    #expect(try extracted("link", html: "<p>Hello</p>", text: text) == "https://a.example/x")
  }

  @Test func `nothing that is not known`() throws {
    #expect(
      try brevo.control(.get, "/messages?extract=iban") == .invalid("extract is not valid"))
  }
}
