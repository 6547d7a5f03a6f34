extension WireCases {
  static let lengths = WireCases(
    "Lengths",
    [
      WireCase("POST / HTTP/1.1⏎Host: a⏎Content-Length: 3⏎⏎abc", "POST / = abc", because: "a body"),
      WireCase("POST / HTTP/1.1⏎Host: a⏎⏎", "POST /", because: "no length, no body"),
      WireCase("POST / HTTP/1.1⏎Host: a⏎Content-Length: 0⏎⏎", "POST /", because: "an empty body"),
      WireCase(
        "GET / HTTP/1.1⏎Host: a⏎Content-Length: 3⏎⏎abc", "GET / = abc",
        because: "9110 9.3.1: a GET may have one, and it is read off the wire"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Content-Length: 3⏎⏎ab", "…", because: "a body is waited for"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Content-Length: 3⏎⏎", "…", because: "from its first byte"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Content-Length: 003⏎⏎abc", "POST / = abc",
        because: "1*DIGIT has leading zeros"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Content-Length: 3⏎Content-Length: 3⏎⏎abc", "POST / = abc",
        because: "9110 8.6: the same number twice"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Content-Length: 3, 3⏎⏎abc", "POST / = abc",
        because: "or in a list"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Content-Length: 3⏎Content-Length: 4⏎⏎abc", "400",
        because: "two numbers"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Content-Length: 3, 4⏎⏎abc", "400", because: "in a list, too"),
      WireCase("POST / HTTP/1.1⏎Host: a⏎Content-Length:⏎⏎", "400", because: "no number"),
      WireCase("POST / HTTP/1.1⏎Host: a⏎Content-Length: 3,⏎⏎abc", "400", because: "half a list"),
      WireCase("POST / HTTP/1.1⏎Host: a⏎Content-Length: +3⏎⏎abc", "400", because: "a plus"),
      WireCase("POST / HTTP/1.1⏎Host: a⏎Content-Length: -3⏎⏎abc", "400", because: "a minus"),
      WireCase("POST / HTTP/1.1⏎Host: a⏎Content-Length: 0x3⏎⏎abc", "400", because: "hexadecimal"),
      WireCase("POST / HTTP/1.1⏎Host: a⏎Content-Length: 3.0⏎⏎abc", "400", because: "a fraction"),
      WireCase("POST / HTTP/1.1⏎Host: a⏎Content-Length: 3 3⏎⏎abc", "400", because: "a space"),
      WireCase("POST / HTTP/1.1⏎Host: a⏎Content-Length: \"3\"⏎⏎abc", "400", because: "quotes"),
      WireCase("POST / HTTP/1.1⏎Host: a⏎Content-Length: ٣⏎⏎abc", "400", because: "other digits"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Content-Length: 18446744073709551619⏎⏎abc", "413",
        because: "2^64 + 3 is not 3"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Content-Length: 9223372036854775807⏎⏎abc", "413",
        because: "2^63 - 1 is too much"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Content-Length: 99999999999999999999999999⏎⏎abc", "413",
        because: "so is what no integer holds"),
    ])

  static let codings = WireCases(
    "Transfer codings",
    [
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Transfer-Encoding: Chunked⏎⏎0⏎⏎", "POST /",
        because: "codings have no case"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Transfer-Encoding: chunked⏎Content-Length: 5⏎⏎0⏎⏎", "400",
        because: "9112 6.1: two framings are an attack"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Content-Length: 5⏎Transfer-Encoding: chunked⏎⏎0⏎⏎", "400",
        because: "in either order"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Transfer-Encoding: gzip, chunked⏎⏎0⏎⏎", "501",
        because: "gzip is not done here"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Transfer-Encoding: gzip⏎Transfer-Encoding: chunked⏎⏎0⏎⏎", "501",
        because: "in two lines neither"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Transfer-Encoding: gzip⏎⏎", "400",
        because: "9112 6.3: without chunked last, no end is known"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Transfer-Encoding: chunked, gzip⏎⏎0⏎⏎", "400",
        because: "chunked is last"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Transfer-Encoding: chunked, chunked⏎⏎0⏎⏎", "400",
        because: "9112 6.1: and once"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Transfer-Encoding: chunked⏎Transfer-Encoding: chunked⏎⏎0⏎⏎",
        "400", because: "in two lines, too"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Transfer-Encoding: chunked;q=1⏎⏎0⏎⏎", "400",
        because: "it has no parameters"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Transfer-Encoding: xchunked⏎⏎0⏎⏎", "501",
        because: "a coding nobody knows"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Transfer-Encoding: identity⏎⏎", "501",
        because: "one that is gone since RFC 7230"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Transfer-Encoding:⏎⏎", "400", because: "no coding"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Transfer-Encoding: , chunked⏎⏎0⏎⏎", "400",
        because: "half a list"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Transfer-Encoding: \"chunked\"⏎⏎0⏎⏎", "400", because: "quotes"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Transfer-Encoding: \u{b}chunked⏎⏎0⏎⏎", "400",
        because: "a vertical tab is not white space"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Transfer-Encoding : chunked⏎⏎0⏎⏎", "400",
        because: "a space before the colon hides a coding from others"),
      WireCase(
        "POST / HTTP/1.0⏎Transfer-Encoding: chunked⏎⏎0⏎⏎", "400",
        because: "9112 6.1: HTTP/1.0 has none"),
    ])

  private static let chunked = "POST / HTTP/1.1⏎Host: a⏎Transfer-Encoding: chunked⏎⏎"

  static let chunks = WireCases(
    "Chunks",
    [
      WireCase(chunked + "3⏎abc⏎0⏎⏎", "POST / = abc", because: "one chunk"),
      WireCase(chunked + "1⏎a⏎2⏎bc⏎0⏎⏎", "POST / = abc", because: "two chunks"),
      WireCase(chunked + "A⏎0123456789⏎0⏎⏎", "POST / = 0123456789", because: "hexadecimal"),
      WireCase(chunked + "a⏎0123456789⏎0⏎⏎", "POST / = 0123456789", because: "in either case"),
      WireCase(chunked + "0003⏎abc⏎000⏎⏎", "POST / = abc", because: "leading zeros"),
      WireCase(
        chunked + "000000000000000000003⏎abc⏎0⏎⏎", "POST / = abc", because: "many of them"),
      WireCase(chunked + "3;x⏎abc⏎0;y=z⏎⏎", "POST / = abc", because: "extensions are read over"),
      WireCase(chunked + "3 ; x=\"y;z\"⏎abc⏎0⏎⏎", "POST / = abc", because: "with white space"),
      WireCase(chunked + "2⏎\r\n⏎0⏎⏎", "POST / = \r\n", because: "line ends within a chunk"),
      WireCase(chunked + "0⏎X: a⏎Y: b⏎⏎", "POST /", because: "trailers are read over"),
      WireCase(
        chunked + "1⏎a⏎0⏎Content-Length: 9⏎Host: b⏎⏎", "POST / = a",
        because: "9110 6.5.1: they frame nothing"),
      WireCase(chunked, "…", because: "the first size is waited for"),
      WireCase(chunked + "3⏎ab", "…", because: "so is the chunk"),
      WireCase(chunked + "3⏎abc⏎", "…", because: "and the next size"),
      WireCase(chunked + "3⏎abc⏎0⏎", "…", because: "and the end of the trailers"),
      WireCase(chunked + "⏎abc⏎0⏎⏎", "400", because: "no size"),
      WireCase(chunked + "x⏎abc⏎0⏎⏎", "400", because: "no number"),
      WireCase(chunked + "-1⏎abc⏎0⏎⏎", "400", because: "a minus"),
      WireCase(chunked + "+3⏎abc⏎0⏎⏎", "400", because: "a plus"),
      WireCase(chunked + "0x3⏎abc⏎0⏎⏎", "400", because: "a prefix"),
      WireCase(chunked + " 3⏎abc⏎0⏎⏎", "400", because: "a space before"),
      WireCase(chunked + "3 ⏎abc⏎0⏎⏎", "400", because: "a space behind"),
      WireCase(chunked + "3 x⏎abc⏎0⏎⏎", "400", because: "no semicolon"),
      WireCase(chunked + "3;x\0⏎abc⏎0⏎⏎", "400", because: "NUL in an extension"),
      WireCase(chunked + "3;x\ry⏎abc⏎0⏎⏎", "400", because: "a bare CR in one"),
      WireCase(chunked + "3\nabc⏎0⏎⏎", "400", because: "a bare LF behind a size"),
      WireCase(chunked + "3⏎abc\n0⏎⏎", "400", because: "or behind a chunk"),
      WireCase(chunked + "3⏎abcd⏎0⏎⏎", "400", because: "a chunk longer than its size"),
      WireCase(chunked + "3⏎ab⏎0⏎⏎", "400", because: "or shorter"),
      WireCase(chunked + "3⏎abcdefgh", "400", because: "not waited for: its end is missing"),
      WireCase(chunked + "0⏎X : a⏎⏎", "400", because: "trailers are fields"),
      WireCase(chunked + "0⏎ a⏎⏎", "400", because: "and not folded"),
      WireCase(chunked + "0⏎X: a\n⏎", "400", because: "and have line ends"),
      WireCase(chunked + "FFFFFFFFFFFFFFFF⏎abc", "413", because: "2^64 - 1 is too much"),
      WireCase(chunked + "10000000000000003⏎abc⏎0⏎⏎", "413", because: "2^64 + 3 is not 3"),
      WireCase(chunked + "7FFFFFFFFFFFFFFF⏎abc", "413", because: "nor is 2^63 - 1 within bounds"),
    ])

  static let pipelines = WireCases(
    "Pipelines",
    [
      WireCase(
        "GET /1 HTTP/1.1⏎Host: a⏎⏎GET /2 HTTP/1.1⏎Host: a⏎⏎", "GET /1", "GET /2",
        because: "two requests, in order"),
      WireCase(
        "POST /1 HTTP/1.1⏎Host: a⏎Content-Length: 1⏎⏎bGET /2 HTTP/1.1⏎Host: a⏎⏎",
        "POST /1 = b", "GET /2", because: "behind a body"),
      WireCase(
        "POST /1 HTTP/1.1⏎Host: a⏎Content-Length: 1⏎⏎b⏎GET /2 HTTP/1.1⏎Host: a⏎⏎",
        "POST /1 = b", "GET /2", because: "9112 2.2: an old client's extra line end"),
      WireCase(
        chunked + "1⏎b⏎0⏎X: y⏎⏎GET /2 HTTP/1.1⏎Host: a⏎⏎", "POST / = b", "GET /2",
        because: "behind chunks and trailers"),
      WireCase(
        "GET /1 HTTP/1.1⏎Host: a⏎⏎GARBAGE⏎⏎GET /3 HTTP/1.1⏎Host: a⏎⏎", "GET /1", "400",
        because: "nothing behind a refusal is answered"),
      WireCase(
        "GET /1 HTTP/1.1⏎Host: a⏎⏎GET /2 HT", "GET /1", "…",
        because: "the first does not wait for the second"),
      WireCase(
        "GET /1 HTTP/1.1⏎Host: a⏎Connection: close⏎⏎GET /2 HTTP/1.1⏎Host: a⏎⏎", "GET /1 close",
        because: "9112 9.6: nothing behind close is answered"),
      WireCase(
        "GET /1 HTTP/1.1⏎Host: a⏎⏎HEAD /2 HTTP/1.1⏎Host: a⏎⏎DELETE /3 HTTP/1.1⏎Host: a⏎⏎",
        "GET /1", "HEAD /2", "DELETE /3", because: "of any methods"),
      WireCase(
        "POST /1 HTTP/1.1⏎Host: a⏎Content-Length: 5⏎⏎GET /POST /2 HTTP/1.1⏎Host: a⏎⏎",
        "POST /1 = GET /", "POST /2", because: "a body that looks like a request is a body"),
      WireCase("", because: "nothing comes of nothing"),
    ])
}
