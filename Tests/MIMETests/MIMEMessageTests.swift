import CivilTime
import MIME
import Testing

@Suite("A mail as it travels") struct MIMEMessageTests {
  func message(_ change: (inout MIMEMessage) -> Void) throws -> [String] {
    let date = try #require(Instant("2026-03-05T09:08:07Z"))
    var message = MIMEMessage(from: MIMEAddress("shop@example.com", name: "Shop"), date: date)
    change(&message)
    let text = String(decoding: message.bytes, as: UTF8.self)
    #expect(text.split(separator: "\r\n").allSatisfy { $0.utf8.count <= 998 && !$0.contains("\n") })
    return text.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// The lines of the field that `change` writes.
  func field(_ name: String, _ change: (inout MIMEMessage) -> Void) throws -> [String] {
    let lines = try message(change)
    let start = try #require(lines.firstIndex { $0.hasPrefix("\(name): ") })
    return [lines[start]] + lines[(start + 1)...].prefix { $0.hasPrefix(" ") }
  }

  @Test func `is text alone, in the simplest case`() throws {
    let lines = try message {
      $0.to = [MIMEAddress("ann@example.com"), MIMEAddress("bob@example.com", name: "Bob")]
      $0.cc = [MIMEAddress("cem@example.com")]
      $0.replyTo = MIMEAddress("help@example.com")
      $0.subject = "Hello"
      $0.messageID = "<1@example.com>"
      $0.text = "One\nTwo"
    }
    #expect(
      lines == [
        "From: Shop <shop@example.com>", "To: ann@example.com, Bob <bob@example.com>",
        "Cc: cem@example.com", "Reply-To: help@example.com", "Subject: Hello",
        "Date: Thu, 5 Mar 2026 09:08:07 +0000", "Message-ID: <1@example.com>", "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable",
        "", "One", "Two",
      ])
  }

  @Test func `offers text and HTML as alternatives, beside its files`() throws {
    let lines = try message {
      $0.text = "a"
      $0.html = "<p>b</p>"
      $0.files = [MIMEFile(name: "c.txt", mediaType: "text/plain", bytes: Array("Hello".utf8))]
    }
    #expect(
      Array(lines[3...]) == [
        "Content-Type: multipart/mixed; boundary=\"=_mixed\"", "", "--=_mixed",
        "Content-Type: multipart/alternative; boundary=\"=_alternative\"", "", "--=_alternative",
        "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: quoted-printable",
        "", "a", "--=_alternative", "Content-Type: text/html; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable", "", "<p>b</p>", "--=_alternative--", "",
        "--=_mixed", "Content-Type: text/plain", "Content-Transfer-Encoding: base64",
        "Content-Disposition: attachment;", " filename=\"c.txt\"", "", "SGVsbG8=", "",
        "--=_mixed--", "",
      ])
  }

  @Test func `has a body even if it says nothing`() throws {
    #expect(
      try message { _ in }.suffix(3) == ["Content-Transfer-Encoding: quoted-printable", "", ""])
  }

  @Test(arguments: [
    ("Grüße", ["Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?="], "beyond ASCII"),
    (" a", ["Subject: =?utf-8?q?_a?="], "a blank at an end would be lost"),
    ("=?utf-8?q?a?=", ["Subject: =?utf-8?q?=3D=3Futf-8=3Fq=3Fa=3F=3D?="], "it would be decoded"),
    ("a\tb", ["Subject: =?utf-8?q?a=09b?="], "a tab is no blank"),
    ("a\r\nX-B: c", ["Subject: a X-B: c"], "a field is one line"),
    ("a\nb\rc", ["Subject: a b c"], "whatever the line end"),
    (
      String(repeating: "word ", count: 20) + "end",
      [
        "Subject:" + String(repeating: " word", count: 14),
        String(repeating: " word", count: 6) + " end",
      ], "folded at a blank"
    ),
    (
      String(repeating: "ä", count: 20),
      [
        "Subject: =?utf-8?q?" + String(repeating: "=C3=A4", count: 9) + "?=",
        " =?utf-8?q?" + String(repeating: "=C3=A4", count: 10) + "?=",
        " =?utf-8?q?=C3=A4?=",
      ], "a letter is not torn apart"
    ),
  ])
  func `writes a subject`(subject: String, lines: [String], reason: String) throws {
    #expect(try field("Subject") { $0.subject = subject } == lines, "\(reason)")
  }

  @Test(arguments: [
    ("Ann Smith", "Ann Smith <a@example.com>", "words"),
    ("Smith, Ann", "\"Smith, Ann\" <a@example.com>", "a comma would end the address"),
    (#"Ann "A" \ S."#, #""Ann \"A\" \\ S." <a@example.com>"#, "quotation marks"),
    ("Jürgen", "=?utf-8?q?J=C3=BCrgen?= <a@example.com>", "beyond ASCII"),
    ("Ann  Smith", "\"Ann  Smith\" <a@example.com>", "blanks that would become one"),
    ("", "a@example.com", "no name"),
  ])
  func `writes a name`(name: String, address: String, reason: String) throws {
    let lines = try field("To") { $0.to = [MIMEAddress("a@example.com", name: name)] }
    #expect(lines == ["To: \(address)"], "\(reason)")
  }

  @Test(arguments: [
    ("a=b", "a=3Db", "the mark itself"),
    ("é", "=C3=A9", "beyond ASCII"),
    ("a \nb\t", "a=20\r\nb=09", "blanks at the end of a line"),
    ("a\r\nb\nc", "a\r\nb\r\nc", "line ends of both kinds"),
    ("a\rb", "a=0Db", "what is no line end"),
    (
      String(repeating: "x", count: 80),
      String(repeating: "x", count: 75) + "=\r\n" + "xxxxx", "no line is longer than 76"
    ),
    (
      String(repeating: "x", count: 74) + "é", String(repeating: "x", count: 74) + "=\r\n=C3=A9",
      "an escape is not torn apart"
    ),
  ])
  func `writes text`(text: String, encoded: String, reason: String) throws {
    let lines = try message { $0.text = text }
    let body = lines.drop { !$0.isEmpty }.dropFirst().joined(separator: "\r\n")
    #expect(body == encoded, "\(reason)")
  }

  @Test(arguments: [
    ("a b.txt", ["filename=\"a b.txt\""]),
    ("ä.txt", ["filename*=utf-8''%C3%A4.txt"]),
    (#"a"b.txt"#, ["filename*=utf-8''a%22b.txt"]),
    (
      String(repeating: "x", count: 70) + ".txt",
      [
        "filename*0*=utf-8''" + String(repeating: "x", count: 60),
        "filename*1*=" + String(repeating: "x", count: 10) + ".txt",
      ]
    ),
  ])
  func `names a file`(name: String, parameters: [String]) throws {
    let lines = try message {
      $0.files = [MIMEFile(name: name, mediaType: "application/pdf", bytes: [])]
    }
    let start = try #require(lines.firstIndex { $0.hasPrefix("Content-Disposition") })
    let found = lines[(start + 1)...].prefix { $0.hasPrefix(" ") }
      .map { $0.hasSuffix(";") ? $0.dropFirst().dropLast() : $0.dropFirst() }
    #expect(found.map(String.init) == parameters)
  }

  @Test(
    arguments: [
      ([], ""), ([0xff], "/w=="), ([0xff, 0xef], "/+8="), ([0xff, 0xef, 0], "/+8A"),
    ] as [([UInt8], String)])
  func `writes bytes`(bytes: [UInt8], encoded: String) throws {
    let lines = try message {
      $0.files = [MIMEFile(name: "a", mediaType: "application/pdf", bytes: bytes)]
    }
    let start = try #require(lines.firstIndex(of: " filename=\"a\""))
    #expect(lines[start + 2] == encoded)
  }

  @Test func `leaves out fields that are its own, or that no head can have`() throws {
    let lines = try message {
      $0.fields = [
        ("X-A", "1"), ("SUBJECT", "2"), ("Content-Type", "3"), ("X A", "4"), ("X:A", "5"),
        ("bcc", "6"), ("", "7"),
      ]
    }
    #expect(lines.filter { $0.hasPrefix("X") } == ["X-A: 1"])
    #expect(!lines.contains { $0.hasPrefix("SUBJECT") || $0.hasPrefix("bcc") })
    #expect(lines.count { $0.hasPrefix("Content-Type") } == 1)
  }
}
