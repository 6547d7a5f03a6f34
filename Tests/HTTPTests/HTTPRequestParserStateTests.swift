import HTTP
import Testing

@Suite("A request parser between requests")
struct HTTPRequestParserStateTests {
  @Test func `says what the next byte would belong to`() {
    var parser = HTTPRequestParser()
    #expect(parser.phase == .idle)
    for (text, phase) in [
      ("\r\n", HTTPRequestParser.Phase.head), ("G", .head), ("ET / HTTP/1.1\r\n", .head),
      ("Host: a\r\nContent-Length: 2\r\n", .head), ("\r\n", .body), ("a", .body), ("b", .idle),
    ] {
      _ = parser.parse(text)
      #expect(parser.phase == phase, "after \(text.debugDescription)")
    }
  }

  @Test func `asks for a body that waits to be asked, once`() {
    var parser = HTTPRequestParser()
    _ = parser.parse("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: 100-continue\r\n")
    let early = parser.takeContinue()
    _ = parser.parse("\r\n")
    let asked = [early, parser.takeContinue(), parser.takeContinue()]
    #expect(asked == [false, true, false])
  }

  @Test(arguments: [
    ("HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\na", "has begun"),
    ("HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nExpect: 100-continue\r\n\r\n", "is empty"),
    ("HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n", "is not announced so"),
    ("HTTP/1.0\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n", "comes by HTTP/1.0"),
  ])
  func `does not ask for a body that`(rest: String, reason: String) {
    var parser = HTTPRequestParser()
    _ = parser.parse("POST / " + rest)
    let asks = parser.takeContinue()
    #expect(!asks)
  }

  @Test func `does not ask for a body that comes before it is asked for`() {
    var parser = HTTPRequestParser()
    _ = parser.parse("POST / HTTP/1.1\r\nHost: a\r\n")
    _ = parser.parse("Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n")
    _ = parser.parse("1\r\n")
    let asks = parser.takeContinue()
    #expect(!asks)
  }

  @Test func `takes the largest head and a large body byte by byte`() throws {
    var limits = HTTPLimits()
    limits.body = 1 << 20
    let path = "/" + String(repeating: "p", count: limits.requestLine - 15)
    let value = String(repeating: "v", count: limits.fieldSection - 9 - 25 - 5)
    let head = "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Length: 1048576\r\nX: \(value)\r\n\r\n"
    let bytes = Array(head.utf8) + [UInt8](repeating: 0, count: limits.body)
    var parser = HTTPRequestParser(limits: limits)
    for index in bytes.indices.dropLast() {
      var position = index
      let outcome = parser.parse(bytes.span.extracting(..<(index + 1)), from: &position)
      guard outcome == .partial else {
        Issue.record("\(outcome) at \(index)")
        return
      }
    }
    var position = bytes.count - 1
    guard case .request(let request) = parser.parse(bytes.span, from: &position) else {
      Issue.record("no request")
      return
    }
    #expect(request.path == path)
    #expect(request.fields["x"] == value)
    #expect(request.body.count == limits.body)
  }

  @Test(arguments: ["Content-Length: 3000", "Transfer-Encoding: chunked"])
  func `keeps no more of a body than may come`(framing: String) {
    var limits = HTTPLimits()
    limits.body = 3000
    var parser = HTTPRequestParser(limits: limits)
    _ = parser.parse("POST / HTTP/1.1\r\nHost: a\r\n\(framing)\r\n\r\n")
    let isChunked = framing.hasPrefix("T")
    var outcome = HTTPRequestParser.Outcome.partial
    for _ in 0..<300 { outcome = parser.parse(isChunked ? "a\r\n0123456789\r\n" : "0123456789") }
    if isChunked { outcome = parser.parse("0\r\n\r\n") }
    guard case .request(let request) = outcome else {
      Issue.record("no request")
      return
    }
    #expect(request.body.count == 3000)
    #expect(request.body.capacity < 3100)
  }
}

extension HTTPRequestParser {
  fileprivate mutating func parse(_ text: String) -> Outcome {
    var position = 0
    let bytes = Array(text.utf8)
    return parse(bytes.span, from: &position)
  }
}
