extension WireCases {
  static let fields = WireCases(
    "Fields",
    [
      WireCase("GET / HTTP/1.1⏎Host:a⏎⏎", "GET /", because: "no space is needed after the colon"),
      WireCase("GET / HTTP/1.1⏎Host: \t a \t ⏎⏎", "GET /", because: "any white space is allowed"),
      WireCase("GET / HTTP/1.1⏎hOsT: a⏎⏎", "GET /", because: "names have no case"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎X:⏎⏎", "GET /", because: "a value may be empty"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎X: é⏎⏎", "GET /", because: "obs-text is allowed"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎X: a\tb⏎⏎", "GET /", because: "a tab within a value"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎X: a:b⏎⏎", "GET /", because: "a colon within a value"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎!#$%&'*+-.^_`|~9: a⏎⏎", "GET /", because: "all of tchar"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎X : a⏎⏎", "400", because: "9112 5.1: space before a colon"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎X\t: a⏎⏎", "400", because: "or a tab"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎: a⏎⏎", "400", because: "a field has a name"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎X⏎⏎", "400", because: "and a colon"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎X(: a⏎⏎", "400", because: "a name is a token"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎é: a⏎⏎", "400", because: "in ASCII"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎X\0: a⏎⏎", "400", because: "NUL in a name"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎X: a\0⏎⏎", "400", because: "NUL in a value"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎X: a\u{1b}⏎⏎", "400", because: "ESC in a value"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎X: a\u{7f}⏎⏎", "400", because: "DEL in a value"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎X: a\rb⏎⏎", "400", because: "a bare CR in a value"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎X: a\r⏎⏎", "400", because: "CR CR LF is no line end"),
      WireCase("GET / HTTP/1.1⏎Host: a\nX: b⏎⏎", "400", because: "a bare LF hides a field"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎\n", "400", because: "a bare LF ends no head"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎X: a⏎ b⏎⏎", "400", because: "9112 5.2: no folding"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎X: a⏎\tb⏎⏎", "400", because: "with a tab neither"),
      WireCase(
        "GET / HTTP/1.1⏎ Host: a⏎⏎", "400", because: "9112 2.2: space before the first field"),
      WireCase("GET / HTTP/1.1⏎ ⏎⏎", "400", because: "a blank line is not an empty one"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎X: a⏎", "…", because: "a head ends with an empty line"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎\r", "…", because: "all of it"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎bad line⏎", "400", because: "judged before the head ends"),
    ])

  static let hosts = WireCases(
    "Hosts",
    [
      WireCase("GET / HTTP/1.1⏎⏎", "400", because: "9112 3.2: Host is needed"),
      WireCase("GET / HTTP/1.0⏎⏎", "GET / close", because: "but not in HTTP/1.0"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎Host: b⏎⏎", "400", because: "one, not two"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎Host: a⏎⏎", "400", because: "even if they agree"),
      WireCase("GET / HTTP/1.0⏎Host: a⏎Host: a⏎⏎", "400", because: "in HTTP/1.0, too"),
      WireCase("GET / HTTP/1.1⏎Host:⏎⏎", "GET /", because: "9110 7.2: it may be empty"),
      WireCase("GET / HTTP/1.1⏎Host: localhost:2738⏎⏎", "GET /", because: "a name and a port"),
      WireCase("GET / HTTP/1.1⏎Host: localhost:⏎⏎", "GET /", because: "3986 3.2.3: an empty port"),
      WireCase("GET / HTTP/1.1⏎Host: 127.0.0.1:80⏎⏎", "GET /", because: "IPv4"),
      WireCase("GET / HTTP/1.1⏎Host: [::1]⏎⏎", "GET /", because: "IPv6"),
      WireCase("GET / HTTP/1.1⏎Host: [::1]:80⏎⏎", "GET /", because: "with a port"),
      WireCase("GET / HTTP/1.1⏎Host: a_b.example⏎⏎", "GET /", because: "underscores happen"),
      WireCase("GET / HTTP/1.1⏎Host: ::1⏎⏎", "400", because: "IPv6 without brackets"),
      WireCase("GET / HTTP/1.1⏎Host: [::1⏎⏎", "400", because: "one bracket"),
      WireCase("GET / HTTP/1.1⏎Host: []⏎⏎", "400", because: "brackets around nothing"),
      WireCase("GET / HTTP/1.1⏎Host: [::1]x⏎⏎", "400", because: "something behind the brackets"),
      WireCase("GET / HTTP/1.1⏎Host: [zz]⏎⏎", "400", because: "no address in the brackets"),
      WireCase("GET / HTTP/1.1⏎Host: a:b⏎⏎", "400", because: "a port is a number"),
      WireCase("GET / HTTP/1.1⏎Host: a:1:2⏎⏎", "400", because: "one port"),
      WireCase("GET / HTTP/1.1⏎Host: a b⏎⏎", "400", because: "a host has no space"),
      WireCase("GET / HTTP/1.1⏎Host: a,b⏎⏎", "GET /", because: "3986 allows a comma"),
      WireCase("GET / HTTP/1.1⏎Host: a/b⏎⏎", "400", because: "but no slash"),
      WireCase("GET / HTTP/1.1⏎Host: u@a⏎⏎", "400", because: "nor a user"),
      WireCase("GET / HTTP/1.1⏎Host: http://a⏎⏎", "400", because: "nor a scheme"),
      WireCase("GET / HTTP/1.1⏎Host: é⏎⏎", "400", because: "nor more than ASCII"),
    ])

  static let persistence = WireCases(
    "Persistence",
    [
      WireCase("GET / HTTP/1.1⏎Host: a⏎Connection: close⏎⏎", "GET / close", because: "as asked"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎Connection: Close⏎⏎", "GET / close", because: "in any case"),
      WireCase(
        "GET / HTTP/1.1⏎Host: a⏎Connection: x, close , y⏎⏎", "GET / close", because: "in a list"),
      WireCase(
        "GET / HTTP/1.1⏎Host: a⏎Connection: x⏎Connection: close⏎⏎", "GET / close",
        because: "in two lines"),
      WireCase(
        "GET / HTTP/1.1⏎Host: a⏎Connection: closed⏎⏎", "GET /", because: "another word is not it"),
      WireCase("GET / HTTP/1.1⏎Host: a⏎Connection:⏎⏎", "GET /", because: "nothing is not it"),
      WireCase("GET / HTTP/1.0⏎⏎", "GET / close", because: "HTTP/1.0 closes by default"),
      WireCase(
        "GET / HTTP/1.0⏎Connection: keep-alive⏎⏎", "GET /", because: "unless it asks otherwise"),
      WireCase(
        "GET / HTTP/1.0⏎Connection: Keep-Alive⏎⏎", "GET /", because: "in any case"),
      WireCase(
        "GET / HTTP/1.0⏎Connection: keep-alive, close⏎⏎", "GET / close", because: "close wins"),
      WireCase(
        "GET / HTTP/1.1⏎Host: a⏎Connection: upgrade⏎Upgrade: h2c⏎⏎", "GET /",
        because: "9110 7.8: an upgrade may be ignored"),
    ])

  static let expectations = WireCases(
    "Expectations",
    [
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Expect: 100-continue⏎Content-Length: 1⏎⏎b", "POST / = b",
        because: "the body is there already"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Expect: 100-Continue⏎Content-Length: 1⏎⏎b", "POST / = b",
        because: "9110 10.1.1: in any case"),
      WireCase(
        "GET / HTTP/1.1⏎Host: a⏎Expect: 100-continue⏎⏎", "GET /", because: "there is no body"),
      WireCase(
        "POST / HTTP/1.1⏎Host: a⏎Expect: 200-ok⏎Content-Length: 1⏎⏎b", "417",
        because: "9110 10.1.1: what is not understood is not met"),
      WireCase(
        "POST / HTTP/1.0⏎Expect: 100-continue⏎Content-Length: 1⏎⏎b", "POST / close = b",
        because: "HTTP/1.0 has no expectations"),
    ])
}
