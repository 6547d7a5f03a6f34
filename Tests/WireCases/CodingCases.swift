extension WireCases {
  static let codings = [
    WireCases(
      "Transfer-Encoding and Content-Length do not go together", "RFC 9112, 6.1",
      [
        WireCase(
          post + "Transfer-Encoding: chunked⏎Content-Length: 5⏎⏎0⏎⏎", "400",
          because: "two framings are an attack"),
        WireCase(
          post + "Content-Length: 5⏎Transfer-Encoding: chunked⏎⏎0⏎⏎", "400",
          because: "in either order"),
        WireCase(
          post + "Content-Length: 0⏎Transfer-Encoding: chunked⏎⏎0⏎⏎", "400",
          because: "even of no length"),
        WireCase(
          post + "Transfer-Encoding: identity⏎Content-Length: 1⏎⏎a", "400",
          because: "whatever the coding"),
        WireCase(
          "POST / HTTP/1.0⏎Transfer-Encoding: chunked⏎Content-Length: 5⏎⏎0⏎⏎", "400",
          because: "in HTTP/1.0, too"),
      ]),
    WireCases(
      "Chunked is the last coding, and comes once", "RFC 9112, 6.3",
      [
        WireCase(
          post + "Transfer-Encoding: Chunked⏎⏎0⏎⏎", "POST /", because: "7: codings have no case"),
        WireCase(
          post + "Transfer-Encoding:\tchunked \t⏎⏎0⏎⏎", "POST /", because: "as in any field line"),
        WireCase(post + "Transfer-Encoding: gzip⏎⏎", "400", because: "without it there is no end"),
        WireCase(post + "Transfer-Encoding: identity⏎⏎", "400", because: "a coding that is gone"),
        WireCase(post + "Transfer-Encoding: xchunked⏎⏎0⏎⏎", "400", because: "one nobody knows"),
        WireCase(post + "Transfer-Encoding: chunked, gzip⏎⏎0⏎⏎", "400", because: "not behind it"),
        WireCase(post + "Transfer-Encoding: chunked, identity⏎⏎0⏎⏎", "400", because: "nor that"),
        WireCase(post + "Transfer-Encoding: chunked, chunked⏎⏎0⏎⏎", "400", because: "6.1: once"),
        WireCase(
          post + "Transfer-Encoding: chunked⏎Transfer-Encoding: chunked⏎⏎0⏎⏎", "400",
          because: "in two lines, too"),
        WireCase(
          post + "Transfer-Encoding: chunked⏎Transfer-Encoding: gzip⏎⏎0⏎⏎", "400",
          because: "the lines are one list"),
        WireCase(
          "POST / HTTP/1.0⏎Transfer-Encoding: chunked⏎⏎0⏎⏎", "400",
          because: "6.1: HTTP/1.0 has none"),
      ]),
    WireCases(
      "A coding that is not done here is named as such", "RFC 9112, 6.1",
      [
        WireCase(post + "Transfer-Encoding: gzip, chunked⏎⏎0⏎⏎", "501", because: "one that exists"),
        WireCase(
          post + "Transfer-Encoding: gzip⏎Transfer-Encoding: chunked⏎⏎0⏎⏎", "501",
          because: "in two lines"),
        WireCase(post + "Transfer-Encoding: a, chunked⏎⏎0⏎⏎", "501", because: "one nobody knows"),
        WireCase(
          post + "Transfer-Encoding: a;b=c, chunked⏎⏎0⏎⏎", "501", because: "with a parameter"),
      ]),
    WireCases(
      "What is not quite chunked is not taken for it", "RFC 9112, 6.1",
      [
        WireCase(post + "Transfer-Encoding:⏎⏎", "400", because: "no coding"),
        WireCase(post + "Transfer-Encoding: , chunked⏎⏎0⏎⏎", "400", because: "half a list"),
        WireCase(post + "Transfer-Encoding: chunked,⏎⏎0⏎⏎", "400", because: "its other half"),
        WireCase(post + "Transfer-Encoding: \"chunked\"⏎⏎0⏎⏎", "400", because: "quotes"),
        WireCase(post + "Transfer-Encoding: chunked;q=1⏎⏎0⏎⏎", "400", because: "a parameter"),
        WireCase(post + "Transfer-Encoding: chunked;⏎⏎0⏎⏎", "400", because: "half of one"),
        WireCase(post + "Transfer-Encoding: chunked gzip⏎⏎0⏎⏎", "400", because: "no comma"),
        WireCase(post + "Transfer-Encoding: \u{b}chunked⏎⏎0⏎⏎", "400", because: "vertical tab"),
        WireCase(post + "Transfer-Encoding: chunked\0⏎⏎0⏎⏎", "400", because: "NUL"),
        WireCase(post + "Transfer-Encoding: chunkeḋ⏎⏎0⏎⏎", "400", because: "a letter like it"),
        WireCase(post + "Transfer-Encoding : chunked⏎⏎0⏎⏎", "400", because: "hidden by a space"),
        WireCase(post + "Transfer_Encoding: chunked⏎⏎", "POST /", because: "a name like it"),
      ]),
    WireCases(
      "A chunk is its size, its bytes, and a line end", "RFC 9112, 7.1",
      [
        WireCase(chunked + "3⏎abc⏎0⏎⏎", "POST / = abc", because: "one chunk"),
        WireCase(chunked + "1⏎a⏎2⏎bc⏎0⏎⏎", "POST / = abc", because: "two chunks"),
        WireCase(chunked + "0⏎⏎", "POST /", because: "none"),
        WireCase(chunked + "2⏎\r\n⏎0⏎⏎", "POST / = \r\n", because: "line ends within a chunk"),
        WireCase(chunked + "5⏎0\r\n\r\n⏎0⏎⏎", "POST / = 0\r\n\r\n", because: "or an end"),
        WireCase(chunked, "…", because: "the first size is waited for"),
        WireCase(chunked + "3⏎ab", "…", because: "so is the chunk"),
        WireCase(chunked + "3⏎abc", "…", because: "and its end"),
        WireCase(chunked + "3⏎abc⏎", "…", because: "and the next size"),
        WireCase(chunked + "3⏎abc⏎0⏎", "…", because: "and the end of the trailers"),
        WireCase(chunked + "3\nabc⏎0⏎⏎", "400", because: "a bare LF behind a size"),
        WireCase(chunked + "3\rabc⏎0⏎⏎", "400", because: "or a bare CR"),
        WireCase(chunked + "3⏎abc\n0⏎⏎", "400", because: "or one behind a chunk"),
        WireCase(chunked + "3⏎abc0⏎⏎", "400", because: "or nothing"),
        WireCase(chunked + "3⏎abcd⏎0⏎⏎", "400", because: "a chunk longer than its size"),
        WireCase(chunked + "3⏎ab⏎0⏎⏎", "400", because: "or shorter"),
        WireCase(chunked + "3⏎abcdefgh", "400", because: "not waited for: its end is missing"),
        WireCase(get + "Transfer-Encoding: chunked⏎⏎1⏎a⏎0⏎⏎", "GET / = a", because: "on a GET"),
      ]),
    WireCases(
      "A chunk's size is in hexadecimal digits", "RFC 9112, 7.1",
      [
        WireCase(chunked + "A⏎0123456789⏎0⏎⏎", "POST / = 0123456789", because: "a letter"),
        WireCase(chunked + "a⏎0123456789⏎0⏎⏎", "POST / = 0123456789", because: "in either case"),
        WireCase(chunked + "0003⏎abc⏎000⏎⏎", "POST / = abc", because: "leading zeros"),
        WireCase(
          chunked + "000000000000000000003⏎abc⏎0⏎⏎", "POST / = abc", because: "many of them"),
        WireCase(chunked + "⏎abc⏎0⏎⏎", "400", because: "none"),
        WireCase(chunked + "x⏎abc⏎0⏎⏎", "400", because: "another letter"),
        WireCase(chunked + "-1⏎abc⏎0⏎⏎", "400", because: "a minus"),
        WireCase(chunked + "+3⏎abc⏎0⏎⏎", "400", because: "a plus"),
        WireCase(chunked + "0x3⏎abc⏎0⏎⏎", "400", because: "a prefix"),
        WireCase(chunked + "3h⏎abc⏎0⏎⏎", "400", because: "a suffix"),
        WireCase(chunked + "3_0⏎abc⏎0⏎⏎", "400", because: "a divider"),
        WireCase(chunked + " 3⏎abc⏎0⏎⏎", "400", because: "a space before"),
        WireCase(chunked + "3 ⏎abc⏎0⏎⏎", "400", because: "a space behind"),
        WireCase(chunked + "3\0⏎abc⏎0⏎⏎", "400", because: "NUL"),
      ]),
    WireCases(
      "A size that cannot be counted is too large, and not another", "RFC 9112, 7.1",
      [
        WireCase(chunked + "FFFFFFFFFFFFFFFF⏎abc", "413", because: "2^64 - 1, not -1"),
        WireCase(chunked + "10000000000000003⏎abc⏎0⏎⏎", "413", because: "2^64 + 3, not 3"),
        WireCase(chunked + "100000003⏎abc⏎0⏎⏎", "413", because: "2^32 + 3, not 3"),
        WireCase(chunked + "7FFFFFFFFFFFFFFF⏎abc", "413", because: "2^63 - 1"),
        WireCase(chunked + "8000000000000000⏎abc", "413", because: "2^63, not the least number"),
        WireCase(chunked + "3⏎abc⏎FFFFFFFFFFFFFFFD⏎", "413", because: "a sum that would be 0"),
      ]),
    WireCases(
      "Extensions of a chunk are read over", "RFC 9112, 7.1.1",
      [
        WireCase(chunked + "3;x⏎abc⏎0;y=z⏎⏎", "POST / = abc", because: "a name, a value"),
        WireCase(chunked + "3;x;y=z⏎abc⏎0⏎⏎", "POST / = abc", because: "two"),
        WireCase(chunked + "3 ; x=\"y;z\"⏎abc⏎0⏎⏎", "POST / = abc", because: "with white space"),
        WireCase(chunked + "3;⏎abc⏎0⏎⏎", "POST / = abc", because: "half of one"),
        WireCase(chunked + "3 x⏎abc⏎0⏎⏎", "400", because: "no semicolon"),
        WireCase(chunked + "3,x⏎abc⏎0⏎⏎", "400", because: "a comma"),
        WireCase(chunked + "3;x\0⏎abc⏎0⏎⏎", "400", because: "NUL in one"),
        WireCase(chunked + "3;x\ry⏎abc⏎0⏎⏎", "400", because: "a bare CR in one"),
        WireCase(chunked + "3;x\nabc⏎0⏎⏎", "400", because: "a bare LF behind one"),
        WireCase(chunked + "3;\"⏎abc⏎0⏎⏎", "POST / = abc", because: "no quote holds a line end"),
      ]),
    WireCases(
      "Trailers are fields, and say nothing of the request", "RFC 9112, 7.1.2",
      [
        WireCase(chunked + "0⏎X: a⏎Y: b⏎⏎", "POST /", because: "they are read over"),
        WireCase(
          chunked + "1⏎a⏎0⏎Content-Length: 9⏎Host: b⏎⏎", "POST / = a",
          because: "9110, 6.5.1: they frame nothing"),
        WireCase(
          chunked + "0⏎Transfer-Encoding: gzip⏎Connection: close⏎⏎", "POST /",
          because: "and change nothing"),
        WireCase(chunked + "0⏎X: a⏎", "…", because: "an empty line ends them"),
        WireCase(chunked + "0⏎X : a⏎⏎", "400", because: "a space before the colon"),
        WireCase(chunked + "0⏎X⏎⏎", "400", because: "no colon"),
        WireCase(chunked + "0⏎ a⏎⏎", "400", because: "no name"),
        WireCase(chunked + "0⏎X: a⏎ b⏎⏎", "400", because: "a folded one"),
        WireCase(chunked + "0⏎X: a\0⏎⏎", "400", because: "NUL in one"),
        WireCase(chunked + "0⏎X: a\n⏎", "400", because: "a bare LF behind one"),
        WireCase(chunked + "0⏎\n", "400", because: "or for the end"),
        WireCase(chunked + "0⏎GET / HTTP/1.1⏎Host: b⏎⏎", "400", because: "a request is none"),
      ]),
  ]
}
