import HTTP

extension HTTPLimits {
  /// Limits that a case can show: 30 bytes of request line, 40 of fields, 3 fields, a body of 4.
  static let narrow = {
    var limits = HTTPLimits()
    limits.requestLine = 30
    limits.fieldSection = 40
    limits.fieldCount = 3
    limits.body = 4
    return limits
  }()
}

private let chunkedShortly = "POST / HTTP/1.1⏎Host:a⏎Transfer-Encoding:chunked⏎⏎"

extension WireCases {
  static let limited = [
    WireCases(
      "A request line has 30 bytes at most", "RFC 9110, 15.5.15", limits: .narrow,
      [
        WireCase("GET /23456789012345678 HTTP/1.1⏎⏎", "414", because: "31 are one too many"),
        WireCase(
          "GET /2345678901234567 HTTP/1.1⏎Host: a⏎⏎", "GET /2345678901234567",
          because: "30 pass, line end not counted"),
        WireCase("GET /2345678901234567 HTTP/1.1", "…", because: "which are waited for"),
        WireCase("GET /2345678901234567 HTTP/1.1\r", "…", because: "with their CR"),
        WireCase("GET /234567890123456789012345678", "414", because: "refused before it ends"),
        WireCase("METHODMETHODMETHODMETHODMETHODME", "414", because: "whatever is so long"),
        WireCase(
          "GET /2345678901234567890123456789\nHost: a⏎⏎", "414",
          because: "too long is found out before badly ended"),
        WireCase(
          "⏎GET /23456789012345678 HTTP/1.1⏎⏎", "414", because: "an empty line before is no help"),
      ]),
    WireCases(
      "Fields have 40 bytes at most, and are three", "RFC 6585, 5", limits: .narrow,
      [
        WireCase(
          get + "X: 456789012345678901234567890⏎⏎", "431", because: "41 bytes are one too many"),
        WireCase(get + "X: 45678901234567890123456789⏎⏎", "GET /", because: "40 pass"),
        WireCase(
          get + "X: 456789012345678901234567890123", "431", because: "refused before the line ends"),
        WireCase(
          get + "X: 4567890123456789⏎Y: 4567890123456789⏎⏎", "431",
          because: "all lines count together"),
        WireCase(get + "B: c⏎C: d⏎⏎", "GET /", because: "three fields pass"),
        WireCase(get + "B: c⏎C: d⏎D: e⏎⏎", "431", because: "four do not"),
        WireCase(
          get + "⏎" + get + "B: c⏎C: d⏎⏎", "GET /", "GET /", because: "each request has its own"),
      ]),
    WireCases(
      "So have trailers, and the extensions of all chunks", "RFC 9112, 7.1.1", limits: .narrow,
      [
        WireCase(
          chunkedShortly + "0⏎A: b⏎B: c⏎C: d⏎⏎", "POST /", because: "trailers have their own"),
        WireCase(
          chunkedShortly + "0⏎A: b⏎B: c⏎C: d⏎D: e⏎⏎", "431", because: "four are too many"),
        WireCase(
          chunkedShortly + "0⏎X: 4567890123456789012345678901234567890", "431",
          because: "41 bytes, too"),
        WireCase(
          chunkedShortly + "1;x=45678901234567890⏎a⏎1;x=4567890123456789⏎a⏎0⏎⏎", "POST / = aa",
          because: "some extensions pass"),
        WireCase(
          chunkedShortly + "1;x=45678901234567890⏎a⏎1;x=456789012345678901234⏎a⏎0⏎⏎", "431",
          because: "41 bytes do not"),
        WireCase(
          chunkedShortly + "1;345678901234567890123456789012345678901234567890123456789", "431",
          because: "one without end is cut short"),
      ]),
    WireCases(
      "A body has four bytes at most", "RFC 9110, 15.5.14", limits: .narrow,
      [
        WireCase(post + "Content-Length: 4⏎⏎abcd", "POST / = abcd", because: "four pass"),
        WireCase(
          post + "Content-Length: 5⏎⏎", "413", because: "five are refused when they are announced"),
        WireCase(
          "HEAD / HTTP/1.1⏎Host: a⏎Content-Length: 5⏎⏎", "HEAD 413", because: "whoever they are for"
        ),
        WireCase(
          chunkedShortly + "2⏎ab⏎2⏎cd⏎0⏎⏎", "POST / = abcd", because: "four in chunks pass"),
        WireCase(
          chunkedShortly + "2⏎ab⏎3⏎", "413", because: "a chunk beyond them is refused by its size"),
      ]),
  ]
}
