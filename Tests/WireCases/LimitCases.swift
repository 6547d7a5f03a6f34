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

extension WireCases {
  static let lineLimits = WireCases(
    "Limits of the request line", limits: .narrow,
    [
      WireCase(
        "GET /23456789012345678 HTTP/1.1⏎⏎", "414", because: "31 bytes are one too many"),
      WireCase(
        "GET /2345678901234567 HTTP/1.1⏎Host: a⏎⏎", "GET /2345678901234567",
        because: "30 bytes pass, line end not counted"),
      WireCase(
        "GET /2345678901234567 HTTP/1.1", "…", because: "which are waited for"),
      WireCase(
        "GET /2345678901234567 HTTP/1.1\r", "…", because: "with their CR"),
      WireCase(
        "GET /234567890123456789012345678", "414", because: "refused before it ends"),
      WireCase(
        "GET /2345678901234567890123456789\nHost: a⏎⏎", "414",
        because: "too long is found out before badly ended"),
      WireCase(
        "⏎GET /23456789012345678 HTTP/1.1⏎⏎", "414", because: "an empty line before is no help"),
    ])

  static let fieldLimits = WireCases(
    "Limits of fields", limits: .narrow,
    [
      WireCase(
        "GET / HTTP/1.1⏎Host: a⏎X: 456789012345678901234567890⏎⏎", "431",
        because: "41 bytes are one too many"),
      WireCase(
        "GET / HTTP/1.1⏎Host: a⏎X: 45678901234567890123456789⏎⏎", "GET /", because: "40 pass"),
      WireCase(
        "GET / HTTP/1.1⏎Host: a⏎X: 456789012345678901234567890123", "431",
        because: "refused before the line ends"),
      WireCase(
        "GET / HTTP/1.1⏎Host: a⏎X: 4567890123456789⏎Y: 4567890123456789⏎⏎", "431",
        because: "all lines count together"),
      WireCase(
        "GET / HTTP/1.1⏎Host: a⏎B: c⏎C: d⏎⏎", "GET /", because: "three fields pass"),
      WireCase(
        "GET / HTTP/1.1⏎Host: a⏎B: c⏎C: d⏎D: e⏎⏎", "431", because: "four do not"),
      WireCase(
        "GET / HTTP/1.1⏎Host: a⏎⏎GET / HTTP/1.1⏎Host: a⏎B: c⏎C: d⏎⏎", "GET /", "GET /",
        because: "each request has its own"),
      WireCase(
        "POST / HTTP/1.1⏎Host:a⏎Transfer-Encoding:chunked⏎⏎0⏎A: b⏎B: c⏎C: d⏎⏎", "POST /",
        because: "so have trailers"),
      WireCase(
        "POST / HTTP/1.1⏎Host:a⏎Transfer-Encoding:chunked⏎⏎0⏎A: b⏎B: c⏎C: d⏎D: e⏎⏎", "431",
        because: "four trailers are too many"),
      WireCase(
        "POST / HTTP/1.1⏎Host:a⏎Transfer-Encoding:chunked⏎⏎0⏎X: 4567890123456789"
          + "012345678901234567890", "431", because: "trailers are bounded in bytes"),
      WireCase(
        "POST / HTTP/1.1⏎Host:a⏎Transfer-Encoding:chunked⏎⏎1;x=45678901234567890⏎a⏎"
          + "1;x=456789012345678901234⏎a⏎0⏎⏎", "431",
        because: "extensions of all chunks count together"),
      WireCase(
        "POST / HTTP/1.1⏎Host:a⏎Transfer-Encoding:chunked⏎⏎1;x=45678901234567890⏎a⏎"
          + "1;x=4567890123456789⏎a⏎0⏎⏎", "POST / = aa", because: "a few pass"),
      WireCase(
        "POST / HTTP/1.1⏎Host:a⏎Transfer-Encoding:chunked⏎⏎1;345678901234567890123456789"
          + "0123456789012345678901234567890", "431", because: "one without end is cut short"),
    ])

  static let bodyLimits = WireCases(
    "Limits of bodies", limits: .narrow,
    [
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Content-Length: 4⏎⏎abcd", "POST / = abcd", because: "four pass"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Content-Length: 5⏎⏎", "413",
        because: "five are refused when they are announced"),
      WireCase(
        "POST / HTTP/1.1⏎Host:a⏎Transfer-Encoding:chunked⏎⏎2⏎ab⏎2⏎cd⏎0⏎⏎", "POST / = abcd",
        because: "four in chunks pass"),
      WireCase(
        "POST / HTTP/1.1⏎Host:a⏎Transfer-Encoding:chunked⏎⏎2⏎ab⏎3⏎", "413",
        because: "a chunk beyond them is refused by its size"),
    ])
}
