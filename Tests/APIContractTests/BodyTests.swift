import APIContract
import HTTP
import JSON
import Testing

@Suite("A body is read") struct BodyTests {
  static let text = Field<String>.optional("a", .text)
  static let number = Field<Int64>.optional("n", .integer(0...9))
  static let texts = Field<[String]>.optional("t", .list(of: .text(length: 1...3), count: 0...3))
  static let name = Field<String>.required("a", .text)
  static let inner = Shape<Inputs>.object(name, number, texts)
  static let object = Field<Inputs>.optional("o", inner)
  static let list = Field<[Inputs]>.optional("l", .list(of: inner, count: 0...3))
  static let shape = Shape<Inputs>.object(text, number, texts, object, list)
  let probe = Probe(text, number, texts, object, list)

  func call(_ text: String) throws(APIError) -> Call {
    try probe.admit(
      HTTPRequest(
        .post, "/probe", fields: ["Content-Type": "application/json"], body: Array(text.utf8)))
  }

  @Test(arguments: [
    (#"{"a":"x","a":"y"}"#, "y", "the last counts"),
    (#"{"a":"x","\u0061":"y"}"#, "y", "however it is spelt"),
    (#"{"\u0061":"x","a":"y"}"#, "y", "however the first is"),
    (#"{"a":1,"a":"y"}"#, "y", "only that is looked at"),
    (#"{"a":"x","a":null}"#, nil, "null is absent"),
    (#"{"a":null,"a":"y"}"#, "y", "until it is given"),
    (#"{"a":null,"a":"x","a":null,"a":"y"}"#, "y", "again and again"),
    (#"{"é":1,"a":"y","é":2}"#, "y", "among names beyond ASCII"),
    (#"{"A":1,"a":"y","aa":2,"":3}"#, "y", "among others"),
    (#"{ "a" : "y" }"#, "y", "among blanks"),
  ])
  func `with the last of equal names`(body: String, value: String?, reason: String) throws {
    let call = try call(body)
    #expect(call.body[Self.text] == value, "\(reason)")
    #expect(try JSONValue.object(call.body.object) == JSONValue(parsing: body), "\(reason)")
  }

  @Test func `with the last of equal names that are objects or lists`() throws {
    let body = try call(
      #"{"o":{"a":"x"},"l":[{"a":"x"}],"t":["x"],"o":{"a":"y","a":"z"},"l":[],"t":["y","z"]}"#
    ).body
    #expect(body[Self.object]?[Self.name] == "z")
    #expect(body[Self.list]?.count == 0)
    #expect(body[Self.texts] == ["y", "z"])
  }

  @Test func `as a value is, whatever it holds`() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let value = Self.randomObject(depth: 2, using: &generator)
      let text = value.text
      let field = Field<Inputs>.optional("v", Self.shape)
      let fault = Self.shape.schema.fault(in: value, named: "v")
      do throws(APIError) {
        let call = try Probe(field).call(["v": value])
        let undeclared = call.undeclared.map { $0.dropFirst(2) }.joined(separator: ", ")
        #expect(
          fault == (undeclared.isEmpty ? nil : "\(undeclared) is not declared in v"), "\(text)")
        guard let read = call.body[field], let made = Self.shape.read(value) else {
          Issue.record("\(text) is not read")
          continue
        }
        #expect(read.object == made.object, "\(text)")
        #expect(read[Self.text] == made[Self.text], "\(text)")
        #expect(read[Self.number] == made[Self.number], "\(text)")
        #expect(read[Self.texts] == made[Self.texts], "\(text)")
        #expect(read.count(Self.texts) == made[Self.texts]?.count ?? 0, "\(text)")
        #expect(read[Self.object]?.object == made[Self.object]?.object, "\(text)")
        #expect(read[Self.list]?.map(\.object) == made[Self.list]?.map(\.object), "\(text)")
        #expect(read.count(Self.list) == made[Self.list]?.count ?? 0, "\(text)")
      } catch {
        #expect(fault == error.message, "\(text)")
      }
    }
  }

  private static func randomObject(
    depth: Int, using generator: inout some RandomNumberGenerator
  ) -> JSONValue {
    let names = ["a", "n", "t", "o", "l", "x", "é"]
    return .object(
      JSONObject(
        (0..<Int.random(in: 0...5, using: &generator)).map { _ in
          let name = names.randomElement(using: &generator) ?? ""
          return (name, randomValue(for: name, depth: depth, using: &generator))
        }))
  }

  /// Mostly one that is right for the member of that name.
  private static func randomValue(
    for name: String, depth: Int, using generator: inout some RandomNumberGenerator
  ) -> JSONValue {
    let values: [JSONValue] = [.null, true, 1, 10, 1.5, "", "x", "y\n", "é", [], ["x"], [:]]
    if Int.random(in: 0..<12, using: &generator) == 0 {
      return values.randomElement(using: &generator) ?? .null
    }
    switch name {
    case "a": return ["x", "y\"z", "é"].randomElement(using: &generator) ?? .null
    case "n": return .int(Int64.random(in: 0...9, using: &generator))
    case "t":
      return .array(
        (0..<Int.random(in: 0...3, using: &generator)).map { _ in
          ["x", "yz", "é", 1, ""].dropLast(Bool.random(using: &generator) ? 2 : 0)
            .randomElement(using: &generator) ?? .null
        })
    case "o" where depth > 0: return randomObject(depth: depth - 1, using: &generator)
    case "l" where depth > 0:
      return .array(
        (0..<Int.random(in: 0...3, using: &generator)).map { _ in
          randomObject(depth: depth - 1, using: &generator)
        })
    default: return .null
    }
  }
}
