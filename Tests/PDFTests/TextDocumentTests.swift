import PDF
import TestSupport
import Testing

@Suite("A text document") struct TextDocumentTests {
  private static func document(_ lines: Int = 0) -> TextDocument {
    var document = TextDocument(title: "Größe (in €)", language: "de")
    for line in 0..<lines { document.append("Line \(line)") }
    return document
  }

  /// The text of a file: all that is written is ASCII.
  private static func text(_ document: TextDocument) throws -> String {
    #expect(document.bytes.allSatisfy { $0 < 0x80 })
    return String(decoding: document.bytes, as: UTF8.self)
  }

  @Test(arguments: [0, 1, 45, 46, 500])
  func `says where each of its objects begins`(lines: Int) throws {
    let document = Self.document(lines)
    let bytes = document.bytes
    func text(from offset: Int) -> String { String(decoding: bytes[offset...], as: UTF8.self) }

    let whole = text(from: 0)
    #expect(whole.hasPrefix("%PDF-1.4\n"))
    let end = try #require(whole.firstMatch(of: /startxref\n(\d+)\n%%EOF\n$/))
    let table = text(from: try #require(Int(end.1)))
    let head = try #require(table.prefixMatch(of: /xref\n0 (\d+)\n0{10} 65535 f \n/))
    let count = try #require(Int(head.1))
    #expect(table.contains("trailer\n<< /Size \(count) /Root 1 0 R /Info 3 0 R >>"))
    var entries = table[head.range.upperBound...]
    for number in 1..<count {
      let entry = try #require(entries.prefixMatch(of: /(\d{10}) 00000 n \n/), "\(number)")
      #expect(entry.0.utf8.count == 20)
      let object = text(from: try #require(Int(entry.1)))
      #expect(object.hasPrefix("\(number) 0 obj\n"))
      entries = entries[entry.range.upperBound...]
    }
    #expect(entries.hasPrefix("trailer"))
    #expect(whole.matches(of: /\d+ 0 obj\n/).count == count - 1, "none is left out")
  }

  @Test func `says how long its pages are, and which there are`() throws {
    let text = try Self.text(Self.document(100))
    let streams = text.matches(of: /\/Length (\d+) >>\nstream\n([^>]*?)\nendstream/)
    #expect(streams.count == 3)
    for stream in streams { #expect(Int(stream.1) == stream.2.utf8.count) }
    let kids = try #require(text.firstMatch(of: /\/Kids \[(.*)\] \/Count (\d+)/))
    #expect(kids.1 == "6 0 R 8 0 R 10 0 R")
    #expect(kids.2 == "3")
    for kid in [6, 8, 10] {
      #expect(text.contains("\(kid) 0 obj\n<< /Type /Page /Parent 2 0 R"), "\(kid)")
    }
  }

  @Test func `is the same each time`() {
    #expect(Self.document(70).bytes == Self.document(70).bytes)
  }

  @Test func `breaks pages where they are full, and loses no line`() throws {
    let pages = try PDFText.of(Self.document(100).bytes).split(separator: "\u{c}")
    #expect(pages.count == 3)
    let lines = pages.flatMap { $0.split(whereSeparator: \.isNewline).map(String.init) }
    #expect(lines == (0..<100).map { "Line \($0)" })
  }

  @Test(arguments: [
    (#"(a) \ b ) ( c"#, #"(a) \ b ) ( c"#, "what its strings are written with"),
    ("àâçéèêëîïôœùûüÿ Œ Ç É « ’ »", "àâçéèêëîïôœùûüÿ Œ Ç É « ’ »", "French"),
    ("áéíóúüñ ¡Ñ! ¿Á?", "áéíóúüñ ¡Ñ! ¿Á?", "Spanish"),
    ("ãõáâàçêéíóôú Ã Õ", "ãõáâàçêéíóôú Ã Õ", "Portuguese"),
    ("àèéìòù È", "àèéìòù È", "Italian"), ("äöüß ÄÖÜ „ “", "äöüß ÄÖÜ „ “", "German"),
    ("10 € … – — • ™", "10 € … – — • ™", "marks"), ("e\u{301}", "é", "a combining accent"),
    ("日本 ł 🙂", "?? ? ?", "what the encoding lacks"), ("ann\tbob", "ann bob", "a tab"),
    ("a\u{7}b", "a?b", "a bell"), ("", "", "nothing"),
  ])
  func `shows text`(text: String, shown: String, what: String) throws {
    var document = Self.document()
    document.append(text)
    let lines = try PDFText.of(document.bytes).split { $0.isNewline || $0 == "\u{c}" }
    #expect(lines.joined() == shown, "\(what)")
  }

  @Test func `keeps line ends, and breaks long lines at blanks`() throws {
    var document = Self.document()
    document.append("one\r\n\ntwo\nthree")
    document.append((1...60).map { "word\($0)" }.joined(separator: " "))
    document.append(String(repeating: "w", count: 200))
    let lines = try PDFText.of(document.bytes).split { $0.isNewline || $0 == "\u{c}" }
    #expect(lines.prefix(3) == ["one", "two", "three"])
    let words = lines.filter { $0.hasPrefix("word") }
    #expect(words.joined(separator: " ") == (1...60).map { "word\($0)" }.joined(separator: " "))
    #expect(words.allSatisfy { (50...100).contains($0.count) }, "\(words)")
    let long = lines.filter { $0.hasPrefix("ww") }
    #expect(long.joined() == String(repeating: "w", count: 200))
    #expect(long.count > 1)
  }

  @Test func `puts the two columns of a table beside each other`() throws {
    var document = Self.document()
    document.append("Head", .heading)
    document.append(table: [
      ("Delivered", "17"), ("Text", (1...30).map { "word\($0)" }.joined(separator: " ")),
      (String(repeating: "long name ", count: 8), "beside its first line"),
    ])
    let text = try PDFText.of(document.bytes)
    #expect(text.contains(/Delivered +17\n/))
    #expect(text.contains(/Text +word1 word2/))
    #expect(text.contains(/\n +word\d+/), "goes on in its own column")
    #expect(text.contains(/long name.* {2,}beside its first line/))
  }
}
