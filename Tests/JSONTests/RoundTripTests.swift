import JSON
import TestSupport
import Testing

@Suite("What is written reads back the same") struct RoundTripTests {
  let seed = UInt64.random(in: 0...UInt64.max)

  @Test func `for any value`() throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      let value = JSONValue.random(depth: 4, using: &generator)
      #expect(try JSONValue(parsing: value.bytes) == value, "seed \(seed)")
      #expect(try JSONValue(parsing: value.prettyText) == value, "seed \(seed)")
    }
  }

  @Test func `and any bytes are read or refused, never fatal`() {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<500 {
      var bytes = JSONValue.random(depth: 4, using: &generator).bytes
      for _ in 0..<3 {
        let index = Int.random(in: bytes.indices, using: &generator)
        bytes[index] = UInt8.random(in: 0...255, using: &generator)
      }
      bytes.removeLast(Int.random(in: 0...bytes.count, using: &generator) / 4)
      do {
        let value = try JSONValue(parsing: bytes)
        #expect(try JSONValue(parsing: value.bytes) == value, "seed \(seed)")
      } catch {
        #expect((0...bytes.count).contains(error.offset), "seed \(seed)")
      }
    }
  }
}

extension JSONValue {
  static func random(depth: Int, using generator: inout SeededGenerator) -> JSONValue {
    switch Int.random(in: 0..<(depth == 0 ? 5 : 7), using: &generator) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &generator))
    case 2:
      return .int(
        Int64(bitPattern: generator.next()) >> Int64.random(in: 0..<64, using: &generator))
    case 3:
      let value = Double(bitPattern: generator.next())
      return .double(value.isFinite ? value : 0.5)
    case 4: return .string(randomText(using: &generator))
    case 5:
      return .array(
        (0..<Int.random(in: 0..<6, using: &generator)).map { _ in
          random(depth: depth - 1, using: &generator)
        })
    default:
      return .object(
        JSONObject(
          (0..<Int.random(in: 0..<6, using: &generator)).map { _ in
            (randomText(using: &generator), random(depth: depth - 1, using: &generator))
          }))
    }
  }

  private static func randomText(using generator: inout SeededGenerator) -> String {
    let scalars: [Unicode.Scalar] = [
      "a", "Z", "\"", "\\", "/", "\n", "\0", "\u{1F}", "é", "€", "🚀",
    ]
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0..<40, using: &generator) {
      text.append(scalars[Int.random(in: scalars.indices, using: &generator)])
    }
    return String(text)
  }
}
