import JSON
import TestSupport
import Testing

@Suite("A text is read part by part") struct PartsTests {
  let seed = UInt64.random(in: 0...UInt64.max)

  @Test func `as it is at once, and refused at the same byte`() {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      var bytes = JSONValue.random(depth: 4, using: &generator).bytes
      #expect(Self.parts(of: bytes) == Self.whole(of: bytes), "seed \(seed)")
      bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(
        in: 0...255, using: &generator)
      #expect(Self.parts(of: bytes) == Self.whole(of: bytes), "seed \(seed)")
    }
  }

  @Test(arguments: [
    "{\"a\":1,\"b\":2,\"a\":3}", "{ \"a\" : { } , \"b\" : [ ] }", "[{\"é\":1},{\"e\u{301}\":2}]",
    "{\"a\":1,\"\\u0061\":2}", "{\"a\" 1}", "{\"a", "{\"a\\", "{\"a\u{1}\":1}", "{\"a\":1",
    "{\"a\":1,}",
    "{a:1}", "[1,]", "[1", "[1}", "1 2", "", "[] ]", "{\"\":0}",
    String(repeating: "[", count: 128) + String(repeating: "]", count: 128),
    String(repeating: "[", count: 129), String(repeating: "{\"a\":", count: 129),
  ])
  func `whatever stands in it`(text: String) {
    #expect(Self.parts(of: Array(text.utf8)) == Self.whole(of: Array(text.utf8)))
  }

  @Test(arguments: [
    ("abc", "abc"), ("", ""), ("a b~", "a b~"), ("a\\u0062", nil), ("é", nil),
    ("a\u{7F}", "a\u{7F}"),
  ])
  func `with the bytes of a name, if no others may spell it`(name: String, bytes: String?) throws {
    let text = Array("{\"\(name)\":\"é\"}".utf8)
    try text.withUnsafeBufferPointer { text in
      var parser = JSONParser(text)
      let isObject = try parser.isBefore(.object) && parser.open(.object)
      let read = try parser.name().map { String(decoding: $0, as: UTF8.self) }
      let value = try parser.value()
      let continues = try parser.continues(.object)
      try parser.finish()
      #expect(isObject)
      #expect(read == bytes)
      #expect(value == "é")
      #expect(!continues)
      #expect(parser.position == text.count)
    }
  }

  private static func whole(of bytes: [UInt8]) -> Result<JSONValue, JSONSyntaxError> {
    Result { () throws(JSONSyntaxError) in try JSONValue(parsing: bytes) }
  }

  private static func parts(of bytes: [UInt8]) -> Result<JSONValue, JSONSyntaxError> {
    Result { () throws(JSONSyntaxError) in
      try bytes.withUnsafeBufferPointer { bytes throws(JSONSyntaxError) in
        var parser = JSONParser(bytes)
        let value = try value(&parser)
        try parser.finish()
        return value
      }
    }
  }

  private static func value(_ parser: inout JSONParser) throws(JSONSyntaxError) -> JSONValue {
    if parser.isBefore(.array) {
      var items: [JSONValue] = []
      if try parser.open(.array) {
        repeat { items.append(try value(&parser)) } while try parser.continues(.array)
      }
      return .array(items)
    }
    guard parser.isBefore(.object) else { return try parser.value() }
    let start = parser
    var members: [JSONObject.Member] = []
    if try parser.open(.object) {
      repeat {
        guard let name = try parser.name() else {
          parser = start
          return try parser.value()
        }
        members.append((String(decoding: name, as: UTF8.self), try value(&parser)))
      } while try parser.continues(.object)
    }
    return .object(JSONObject(members))
  }
}
