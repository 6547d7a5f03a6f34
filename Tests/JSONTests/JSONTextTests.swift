import JSON
import Testing

@Suite("A text is written member by member") struct JSONTextTests {
  @Test func `as the value would be`() {
    let text = JSONText.object { object in
      object.member("text", "Zoë \"🚀\"\n")
      object.member("none", nil as String?)
      object.member("number", Int64.min)
      object.member("noNumber", nil as Int64?)
      object.member("texts", ["a", "{", "["])
      object.array("rows") { rows in
        rows.object { $0.member("first", 0 as Int64) }
        rows.object { _ in }
        rows.item("[")
        rows.item("last")
      }
      object.array("noRows") { _ in }
      object.members(of: ["more": ["a": [.null, 1.5]], "\"": "}"])
    }
    let value: JSONValue = [
      "text": "Zoë \"🚀\"\n", "number": .int(.min),
      "texts": ["a", "{", "["], "rows": [["first": 0], [:], "[", "last"], "noRows": [],
      "more": ["a": [.null, 1.5]], "\"": "}",
    ]
    #expect(text == JSONText(value))
    #expect(text.bytes == value.bytes)
    #expect(throws: Never.self) { try JSONValue(parsing: text.bytes) }
  }

  @Test func `which may be none`() {
    #expect(JSONText.object { _ in } == JSONText([:]))
  }

  /// Bytes are looked at sixteen and eight at a time: a special one is found at every place.
  @Test(arguments: ["\"", "\\", "\u{1F}", "\0"])
  func `with an escape at every place`(special: String) throws {
    for length in 0..<70 {
      let text = String(repeating: "é~\u{7F}", count: length).prefix(length) + special + "~"
      let written = JSONText.object(capacity: 8) { object in
        object.member("a", String(text))
        let text = String(text)
        object.member("b", utf8: text.utf8.span)
      }
      #expect(
        try JSONValue(parsing: written.bytes)
          == ["a": .string(String(text)), "b": .string(String(text))])
    }
  }

  @Test func `with numbers of every length`() {
    var number: Int64 = 1
    for _ in 0..<18 {
      number *= 10
      for number in [number - 1, number, -number] {
        let written = JSONText.object { $0.member("n", number) }
        #expect(String(decoding: written.bytes, as: UTF8.self) == #"{"n":\#(number)}"#)
      }
    }
    for number in [0, Int64.max, .min] {
      #expect(JSONValue.int(number).text == "\(number)")
    }
  }
}
