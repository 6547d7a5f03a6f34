import HTTPClient
import Testing

@Suite("A URL") struct URLTests {
  @Test(arguments: [
    ("http://example.com", "example.com", 80, "/", "example.com"),
    ("http://example.com/", "example.com", 80, "/", "example.com"),
    ("HTTP://Example.COM:8080/Path?q=A", "example.com", 8080, "/Path?q=A", "example.com:8080"),
    ("http://a.b?x=1", "a.b", 80, "/?x=1", "a.b"),
    ("http://a.b/x#part", "a.b", 80, "/x", "a.b"), ("http://a.b#part", "a.b", 80, "/", "a.b"),
    ("http://a.b:80/x", "a.b", 80, "/x", "a.b"), ("http://a.b:/x", "a.b", 80, "/x", "a.b"),
    ("http://my_service-1:3000/hook", "my_service-1", 3000, "/hook", "my_service-1:3000"),
    ("http://127.0.0.1:1/", "127.0.0.1", 1, "/", "127.0.0.1:1"),
    ("http://[::1]:65535/x", "::1", 65535, "/x", "[::1]:65535"),
    ("http://[FC00::A]", "fc00::a", 80, "/", "[fc00::a]"),
    ("http://a.b/é?ü=%20", "a.b", 80, "/%C3%A9?%C3%BC=%20", "a.b"),
    ("http://a.b/http://c.d/", "a.b", 80, "/http://c.d/", "a.b"),
    ("http://a.b/@c", "a.b", 80, "/@c", "a.b"),
  ])
  func `is taken apart`(
    text: String, host: String, port: UInt16, target: String, authority: String
  ) throws {
    let url = try HTTPURL(text)
    #expect(url.host == host)
    #expect(url.port == port)
    #expect(url.target == target)
    #expect(url.authority == authority)
  }

  @Test(arguments: [
    ("", "nothing"), ("example.com/x", "no scheme"), ("ftp://a.b/", "another scheme"),
    ("http:/a.b/", "one slash"), ("http://", "no host"), ("http:///x", "no host before a path"),
    ("http://:80/", "no host before a port"), ("http://a.b:0/", "port 0"),
    ("http://a.b:65536/", "a port too large"), ("http://a.b:8o/", "a port of letters"),
    ("http://a.b:-1/", "a port below"), ("http://a.b:+1/", "a port with a sign"),
    ("http://user@a.b/", "a user"), ("http://user:word@a.b/", "a user with a password"),
    ("http://a b/", "a blank"), ("http://a.b/x y", "a blank in the path"),
    ("http://a.b/\r\nX: y", "a line end"), ("http://a\u{0}b/", "a control character"),
    ("http://[::1/", "an open bracket"), ("http://[a.b]/", "a name in brackets"),
    ("http://[::1]x/", "more behind the bracket"), ("http://[]/", "empty brackets"),
    ("http://münchen.example/", "a name beyond ASCII"), ("http://a\\b/", "a backslash"),
  ])
  func `is none`(text: String, reason: String) {
    #expect(throws: HTTPURL.Failure.malformed, "\(reason)") { try HTTPURL(text) }
  }

  @Test func `of https is told apart`() {
    #expect(throws: HTTPURL.Failure.unsupported(scheme: "https")) {
      try HTTPURL("https://example.com/")
    }
    #expect("\(HTTPURL.Failure.unsupported(scheme: "https"))".contains("use http"))
  }
}
