import JSON
import Testing

@Suite("A text is refused") struct RefusalTests {
  @Test(
    arguments: [
      ("", 0, "there is no value"),
      ("  ", 2, "nor among blanks"),
      ("\u{FEFF}1", 0, "a byte order mark is no blank"),
      ("\u{A0}1", 0, "nor is a no-break space"),
      ("1 2", 2, "two values"),
      ("[]]", 2, "a bracket too many"),
      ("nul", 3, "a keyword cut short"),
      ("nulL", 3, "a keyword in the wrong case"),
      ("True", 0, "Python's spelling"),
      ("NaN", 0, "not a number"),
      ("Infinity", 0, "infinity"),
      ("-Infinity", 1, "its negative"),
      ("1e999", 0, "a number that is infinite as a double"),
      ("[-1e999]", 1, "the same, within a list"),
      ("-", 1, "a bare minus"),
      ("+1", 0, "a plus"),
      ("01", 1, "a leading zero"),
      ("-01", 2, "a leading zero after the minus"),
      ("1.", 2, "no digit after the point"),
      (".5", 0, "no digit before the point"),
      ("1.e2", 2, "no digit between point and exponent"),
      ("1e", 2, "no exponent"),
      ("1e+", 3, "no exponent after its sign"),
      ("0x10", 1, "a hexadecimal number"),
      ("1_000", 1, "an underscore"),
      ("[1,]", 3, "a comma too many in an array"),
      ("[,1]", 1, "a comma before the first item"),
      ("[1 2]", 3, "no comma"),
      ("[1", 2, "an array not closed"),
      ("[", 1, "an array just opened"),
      ("[1}", 2, "closed by the wrong bracket"),
      (#"{"a":1,}"#, 7, "a comma too many in an object"),
      (#"{a:1}"#, 1, "a name without quotes"),
      (#"{'a':1}"#, 1, "a name in single quotes"),
      (#"{1:1}"#, 1, "a number for a name"),
      (#"{"a" 1}"#, 5, "no colon"),
      (#"{"a":}"#, 5, "no value"),
      (#"{"a""#, 4, "an object that ends after a name"),
      (#"{"a":1"#, 6, "an object not closed"),
      (#"{"a":1 "b":2}"#, 7, "no comma between members"),
      ("// x\n1", 0, "a comment"),
      (#"""#, 1, "a string just opened"),
      (#""abc"#, 4, "a string not closed"),
      (#""abc\"#, 5, "a string that ends in a backslash"),
      (#""\x""#, 2, "an unknown escape"),
      (#""\N""#, 2, "an escape in the wrong case"),
      (#""\u12"#, 5, "an escape cut short"),
      (#""\u12G4""#, 5, "a digit that is none"),
      (#""\u１２３４""#, 3, "digits of another script"),
      (#""\uD83D""#, 1, "half of a surrogate pair"),
      (#""\uDE80""#, 1, "the other half"),
      (#""\uD83Dx""#, 1, "a half followed by text"),
      (#""\uD83D\n""#, 1, "a half followed by another escape"),
      (#""\uD83D\u0041""#, 1, "a half followed by no half"),
      (#""\uD83D\uD83D""#, 1, "two first halves"),
      ("\"a\nb\"", 2, "a line end in a string"),
      ("\"a\tb\"", 2, "a tab in a string"),
      ("\"\0\"", 1, "a zero byte in a string"),
      ("\"12345678\u{1F}\"", 9, "the last control character, after a whole word"),
      ("\0", 0, "a zero byte"),
      (String(repeating: "[", count: 100_000), 128, "a tower of brackets"),
      (String(repeating: #"{"a":"#, count: 100_000), 640, "a tower of braces"),
    ] as [(String, Int, String)])
  func `at the first byte that is wrong`(text: String, offset: Int, reason: String) {
    let error = #expect(throws: JSONSyntaxError.self, "\(reason)") {
      try JSONValue(parsing: text)
    }
    #expect(error?.offset == offset, "\(reason): \(error?.reason ?? "")")
    #expect(error?.reason.isEmpty == false)
  }

  @Test(
    arguments: [
      ([0xFF], 0, "never a byte of UTF-8"),
      ([0x80], 0, "a continuation without a beginning"),
      ([0xC3], 0, "a character cut short"),
      ([0xE2, 0x82], 0, "a longer one cut short"),
      ([0xC0, 0xAF], 0, "an overlong slash"),
      ([0xE0, 0x80, 0xAF], 0, "a more overlong slash"),
      ([0xED, 0xA0, 0x80], 0, "a surrogate"),
      ([0xF4, 0x90, 0x80, 0x80], 0, "beyond the last character"),
      ([0x41, 0xC3, 0xA9, 0xFF], 3, "after characters that are right"),
      ([0x5C, 0x6E, 0xFF], 2, "after an escape"),
      ([0xC3, 0x5C, 0x6E], 0, "an escape within a character"),
      ([0x5C, 0x75, 0x30, 0x30, 0x65, 0x39, 0xA9], 6, "a continuation after an escape"),
    ] as [([UInt8], Int, String)])
  func `when a string is not UTF-8`(bytes: [UInt8], offset: Int, reason: String) {
    let quote = UInt8(ascii: "\"")
    let error = #expect(throws: JSONSyntaxError.self, "\(reason)") {
      try JSONValue(parsing: [quote] + bytes + [quote])
    }
    #expect(error?.offset == offset + 1, "\(reason)")
    #expect(error?.reason == "the bytes are not UTF-8")
  }

  /// Strings are looked through in blocks.
  @Test(arguments: 0...33) func `at the byte, however long a string is`(length: Int) {
    let plain = [UInt8](repeating: UInt8(ascii: "a"), count: length)
    let rest = Array("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"".utf8)
    for wrong in [0x00, 0x1F, 0xFF] as [UInt8] {
      let error = #expect(throws: JSONSyntaxError.self) {
        try JSONValue(parsing: [UInt8(ascii: "\"")] + plain + [wrong] + rest)
      }
      #expect(error?.offset == length + 1)
    }
  }

  @Test func `with a sentence for people`() {
    let error = #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: "[1 2]") }
    #expect(error?.description == "not JSON at byte 3: a comma or ] must follow")
  }
}
