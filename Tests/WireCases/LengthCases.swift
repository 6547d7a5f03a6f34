extension WireCases {
  static let lengths = [
    WireCases(
      "Content-Length says how long a body is", "RFC 9112, 6.2",
      [
        WireCase(post + "Content-Length: 3⏎⏎abc", "POST / = abc", because: "a body"),
        WireCase(post + "Content-Length: 0⏎⏎", "POST /", because: "an empty body"),
        WireCase(post + "⏎", "POST /", because: "6.3: no length, no body"),
        WireCase(get + "Content-Length: 3⏎⏎abc", "GET / = abc", because: "9110, 9.3.1: it is read"),
        WireCase(post + "Content-Length: 2⏎⏎\r\n", "POST / = \r\n", because: "whatever it holds"),
        WireCase(post + "Content-Length: 2⏎⏎\0\u{1}", "POST / = \0\u{1}", because: "control, too"),
        WireCase(post + "Content-Length: 3⏎⏎ab", "…", because: "a body is waited for"),
        WireCase(post + "Content-Length: 3⏎⏎", "…", because: "from its first byte"),
        WireCase(
          "POST / HTTP/1.0⏎Content-Length: 1⏎⏎b", "POST / close = b", because: "in HTTP/1.0"),
      ]),
    WireCases(
      "Content-Length is a number in digits", "RFC 9110, 8.6",
      [
        WireCase(post + "Content-Length: 003⏎⏎abc", "POST / = abc", because: "1*DIGIT: zeros pass"),
        WireCase(post + "content-length:3⏎⏎abc", "POST / = abc", because: "as in any field line"),
        WireCase(post + "Content-Length:⏎⏎", "400", because: "no number"),
        WireCase(post + "Content-Length: +3⏎⏎abc", "400", because: "a plus"),
        WireCase(post + "Content-Length: -3⏎⏎abc", "400", because: "a minus"),
        WireCase(post + "Content-Length: 0x3⏎⏎abc", "400", because: "hexadecimal"),
        WireCase(post + "Content-Length: 3a⏎⏎abc", "400", because: "a letter behind"),
        WireCase(post + "Content-Length: 3.0⏎⏎abc", "400", because: "a fraction"),
        WireCase(post + "Content-Length: 1e1⏎⏎abc", "400", because: "an exponent"),
        WireCase(post + "Content-Length: 3 3⏎⏎abc", "400", because: "a space"),
        WireCase(post + "Content-Length: 3;a=b⏎⏎abc", "400", because: "a parameter"),
        WireCase(post + "Content-Length: \"3\"⏎⏎abc", "400", because: "quotes"),
        WireCase(post + "Content-Length: ٣⏎⏎abc", "400", because: "other digits"),
        WireCase(post + "Content-Length: chunked⏎⏎0⏎⏎", "400", because: "a word"),
        WireCase(post + "Content-Length : 3⏎⏎abc", "400", because: "hidden by a space"),
        WireCase(get + "Content-Length: x⏎⏎", "400", because: "on a GET, too"),
        WireCase("HEAD / HTTP/1.1⏎Host: a⏎Content-Length: x⏎", "HEAD 400", because: "or a HEAD"),
      ]),
    WireCases(
      "The same length twice is one, two lengths are none", "RFC 9110, 8.6",
      [
        WireCase(
          post + "Content-Length: 3⏎Content-Length: 3⏎⏎abc", "POST / = abc", because: "twice"),
        WireCase(post + "Content-Length: 3, 3⏎⏎abc", "POST / = abc", because: "in a list"),
        WireCase(
          post + "Content-Length: 3⏎Content-Length: 03⏎⏎abc", "POST / = abc", because: "one number"),
        WireCase(post + "Content-Length: 3⏎Content-Length: 4⏎⏎abc", "400", because: "two numbers"),
        WireCase(
          post + "Content-Length: 0⏎Content-Length: 3⏎⏎abc", "400", because: "one of them 0"),
        WireCase(post + "Content-Length: 3⏎content-length: 4⏎⏎abc", "400", because: "in any case"),
        WireCase(post + "Content-Length: 3, 4⏎⏎abc", "400", because: "in a list"),
        WireCase(post + "Content-Length: 3,⏎⏎abc", "400", because: "half a list"),
        WireCase(post + "Content-Length: ,3⏎⏎abc", "400", because: "its other half"),
        WireCase(post + "Content-Length: 3⏎Content-Length:⏎⏎abc", "400", because: "one and none"),
      ]),
    WireCases(
      "A length that cannot be counted is too large, and not another", "RFC 9112, 6.3",
      [
        WireCase(post + "Content-Length: 9223372036854775807⏎⏎a", "413", because: "2^63 - 1"),
        WireCase(post + "Content-Length: 9223372036854775809⏎⏎a", "413", because: "2^63 + 1"),
        WireCase(
          post + "Content-Length: 18446744073709551617⏎⏎a", "413", because: "2^64 + 1, not 1"),
        WireCase(post + "Content-Length: 4294967297⏎⏎a", "413", because: "2^32 + 1, not 1"),
        WireCase(
          post + "Content-Length: 99999999999999999999999999⏎⏎a", "413", because: "10^26 - 1"),
        WireCase(
          post + "Content-Length: 1⏎Content-Length: 18446744073709551617⏎⏎a", "400",
          because: "beside another it is another"),
      ]),
  ]
}
