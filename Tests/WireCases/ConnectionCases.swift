/// A request of each kind, to stand before or behind others.
private let first = "GET /1 HTTP/1.1⏎Host: a⏎⏎"
private let second = "GET /2 HTTP/1.1⏎Host: a⏎⏎"

extension WireCases {
  static let connections = [
    WireCases(
      "A connection persists, unless the request says close", "RFC 9112, 9.3",
      [
        WireCase(get + "Connection: close⏎⏎", "GET / close", because: "as asked"),
        WireCase(get + "Connection: CLOSE⏎⏎", "GET / close", because: "in any case"),
        WireCase(get + "Connection: x, close , y⏎⏎", "GET / close", because: "in a list"),
        WireCase(
          get + "Connection: ,close⏎⏎", "GET / close", because: "9110, 5.6.1.2: in half one"),
        WireCase(get + "Connection: x⏎Connection: close⏎⏎", "GET / close", because: "in two lines"),
        WireCase(get + "Connection: keep-alive, close⏎⏎", "GET / close", because: "close wins"),
        WireCase(get + "Connection: keep-alive⏎⏎", "GET /", because: "which goes without saying"),
        WireCase(get + "Connection: closed⏎⏎", "GET /", because: "another word is not it"),
        WireCase(get + "Connection: \"close\"⏎⏎", "GET /", because: "nor is it in quotes"),
        WireCase(get + "Connection:⏎⏎", "GET /", because: "nor is nothing"),
        WireCase(get + "Proxy-Connection: close⏎⏎", "GET /", because: "nor is another field"),
        WireCase(
          post + "Connection: close⏎Content-Length: 1⏎⏎b", "POST / close = b",
          because: "the body is still part of it"),
      ]),
    WireCases(
      "In HTTP/1.0 it is closed, unless the request says keep-alive", "RFC 9112, 9.3",
      [
        WireCase("GET / HTTP/1.0⏎⏎", "GET / close", because: "as it was"),
        WireCase(
          "GET / HTTP/1.0⏎Connection: keep-alive⏎⏎", "GET / keep-alive", because: "as asked"),
        WireCase(
          "GET / HTTP/1.0⏎Connection: Keep-Alive⏎⏎", "GET / keep-alive", because: "in any case"),
        WireCase(
          "GET / HTTP/1.0⏎Connection: keep-alive, close⏎⏎", "GET / close", because: "close wins"),
        WireCase("GET / HTTP/1.0⏎Keep-Alive: timeout=9⏎⏎", "GET / close", because: "not it"),
        WireCase(
          "GET /1 HTTP/1.0⏎Connection: keep-alive⏎⏎GET /2 HTTP/1.0⏎⏎GET /3 HTTP/1.0⏎⏎",
          "GET /1 keep-alive", "GET /2 close", because: "each request says it for itself"),
        WireCase(
          first + "GET /2 HTTP/1.0⏎⏎", "GET /1", "GET /2 close", because: "also among others"),
      ]),
    WireCases(
      "Another protocol is not switched to", "RFC 9110, 7.8",
      [
        WireCase(
          get + "Connection: upgrade, http2-settings⏎Upgrade: h2c⏎HTTP2-Settings: AAMAAABk⏎⏎",
          "GET /", because: "HTTP/2 in clear text"),
        WireCase(
          get + "Connection: upgrade⏎Upgrade: websocket⏎⏎", "GET /", because: "WebSocket"),
        WireCase(
          get + "Connection: upgrade⏎Upgrade: h2c⏎⏎PRI * HTTP/2.0⏎⏎SM⏎⏎", "GET /", "505",
          because: "nobody said that it was"),
      ]),
    WireCases(
      "A client that expects 100-continue is asked for its body", "RFC 9110, 10.1.1",
      [
        WireCase(
          post + "Expect: 100-continue⏎Content-Length: 1⏎⏎b", "100", "POST / = b",
          because: "unless that is there already"),
        WireCase(
          post + "Expect: 100-CONTINUE⏎Content-Length: 2⏎⏎bc", "100", "POST / = bc",
          because: "in any case"),
        WireCase(
          post + "Expect: 100-continue, 100-continue⏎Content-Length: 1⏎⏎b", "100", "POST / = b",
          because: "in a list"),
        WireCase(
          post + "Expect: 100-continue⏎Transfer-Encoding: chunked⏎⏎1⏎b⏎0⏎⏎", "100", "POST / = b",
          because: "for its chunks, too"),
        WireCase(
          post + "Expect: 100-continue⏎Content-Length: 1⏎⏎", "100", "…", because: "and waited for"),
        WireCase(get + "Expect: 100-continue⏎⏎", "GET /", because: "there is none"),
        WireCase(post + "Expect: 100-continue⏎Content-Length: 0⏎⏎", "POST /", because: "likewise"),
        WireCase(
          "POST / HTTP/1.0⏎Expect: 100-continue⏎Content-Length: 1⏎⏎b", "POST / close = b",
          because: "HTTP/1.0 has no expectations"),
        WireCase(
          post + "Expect: 100-continue⏎Content-Length: 99999999999⏎⏎", "413",
          because: "it is not wanted"),
        WireCase(post + "Expect:⏎Content-Length: 1⏎⏎b", "POST / = b", because: "nothing expected"),
      ]),
    WireCases(
      "Another expectation is not met", "RFC 9110, 10.1.1",
      [
        WireCase(post + "Expect: 200-ok⏎Content-Length: 1⏎⏎b", "417", because: "what may it mean"),
        WireCase(post + "Expect: 100-continue, x⏎⏎", "417", because: "beside the one that is"),
        WireCase(post + "Expect: x⏎Expect: 100-continue⏎⏎", "417", because: "in two lines"),
        WireCase("HEAD / HTTP/1.1⏎Host: a⏎Expect: x⏎⏎", "HEAD 417", because: "of a HEAD"),
      ]),
    WireCases(
      "An answer to HEAD has no body", "RFC 9110, 9.3.2",
      [
        WireCase("HEAD / HTTP/1.1⏎Host: a⏎⏎", "HEAD /", because: "but its length"),
        WireCase(
          "HEAD /1 HTTP/1.1⏎Host: a⏎⏎" + second, "HEAD /1", "GET /2",
          because: "what follows is the next answer"),
        WireCase(
          "HEAD / HTTP/1.1⏎Host: a⏎Content-Length: 1⏎⏎b", "HEAD / = b", because: "it may have one"),
        WireCase("HEAD / HTTP/1.0⏎⏎", "HEAD / close", because: "in HTTP/1.0"),
        WireCase(
          "HEAD / HTTP/1.0⏎Connection: keep-alive⏎⏎", "HEAD / keep-alive", because: "or that"),
        WireCase("HEAD / HTTP/1.1⏎⏎", "HEAD 400", because: "nor has a refusal"),
        WireCase("HEAD / HTTP/1.1⏎bad line⏎", "HEAD 400", because: "of its fields"),
        WireCase(first + "HEAD / HTTP/1.1⏎⏎", "GET /1", "HEAD 400", because: "behind others"),
        WireCase("HEAD /⏎", "400", because: "a line that is none asks for nothing"),
        WireCase("head / HTTP/1.1⏎⏎", "400", because: "and this is another method"),
      ]),
    WireCases(
      "Requests that come together are answered in order", "RFC 9112, 9.3.2",
      [
        WireCase(first + second, "GET /1", "GET /2", because: "two of them"),
        WireCase(
          first + "HEAD /2 HTTP/1.1⏎Host: a⏎⏎DELETE /3 HTTP/1.1⏎Host: a⏎⏎",
          "GET /1", "HEAD /2", "DELETE /3", because: "of any methods"),
        WireCase(
          post + "Content-Length: 1⏎⏎b" + second, "POST / = b", "GET /2", because: "behind a body"),
        WireCase(
          post + "Content-Length: 1⏎⏎b⏎" + second, "POST / = b", "GET /2",
          because: "and an old client's extra line end"),
        WireCase(
          post + "Content-Length: 0⏎⏎" + second, "POST /", "GET /2", because: "behind none"),
        WireCase(
          chunked + "1⏎b⏎0⏎X: y⏎⏎" + second, "POST / = b", "GET /2",
          because: "behind chunks and trailers"),
        WireCase(
          post + "Content-Length: 5⏎⏎GET /POST /2 HTTP/1.1⏎Host: a⏎⏎", "POST / = GET /", "POST /2",
          because: "a body that looks like a request is a body"),
        WireCase(
          chunked + "5⏎GET /⏎0⏎⏎" + second, "POST / = GET /", "GET /2",
          because: "in chunks, too"),
        WireCase(
          first + post + "Expect: 100-continue⏎Content-Length: 1⏎⏎b" + second,
          "GET /1", "100", "POST / = b", "GET /2", because: "asked for a body in its place"),
        WireCase(first + "GET /2 HT", "GET /1", "…", because: "the first does not wait for it"),
        WireCase(
          first + post + "Content-Length: 2⏎⏎b", "GET /1", "…", because: "nor for a body"),
      ]),
    WireCases(
      "Nothing behind the end of a connection is answered", "RFC 9112, 9.6",
      [
        WireCase(
          "GET /1 HTTP/1.1⏎Host: a⏎Connection: close⏎⏎" + second, "GET /1 close",
          because: "which the client has asked for"),
        WireCase(
          "GET /1 HTTP/1.1⏎Host: a⏎Connection: close⏎⏎garbage⏎⏎", "GET /1 close",
          because: "nor looked at"),
        WireCase("GET /1 HTTP/1.0⏎⏎" + second, "GET /1 close", because: "nor behind HTTP/1.0"),
        WireCase(first + "garbage⏎⏎" + second, "GET /1", "400", because: "nor behind a refusal"),
        WireCase(
          first + post + "Content-Length: x⏎⏎" + second, "GET /1", "400",
          because: "where a body's end is not known"),
        WireCase(
          first + post + "Transfer-Encoding: a⏎⏎0⏎⏎" + second, "GET /1", "400",
          because: "likewise"),
        WireCase(
          first + chunked + "x⏎" + second, "GET /1", "400", because: "nor that of a chunk"),
        WireCase(
          first + chunked + "1⏎abc⏎0⏎⏎" + second, "GET /1", "400",
          because: "or it was said wrongly"),
        WireCase(
          post + "Content-Length: 1⏎⏎bc" + second, "POST / = b", "cGET /2",
          because: "too short a length makes another method of what follows"),
        WireCase(
          post + "Content-Length: 1⏎⏎b⏎⏎" + second, "POST / = b", "400",
          because: "two line ends are no extra one"),
        WireCase(
          first + "GET /2 HTTP/3.0⏎Host: a⏎⏎" + second, "GET /1", "505", because: "whatever it is"),
        WireCase(
          first + "CONNECT a:1 HTTP/1.1⏎Host: a⏎⏎" + second, "GET /1", "501",
          because: "that is refused"),
        WireCase(
          first + post + "Expect: x⏎⏎" + second, "GET /1", "417", because: "for its head alone"),
      ]),
  ]
}
