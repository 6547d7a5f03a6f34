import APIContract
import JSON
import Testing

@Suite("A format") struct FormatTests {
  static func admits(_ text: String, _ format: Schema.Format) -> Bool {
    Probe(Field<String>.optional("a", .text(format))).refusal(of: ["a": .string(text)]) == nil
  }

  static let long = String(repeating: "a", count: 63)

  @Test(arguments: [
    ("ann@example.com", true, "plain"), ("a.b+c-d_e@x-y.co.uk", true, "signs"),
    ("!#$%&'*+-/=?^_`{|}~@example.com", true, "all signs that an atom may have"),
    ("änn@exämple.com", true, "letters beyond ASCII"), ("a@b.c", true, "short"),
    ("\(long)a@example.com", true, "a local part of 64 octets"),
    ("\(long)aa@example.com", false, "of 65"),
    ("\(long)@\(long).\(long).\(long.dropLast())", true, "254 octets in all"),
    ("\(long)@\(long).\(long).\(long)", false, "255"),
    ("a@\(long).io", true, "a label of 63 octets"), ("a@\(long)a.io", false, "of 64"),
    ("", false, "nothing"), ("a", false, "no @"), ("@b.io", false, "no local part"),
    ("a@", false, "no domain"), ("a@b", false, "one label"), ("a@b@c.io", false, "two @"),
    ("a b@c.io", false, "a blank"), ("a@b c.io", false, "a blank"), (".a@b.io", false, "dot first"),
    ("a.@b.io", false, "dot last"), ("a..b@c.io", false, "two dots"),
    ("a@.b.io", false, "an empty label"), ("a@b.io.", false, "an empty label"),
    ("a@-b.io", false, "a hyphen first"), ("a@b-.io", false, "a hyphen last"),
    ("a@b_c.io", false, "an underscore in a label"), ("\"a b\"@c.io", false, "a quoted local part"),
    ("a@[127.0.0.1]", false, "a literal"), ("<a@b.io>", false, "brackets"),
    ("a@b.io\n", false, "a line end"), ("a\u{0}@b.io", false, "a control character"),
    ("a(b)@c.io", false, "a comment"), ("a,b@c.io", false, "a comma"),
  ])
  func `of addresses`(text: String, admitted: Bool, reason: String) {
    #expect(Self.admits(text, .email) == admitted, "\(reason)")
  }

  @Test(arguments: [
    ("example.com", true), ("a.b.c.d", true), ("xn--bcher-kva.example", true), ("bücher.de", true),
    ("1.2", true), ("\(long).io", true), ("\(long)a.io", false), ("example", false),
    ("http://example.com", false), ("example.com/", false), ("example.com:80", false),
    ("a@example.com", false), ("exa mple.com", false), (".example.com", false),
    ("example.com.", false), ("-a.com", false), ("a-.com", false), ("*.example.com", false),
  ])
  func `of hosts`(text: String, admitted: Bool) {
    #expect(Self.admits(text, .hostname) == admitted)
  }

  @Test(arguments: [
    ("203.0.113.10", true), ("0.0.0.0", true), ("123.98.689.7", true), ("203.0.113", false),
    ("203.0.113.10.1", false), ("203.0.113.", false), ("203.0.113.1000", false),
    ("203.0.113.a", false), ("203.0.113.10/24", false), (" 203.0.113.10", false),
    ("2001:db8::1", true), ("2001:DB8:0:0:0:0:0:1", true), ("::", true), ("::1", true),
    ("1::", true), ("1:2:3:4:5:6:7::", true), ("::ffff:203.0.113.10", true),
    ("1:2:3:4:5:6:203.0.113.10", true), ("1:2:3:4:5:6:7", false), ("1:2:3:4:5:6:7:8:9", false),
    ("1:2:3:4:5:6:7:8::", false), ("1::2::3", false), (":::", false), (":", false),
    (":1:2:3:4:5:6:7", false), ("12345::", false), ("g::", false), ("fe80::1%eth0", false),
    ("[::1]", false), ("::203.0.113", false), ("203.0.113.10::", false), ("example.com", false),
  ])
  func `of IPs`(text: String, admitted: Bool) {
    #expect(Self.admits(text, .ip) == admitted)
  }

  @Test(arguments: [
    ("https://example.com", true), ("http://example.com/a?b=c#d", true), ("HTTPS://x.io/", true),
    ("http://localhost:8080/a", true), ("http://[::1]/a", true), ("http://é.io/ü", true),
    ("ftp://example.com", false), ("example.com", false), ("//example.com", false),
    ("https://", false), ("https:///a", false), ("https://?a", false), ("https://a b.io", false),
    ("https://a.io/\n", false), ("mailto:a@b.io", false), ("javascript:alert(1)", false),
  ])
  func `of URLs`(text: String, admitted: Bool) {
    #expect(Self.admits(text, .uri) == admitted)
  }

  @Test(arguments: [
    ("5c6cfa04-eed9-42c2-8b5c-6d470d978e9d", true), ("5C6CFA04-EED9-42C2-AB5C-6D470D978E9D", true),
    ("5c6cfa04-eed9-42c2-9b5c-6d470d978e9d", true), ("5c6cfa04-eed9-42c2-bb5c-6d470d978e9d", true),
    ("5c6cfa04-eed9-12c2-8b5c-6d470d978e9d", false),
    ("5c6cfa04-eed9-42c2-cb5c-6d470d978e9d", false),
    ("5c6cfa04-eed9-42c2-8b5c-6d470d978e9", false), ("5c6cfa04eed942c28b5c6d470d978e9d", false),
    ("5c6cfa04-eed9-42c2-8b5c-6d470d978e9g", false),
    ("5c6cfa04+eed9-42c2-8b5c-6d470d978e9d", false), ("", false),
  ])
  func `of UUIDs of version 4`(text: String, admitted: Bool) {
    #expect(Self.admits(text, .uuid) == admitted)
  }

  @Test(arguments: [
    ("61a5cd07ca1347c82306ad06", true), ("61A5CD07CA1347C82306AD06", true),
    ("61a5cd07ca1347c82306ad0", false), ("61a5cd07ca1347c82306ad066", false),
    ("61a5cd07ca1347c82306ad0g", false), ("61a5cd07-ca1347c82306ad0", false),
  ])
  func `object ids`(text: String, admitted: Bool) {
    #expect(Self.admits(text, .objectID) == admitted)
  }

  @Test(arguments: [
    ("AAAA", true, 3), ("AAA=", true, 2), ("AA==", true, 1), ("+/09azAZ", true, 6),
    ("A===", false, 0), ("AAA", false, 0), ("AAAAA", false, 0), ("AA=A", false, 0),
    ("A-_A", false, 0), ("AA A", false, 0), ("AAAA\n", false, 0), ("====", false, 0),
  ])
  func `of Base64`(text: String, admitted: Bool, count: Int) {
    #expect(Self.admits(text, .base64) == admitted)
    if admitted { #expect(Base64.decodedCount(of: text) == count) }
  }

  @Test(arguments: [
    ("2026-03-15", true), ("2024-02-29", true), ("0000-01-01", true), ("2025-02-29", false),
    ("2026-3-15", false), ("2026-03-15T00:00:00Z", false), ("15/03/2026", false),
    (" 2026-03-15", false), ("２０２６-03-15", false),
  ])
  func `of days`(text: String, admitted: Bool) {
    #expect(Self.admits(text, .date) == admitted)
  }

  @Test(arguments: [
    ("2026-03-15T12:00:00Z", true), ("2026-03-15T12:00:00.123456789+05:30", true),
    ("2026-03-15t12:00:00z", true), ("2026-03-15T12:00:00", true),
    ("2026-03-15T12:00:00 02:00", true), ("2026-03-15T12:00", false), ("2026-03-15", false),
    ("2026-03-15T24:00:00Z", false), ("2026-03-15T12:00:00+0200", false),
    ("2026-03-15T12:00:00.Z", false), ("2026-03-15 12:00:00Z", false),
  ])
  func `of dates and times`(text: String, admitted: Bool) {
    #expect(Self.admits(text, .dateTime) == admitted)
  }
}
