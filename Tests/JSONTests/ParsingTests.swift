import JSON
import Testing

@Suite("A text is read") struct ParsingTests {
  @Test(
    arguments: [
      ("null", .null, "the null"),
      ("true", true, "a truth"),
      ("false", false, "a falsehood"),
      (" \t\r\n1 \t\r\n", 1, "all four blanks may surround a value"),
      ("0", 0, "zero"),
      ("-0", 0, "a whole zero has no sign"),
      ("-0.0", .double(-0.0), "a double's zero has one"),
      ("9223372036854775807", .int(.max), "the largest exact number"),
      ("-9223372036854775808", .int(.min), "the smallest exact number"),
      ("9223372036854775808", .double(0x1p63), "one more becomes a double"),
      ("-9223372036854775809", .double(-0x1p63), "one less becomes a double"),
      ("1.0", .double(1), "a fraction makes a double, even of zeros"),
      ("1e2", .double(100), "an exponent makes a double"),
      ("1E+2", .double(100), "with a capital and a sign"),
      ("12.5e-1", .double(1.25), "with a negative exponent"),
      ("1e-999", .double(0), "what is too small is zero"),
      (#""""#, "", "the empty string"),
      (#""Zoë 🚀 / \u007f""#, "Zoë 🚀 / \u{7F}", "characters stand for themselves"),
      (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t", "every short escape"),
      (#""\u00e9\u20AC\u0000""#, "é€\0", "escapes by number, in both cases"),
      (#""\uD83D\uDE80""#, "🚀", "a surrogate pair is one character"),
      (#""\uDBFF\uDFFF""#, "\u{10FFFF}", "the last character of all"),
      (#""12345678\"12345678""#, "12345678\"12345678", "an escape right after a whole word"),
      (#""é\n€""#, "é\n€", "escapes between longer characters"),
      ("[]", [], "the empty array"),
      ("[ ]", [], "blanks inside it"),
      ("[1,[2],{}]", [1, [2], [:]], "nested values"),
      ("{}", [:], "the empty object"),
      (#"{ "b" : 1 , "a" : null }"#, ["b": 1, "a": .null], "members keep their order"),
      (#"{"":0}"#, ["": 0], "a name may be empty"),
      (#"{"a":1,"b":2,"a":3}"#, ["a": 3, "b": 2], "the last of equal names, in the first's place"),
      (#"{"\u00e9":1,"e\u0301":2}"#, ["é": 2], "names are equal as Swift's texts are"),
    ] as [(String, JSONValue, String)])
  func `as the value it says`(text: String, value: JSONValue, reason: String) throws {
    #expect(try JSONValue(parsing: text) == value, "\(reason)")
  }

  @Test func `keeping the order of members`() throws {
    let object = try #require(JSONValue(parsing: #"{"z":1,"a":2,"m":3}"#).object)
    #expect(object.members.map(\.name) == ["z", "a", "m"])
  }

  @Test func `with the last of equal names in a large object`() throws {
    let members = (0..<1000).map { "\"name\($0 % 500)\":\($0)" }.joined(separator: ",")
    let object = try #require(JSONValue(parsing: "{\(members)}").object)
    #expect(object.members.count == 500)
    #expect(object.members[7] == ("name7", 507))
  }

  /// Strings are looked through in blocks.
  @Test(arguments: 0...33) func `with strings of any length`(length: Int) throws {
    let plain = String(repeating: "a", count: length)
    #expect(try JSONValue(parsing: "\"\(plain)\"") == .string(plain), "at the end of the text")
    let texts = [plain, plain + "é", "é" + plain, plain + "\n" + plain]
    let value = JSONValue.array(texts.map { .string($0) })
    let text = texts.map { "\"\($0.replacing("\n", with: "\\n"))\"" }.joined(separator: ",")
    #expect(try JSONValue(parsing: "[\(text)]") == value, "before others")
  }

  @Test func `down to the depth that is allowed`() throws {
    let deepest = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
    #expect(throws: Never.self) { try JSONValue(parsing: deepest) }
    let error = #expect(throws: JSONSyntaxError.self) {
      try JSONValue(parsing: Array("[[[]]]".utf8), maximumDepth: 2)
    }
    #expect(error?.description == "not JSON at byte 2: values are nested too deep")
  }

  @Test func `with each of its members by name and kind`() throws {
    let value: JSONValue = try JSONValue(
      parsing: #"{"s":"x","i":1,"b":true,"a":[1],"o":{"k":1},"d":1.5}"#)
    let object = try #require(value.object)
    #expect(object["s"]?.string == "x")
    #expect(object["i"]?.int == 1)
    #expect(object["b"]?.bool == true)
    #expect(object["a"]?.array == [1])
    #expect(object["o"]?.object == ["k": 1])
    #expect(object["d"]?.int == nil, "nothing is converted")
    #expect(object["missing"] == nil)
  }

  @Test(arguments: 0...17)
  func `wherever in a string a character beyond ASCII stands`(before: Int) throws {
    for character in ["é", "€", "🚀"] {
      for after in 0...9 {
        let text =
          String(repeating: "a", count: before) + character + String(repeating: "b", count: after)
        #expect(try JSONValue(parsing: "[\"\(text)\",\"é\"]") == [.string(text), "é"])
      }
    }
  }
}
