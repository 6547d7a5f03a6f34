import HTTP
import Testing

@Suite("A request's target")
struct HTTPRequestTests {
  @Test(arguments: [
    ("/", "/", nil, "field"), ("/v3/x?y=1", "/v3/x", "y=1", "field"), ("/?", "/", "", "field"),
    ("/a?b?c", "/a", "b?c", "field"), ("*", "*", nil, "field"),
    ("/http://b/", "/http://b/", nil, "field"), ("http://b", "/", nil, "b"),
    ("HTTP://b:1/a?c", "/a", "c", "b:1"), ("https://[::1]?c/", "/", "c/", "[::1]"),
    ("/%61%2D%2f%3F?%61", "/a-%2f%3F", "%61", "field"), ("/%2561", "/%2561", nil, "field"),
    ("/%61%%36%31", "/%61%%36%31", nil, "field"), ("/%61%6", "/%61%6", nil, "field"),
  ])
  func `is taken apart`(target: String, path: String, queryText: String?, authority: String) {
    let request = HTTPRequest(.get, target, fields: ["Host": "field"])
    #expect(request.target == target)
    #expect(request.path == path)
    #expect(request.queryText == queryText)
    #expect(request.authority == authority)
  }
}

@Suite("Escapes")
struct PercentEncodingTests {
  @Test(arguments: [
    ("a%20b", "a b"), ("%C3%A9", "é"), ("%c3%a9", "é"), ("a+b", "a+b"), ("%2F", "/"),
    ("%00", "\0"), ("é", "é"), ("", ""),
  ])
  func `are decoded`(text: String, decoded: String) {
    #expect(PercentEncoding.decode(text[...]) == decoded)
  }

  @Test(arguments: ["%", "%2", "%zz", "%2z", "a%", "%%20", "%C3", "%FF", "%C0%AF", "%+1"])
  func `are refused if malformed, or no UTF-8`(text: String) {
    #expect(PercentEncoding.decode(text[...]) == nil)
  }

  @Test func `are made of all but the unreserved characters`() {
    #expect(PercentEncoding.encode("azAZ09-._~") == "azAZ09-._~")
    #expect(PercentEncoding.encode("a b/é\n+%") == "a%20b%2F%C3%A9%0A%2B%25")
  }
}

@Suite("Query items")
struct QueryItemsTests {
  @Test(arguments: [
    (nil, []), ("", []), ("a=1&b=2", ["a=1", "b=2"]), ("a=1&a=2", ["a=1", "a=2"]), ("a", ["a="]),
    ("a=", ["a="]), ("=a", ["=a"]), ("a=b=c", ["a=b=c"]), ("&&a=1&", ["a=1"]),
    ("a=1+2", ["a=1 2"]), ("a=1%2B2", ["a=1+2"]), ("%61=%3D%26", ["a==&"]),
    ("a;b=1", ["a;b=1"]), ("a[]=1", ["a[]=1"]),
  ])
  func `are read in order`(text: String?, items: [String]) throws {
    #expect(try QueryItems(text).map { "\($0.name)=\($0.value)" } == items)
  }

  @Test(arguments: ["a=%", "%=a", "a=1&b=%zz", "a=%FF"])
  func `are refused if badly escaped`(text: String) {
    #expect(throws: HTTPParseError.malformedQuery) { try QueryItems(text) }
  }

  @Test func `are found by name`() throws {
    let items = try QueryItems("a=1&b=2&a=3")
    #expect(items["a"] == "1")
    #expect(items["A"] == nil)
    #expect(items.values("a") == ["1", "3"])
  }
}
