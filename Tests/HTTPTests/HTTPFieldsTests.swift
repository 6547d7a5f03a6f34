import HTTP
import Testing

@Suite("Fields")
struct HTTPFieldsTests {
  let fields: HTTPFields = ["Host": "a", "X-Tag": "one", "Empty": "", "x-tag": " two\t"]

  @Test(arguments: [
    ("Host", "a"), ("hOST", "a"), ("x-tag", "one"), ("Empty", ""), ("X-Ta", nil), ("X-Tags", nil),
    ("", nil), ("ost", nil), ("one", nil),
  ])
  func `are found by name, without case`(name: String, value: String?) {
    #expect(fields[name] == value)
  }

  @Test func `keep order and repetition`() {
    #expect(fields.values("X-Tag") == ["one", "two"])
    #expect(fields.map(\.name) == ["Host", "X-Tag", "Empty", "x-tag"])
    #expect(fields.map(\.value) == ["a", "one", "", "two"])
  }

  @Test(arguments: [
    ("a\r\nSet-Cookie: b", "a  Set-Cookie: b"), ("a\nb", "a b"), ("a\rb", "a b"), ("a\0b", "a b"),
    ("a\u{1b}b\u{7f}", "a b"), ("a\tb", "a\tb"), ("é", "é"),
  ])
  func `cannot be injected by a value`(value: String, stored: String) {
    var fields = HTTPFields()
    fields.append("X", value)
    fields.append("Y", "z")
    #expect(fields.map(\.name) == ["X", "Y"])
    #expect(fields["X"] == stored)
    var output: [UInt8] = []
    ResponseWriter(time: 0).write(HTTPResponse(.ok, fields: fields), to: &output)
    let lines = String(decoding: output, as: UTF8.self).split(separator: "\r\n")
    #expect(lines.count == 5, "status, Date, X, Y, Content-Length")
  }

  @Test(arguments: [
    ("X-Y", true), ("a!#$%&'*+-.^_`|~9", true), ("", false), ("a b", false), ("a:", false),
    ("a\r\n", false), ("é", false),
  ])
  func `have tokens for names`(name: String, isName: Bool) {
    #expect(HTTPFields.isName(name) == isName)
  }

  @Test func `are appended as a block`() {
    var all: HTTPFields = ["A": "1"]
    all.append(fields)
    all.append("B", "2")
    #expect(all.map(\.name) == ["A", "Host", "X-Tag", "Empty", "x-tag", "B"])
    #expect(all != fields)
  }

  @Test func `are added in one go`() {
    var all = fields
    #expect(all == fields)
    all.append(room: 100) { further in
      further.append(literal: "b", "2\n")
      further.append(literal: "c", 0)
      further.append(literal: "d", .max)
    }
    #expect(all.map(\.name) == ["Host", "X-Tag", "Empty", "x-tag", "b", "c", "d"])
    #expect(all["B"] == "2")
    #expect(all["c"] == "0")
    #expect(all["D"] == "9223372036854775807")
    #expect(all.has("x-TAG"))
    #expect(!all.has("e"))
  }

  @Test func `can be none`() {
    #expect(HTTPFields().isEmpty)
    #expect(HTTPFields()["Host"] == nil)
    #expect(Array(HTTPFields()).isEmpty)
  }
}
