import JSON
import Testing

@Suite("A file attached to a mail") struct AttachmentTests {
  let brevo: TestClient

  init() throws { brevo = try TestClient() }

  static let endings = """
    xlsx xls ods docx docm doc csv pdf txt gif jpg jpeg png tif tiff rtf bmp cgm css shtml html htm
    zip xml ppt pptx tar ez ics mobi msg pub eps odt mp3 m4a m4v wma ogg flac wav aif aifc aiff mp4
    mov avi mkv mpeg mpg wmv pkpass xlsm
    """.split { $0 == " " || $0 == "\n" }.map(String.init)

  func reply(_ attachment: JSONValue) throws -> TestReply {
    try brevo.post("/smtp/email", Mail.with(["attachment": [attachment]]))
  }

  @Test func `may end in any of the vendor's endings, in any case`() throws {
    for ending in Self.endings + Self.endings.map({ $0.uppercased() }) {
      let content: JSONValue = ["name": "file.\(ending)", "content": "SGVsbG8="]
      #expect(try reply(content).status == 201, "\(ending)")
      let url: JSONValue = ["url": "https://example.com/file.\(ending)?v=1.exe#top.exe"]
      #expect(try reply(url).status == 201, "\(ending)")
    }
  }

  @Test(arguments: [
    "exe", "js", "svg", "webp", "json", "pdf.exe", "7z", "pdf ", "",
  ])
  func `may not end in`(ending: String) throws {
    for attachment: JSONValue in [
      ["name": "file.\(ending)", "content": "SGVsbG8="],
      ["name": "file.\(ending)", "url": "https://example.com/file.pdf"],
    ] {
      #expect(try reply(attachment) == .invalid("Unsupported file format"))
    }
    try brevo.expectNoMail()
  }

  @Test(arguments: [
    ("https://example.com/a/report.pdf", 201, "the last part of the path"),
    ("https://example.com/a/report.pdf/", 201, "the last part that is not empty (assumed)"),
    ("https://example.com/report", 400, "no ending"),
    ("https://example.com/download?file=report.pdf", 400, "a query is no path"),
    ("https://example.zip", 400, "a host is no path"),
    ("https://example.zip/", 400, "a host is no path"),
    ("https://example.com/.pdf", 201, "an ending (assumed)"),
  ])
  func `is named by its URL if it has no name`(
    url: String, status: Int, reason: String
  ) throws {
    let reply = try reply(["url": .string(url)])
    #expect(reply.status == status, "\(reason): \(reply)")
    if status == 400 { #expect(reply == .invalid("Unsupported file format")) }
  }

  @Test func `is named by its name, whatever its URL`() throws {
    #expect(try reply(["url": "https://example.com/x?id=7", "name": "report.pdf"]).status == 201)
    #expect(
      try reply(["url": "https://example.com/x.pdf", "name": "x.exe"])
        == .invalid("Unsupported file format"))
    #expect(
      try reply(["url": "https://example.com/x.pdf", "name": "  "]).status == 201,
      "a blank name is none")
  }

  @Test(arguments: [
    ("", "nothing"), ("   ", "blanks"),
  ])
  func `needs a name that is not blank with content`(name: String, reason: String) throws {
    #expect(
      try reply(["name": .string(name), "content": "SGVsbG8="])
        == .missing("name is missing in attachment"), "\(reason)")
  }

  @Test(arguments: [
    ("SGVsbG8=", true, "one sign of padding"), ("SGVsbA==", true, "two signs of padding"),
    ("SGVs", true, "none"), ("+/+/", true, "all letters"), ("SGVsbG8", false, "no padding"),
    ("SGVsbG8==", false, "too much padding"), ("SGVs\nbG8=", false, "a line end"),
    ("SGVs bG8=", false, "a blank"), ("SGVs-_8=", false, "the letters for URLs"),
    ("====", false, "padding alone"), ("SG=sbG8=", false, "padding inside"),
    ("data:application/pdf;base64,SGVs", false, "the prefix of a data URL"),
  ])
  func `has content in strict Base64`(content: String, fits: Bool, reason: String) throws {
    let reply = try reply(["name": "a.txt", "content": .string(content)])
    if fits {
      #expect(reply.status == 201, "\(reason)")
    } else {
      #expect(reply == .invalid("'content' is not valid in attachment"), "\(reason)")
      try brevo.expectNoMail()
    }
  }

  @Test(arguments: [
    "report.pdf", "/report.pdf", "ftp://example.com/report.pdf", "file:///report.pdf",
    "https://", "https://exa mple.com/report.pdf", "//example.com/report.pdf",
  ])
  func `has a URL of the web`(url: String) throws {
    #expect(try reply(["url": .string(url)]) == .invalid("url is not valid in attachment"))
  }

  @Test func `is smaller than 4 MB`() throws {
    // Four letters stand for three bytes.
    func content(_ count: Int) -> JSONValue {
      .string(String(repeating: "A", count: count / 3 * 4) + (count % 3 == 1 ? "AA==" : ""))
    }
    let limit = 4 << 20
    #expect(limit % 3 == 1)
    #expect(try reply(["name": "a.zip", "content": content(limit - 1)]).status == 201)
    let refused = try reply(["name": "a.zip", "content": content(limit)])
    #expect(refused["code"] == "out_of_range", "assumed code")
    #expect(try brevo.rows(to: "ann@example.com").count == 1)
  }

  @Test func `leaves room for others: a mail has 20 MB`() throws {
    let hello: JSONValue = ["name": "a.txt", "content": "SGVsbG8="]
    func mail(_ size: Int) -> JSONValue {
      let html = String(repeating: "x", count: size - 2 * "Hello".count)
      return Mail.with(["attachment": [hello, hello], "htmlContent": .string(html)])
    }
    #expect(try brevo.post("/smtp/email", mail(20 << 20)).status == 201)
    #expect(try brevo.content(to: "ann@example.com")["attachmentCount"] == 2)
    let refused = try brevo.post("/smtp/email", mail((20 << 20) + 1))
    #expect(refused["code"] == "out_of_range", "assumed code")
  }

  @Test func `is counted for each recipient, fetched for none`() throws {
    try brevo.sendMail([
      "cc": [["email": "cc@example.com"]],
      "attachment": [
        ["url": "http://127.0.0.1:1/none.pdf"], ["name": "a.txt", "content": "SGVsbG8="],
      ],
    ])
    for address in ["ann@example.com", "cc@example.com"] {
      #expect(try brevo.content(to: address)["attachmentCount"] == 2)
    }
  }

  @Test(arguments: [
    Case(["attachment": [:]], .invalid("attachment is not valid"), "one file is no list"),
    Case(["attachment": ["a"]], .invalid("attachment is not valid"), "a text is no file"),
    Case(
      ["attachment": [["name": 1, "content": "SGVs"]]], .invalid("name is not valid in attachment"),
      "a number is no name"),
    Case(
      ["attachment": [["name": "a.pdf", "content": 1]]],
      .invalid("'content' is not valid in attachment"), "a number is no content"),
    Case(
      ["attachment": [["name": "a.pdf", "content": ""]]],
      .missing("content is missing in attachment"), "empty content is missing"),
    Case(
      ["attachment": [["url": "https://example.com/a.pdf"], ["url": "x"]]],
      .invalid("url is not valid in attachment"), "all files are looked at"),
  ])
  func `is refused`(_ wrong: Case) throws {
    #expect(try brevo.post("/smtp/email", Mail.with(wrong.change)) == wrong.reply)
    try brevo.expectNoMail()
  }
}
