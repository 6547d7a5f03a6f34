extension WireCases {
  static let targets = [
    WireCases(
      "A target is a path, and a query", "RFC 9112, 3.2.1",
      [
        WireCase("GET /a?b=c&d HTTP/1.1⏎Host: a⏎⏎", "GET /a?b=c&d", because: "path and query"),
        WireCase("GET /? HTTP/1.1⏎Host: a⏎⏎", "GET /?", because: "an empty query is one"),
        WireCase(
          "GET /a?b?c HTTP/1.1⏎Host: a⏎⏎", "GET /a?b?c", because: "only the first ? divides"),
        WireCase("GET /a?/b HTTP/1.1⏎Host: a⏎⏎", "GET /a?/b", because: "a query may have slashes"),
        WireCase("GET a HTTP/1.1⏎Host: a⏎⏎", "400", because: "a path begins with a slash"),
        WireCase("GET ?a HTTP/1.1⏎Host: a⏎⏎", "400", because: "a query is no target"),
        WireCase("GET \\a HTTP/1.1⏎Host: a⏎⏎", "400", because: "a backslash is no slash"),
        WireCase("GET /a#b HTTP/1.1⏎Host: a⏎⏎", "400", because: "a fragment is not sent"),
        WireCase("GET /é HTTP/1.1⏎Host: a⏎⏎", "400", because: "a target is ASCII"),
        WireCase(
          "GET /|{}^`\"<> HTTP/1.1⏎Host: a⏎⏎", "GET /|{}^`\"<>", because: "sent by browsers"),
        WireCase("GET /\0 HTTP/1.1⏎Host: a⏎⏎", "400", because: "NUL in a target"),
        WireCase("GET /\u{7f} HTTP/1.1⏎Host: a⏎⏎", "400", because: "DEL in a target"),
        WireCase("GET /\t HTTP/1.1⏎Host: a⏎⏎", "400", because: "a tab in a target"),
      ]),
    WireCases(
      "What a path means, its owner says: nothing in it is resolved", "RFC 3986, 3.3",
      [
        WireCase("GET //a HTTP/1.1⏎Host: a⏎⏎", "GET //a", because: "two slashes name no host"),
        WireCase("GET /a// HTTP/1.1⏎Host: a⏎⏎", "GET /a//", because: "empty segments count"),
        WireCase("GET /../a/./b HTTP/1.1⏎Host: a⏎⏎", "GET /../a/./b", because: "so do dots"),
        WireCase("GET /a/.. HTTP/1.1⏎Host: a⏎⏎", "GET /a/..", because: "which climb nowhere"),
        WireCase("GET /a\\..\\b HTTP/1.1⏎Host: a⏎⏎", "GET /a\\..\\b", because: "backslashes, too"),
        WireCase("GET /a;b=1,c HTTP/1.1⏎Host: a⏎⏎", "GET /a;b=1,c", because: "parameters are path"),
        WireCase("GET /a:b@c HTTP/1.1⏎Host: a⏎⏎", "GET /a:b@c", because: "no host, no user"),
      ]),
    WireCases(
      "An escaped character is another one, unless it need not be escaped", "RFC 3986, 6.2.2.2",
      [
        WireCase("GET /%61%7E HTTP/1.1⏎Host: a⏎⏎", "GET /a~", because: "these are the same path"),
        WireCase("GET /%2e%2E/a HTTP/1.1⏎Host: a⏎⏎", "GET /../a", because: "so are these dots"),
        WireCase("GET /a%2Fb HTTP/1.1⏎Host: a⏎⏎", "GET /a%2Fb", because: "this slash is data"),
        WireCase("GET /a%2fb HTTP/1.1⏎Host: a⏎⏎", "GET /a%2fb", because: "in either case"),
        WireCase("GET /a%5Cb HTTP/1.1⏎Host: a⏎⏎", "GET /a%5Cb", because: "and this backslash"),
        WireCase("GET /a%3Fb HTTP/1.1⏎Host: a⏎⏎", "GET /a%3Fb", because: "this ? begins no query"),
        WireCase("GET /a%23b HTTP/1.1⏎Host: a⏎⏎", "GET /a%23b", because: "this # no fragment"),
        WireCase("GET /a%3Ab HTTP/1.1⏎Host: a⏎⏎", "GET /a%3Ab", because: "reserved, if harmless"),
        WireCase("GET /%C3%A9 HTTP/1.1⏎Host: a⏎⏎", "GET /%C3%A9", because: "and all beyond ASCII"),
        WireCase("GET /%2561 HTTP/1.1⏎Host: a⏎⏎", "GET /%2561", because: "nothing is read twice"),
        WireCase("GET /%00 HTTP/1.1⏎Host: a⏎⏎", "GET /%00", because: "an escape is text"),
        WireCase("GET /%0d%0a HTTP/1.1⏎Host: a⏎⏎", "GET /%0d%0a", because: "and ends no line"),
        WireCase("GET /?%61 HTTP/1.1⏎Host: a⏎⏎", "GET /?%61", because: "a query's owner reads it"),
        WireCase("GET /% HTTP/1.1⏎Host: a⏎⏎", "GET /%", because: "so it is with what is none"),
        WireCase("GET /%61%zz HTTP/1.1⏎Host: a⏎⏎", "GET /%61%zz", because: "and what is beside it"),
      ]),
    WireCases(
      "A target may be a whole URL", "RFC 9112, 3.2.2",
      [
        WireCase("GET http://b/a?c HTTP/1.1⏎Host: a⏎⏎", "GET /a?c", because: "as to a proxy"),
        WireCase("GET HTTP://b:1/a HTTP/1.1⏎Host: a⏎⏎", "GET /a", because: "schemes have no case"),
        WireCase("GET https://b/a HTTP/1.1⏎Host: a⏎⏎", "GET /a", because: "TLS ended before us"),
        WireCase("GET http://b HTTP/1.1⏎Host: a⏎⏎", "GET /", because: "no path is the root"),
        WireCase("GET http://b?c HTTP/1.1⏎Host: a⏎⏎", "GET /?c", because: "before a query, too"),
        WireCase("GET http://b:/a HTTP/1.1⏎Host: a⏎⏎", "GET /a", because: "a port may be empty"),
        WireCase("GET http://[::1]:8/a HTTP/1.1⏎Host: a⏎⏎", "GET /a", because: "an IPv6 address"),
        WireCase("GET http://b/a HTTP/1.0⏎⏎", "GET /a close", because: "HTTP/1.0 has it, too"),
        WireCase("GET http://b/a HTTP/1.1⏎⏎", "400", because: "Host is needed all the same"),
        WireCase("GET http:///a HTTP/1.1⏎Host: a⏎⏎", "400", because: "9110, 4.2.1: a host, too"),
        WireCase("GET http://:80/a HTTP/1.1⏎Host: a⏎⏎", "400", because: "a port is not a host"),
        WireCase("GET http://b:x/a HTTP/1.1⏎Host: a⏎⏎", "400", because: "and is a number"),
        WireCase("GET http://[::1/a HTTP/1.1⏎Host: a⏎⏎", "400", because: "one bracket"),
        WireCase("GET http:// HTTP/1.1⏎Host: a⏎⏎", "400", because: "a scheme is not a URL"),
        WireCase("GET http:/b HTTP/1.1⏎Host: a⏎⏎", "400", because: "nor is it with one slash"),
        WireCase("GET http://b/a#c HTTP/1.1⏎Host: a⏎⏎", "400", because: "a fragment is not sent"),
        WireCase("GET http://u@b/ HTTP/1.1⏎Host: a⏎⏎", "400", because: "9110, 4.2.4: no users"),
        WireCase("GET http://b\\c/ HTTP/1.1⏎Host: a⏎⏎", "400", because: "no backslash in a host"),
        WireCase("GET ftp://b/a HTTP/1.1⏎Host: a⏎⏎", "400", because: "this is a proxy's to fetch"),
        WireCase("GET file:///etc/passwd HTTP/1.1⏎Host: a⏎⏎", "400", because: "and this nobody's"),
      ]),
    WireCases(
      "The asterisk is for OPTIONS alone", "RFC 9112, 3.2.4",
      [
        WireCase("OPTIONS * HTTP/1.1⏎Host: a⏎⏎", "OPTIONS *", because: "the server as a whole"),
        WireCase("OPTIONS /a HTTP/1.1⏎Host: a⏎⏎", "OPTIONS /a", because: "which also has paths"),
        WireCase("GET * HTTP/1.1⏎Host: a⏎⏎", "400", because: "nobody else may use it"),
        WireCase("OPTIONS ** HTTP/1.1⏎Host: a⏎⏎", "400", because: "it is one"),
        WireCase("OPTIONS *?a HTTP/1.1⏎Host: a⏎⏎", "400", because: "without a query"),
      ]),
    WireCases(
      "Host and port alone are for CONNECT, which is a proxy's", "RFC 9112, 3.2.3",
      [
        WireCase("CONNECT a:80 HTTP/1.1⏎Host: a⏎⏎", "501", because: "9110, 9.3.6: no tunnels here"),
        WireCase("CONNECT / HTTP/1.1⏎Host: a⏎⏎", "501", because: "whatever its target is"),
        WireCase("GET a:80 HTTP/1.1⏎Host: a⏎⏎", "400", because: "nobody else may use it"),
      ]),
  ]
}
