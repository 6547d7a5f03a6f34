import JSON
import Testing

@Suite("A value is written") struct WritingTests {
  @Test(
    arguments: [
      (.null, "null", "the null"),
      (true, "true", "a truth"),
      (.int(.min), "-9223372036854775808", "the smallest exact number"),
      (.double(1), "1.0", "a double stays one"),
      (0.1, "0.1", "in the fewest digits that read back the same"),
      (1e300, "1e+300", "with an exponent when large"),
      (.double(.infinity), "null", "JSON has no infinity"),
      (.double(.nan), "null", "nor a not-a-number"),
      ("Zoë 🚀 </a>", #""Zoë 🚀 </a>""#, "what needs no escape has none"),
      ("\"\\\u{8}\u{C}\n\r\t", #""\"\\\b\f\n\r\t""#, "the short escapes"),
      ("\0\u{1F}\u{7F}", "\"\\u0000\\u001f\u{7F}\"", "control characters by number"),
      ("12345678\"12345678", #""12345678\"12345678""#, "an escape right after a whole word"),
      ([], "[]", "the empty array"),
      ([:], "{}", "the empty object"),
      (["b": [1, 2], "a": .null, "c": nil], #"{"b":[1,2],"a":null}"#, "in order, without blanks"),
      (["\"": "\("x")y"], #"{"\"":"xy"}"#, "names are escaped too"),
    ] as [(JSONValue, String, String)])
  func `compactly`(value: JSONValue, text: String, reason: String) {
    #expect(value.text == text, "\(reason)")
    #expect(String(decoding: value.bytes, as: UTF8.self) == text, "\(reason)")
  }

  @Test func `in any length`() {
    for count in [0, 1, 509, 510, 511, 512, 1023, 5000] {
      let text = String(repeating: "é", count: count)
      #expect(JSONValue.string(text).text == "\"\(text)\"")
      #expect(
        JSONValue.array(Array(repeating: 1, count: count)).text.utf8.count == max(2, count * 2 + 1))
    }
  }

  @Test func `over lines, for review`() {
    let value: JSONValue = [
      "id": 3, "tags": ["a", "b"], "none": [], "empty": [:], "o": ["x": 1.5],
    ]
    #expect(
      value.prettyText == """
        {
          "id": 3,
          "tags": [
            "a",
            "b"
          ],
          "none": [],
          "empty": {},
          "o": {
            "x": 1.5
          }
        }

        """)
  }
}
