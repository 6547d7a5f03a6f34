import APIContract
import CivilTime
import HTTP
import JSON
import Testing

enum Pet: String, CaseIterable { case cat, dog }

@Suite("A body is checked") struct CheckTests {
  static let text = Field<String>.optional("a", .text)
  static let number = Field<Int64>.optional("a", .integer(1...10))
  static let amount = Field<Double>.optional("a", .amount)
  static let flag = Field<Bool>.optional("a", .boolean)
  static let choice = Field<Pet>.optional("a", .one(of: Pet.self))
  static let list = Field<[String]>.optional("a", .list(of: .text, count: 1...2))
  static let anyList = Field<[String]>.optional("a", .list(of: .text, count: 0...2))
  static let dictionary = Field<JSONObject>.optional("a", .dictionary)
  static let date = Field<Day>.optional("a", .date)
  static let short = Field<String>.optional("a", .text(length: 2...3))
  static let blankable = Field<String>.optional("a", .text(.email, mayBeBlank: true))

  /// A clause, a value, what is said of it, and why.
  static let cases: [(any ClauseConvertible & Sendable, JSONValue, APIError?, String)] = [
    (text, "b", nil, "a text"),
    (text, .null, nil, "null is absent"),
    (text, "", .missing("a"), "an empty text is missing"),
    (text, "   ", .missing("a"), "blanks are nothing"),
    (text, "\t", nil, "a tab is no blank (assumed)"),
    (text, 1, .invalid("a"), "a number is no text"),
    (text, ["b"], .invalid("a"), "a list is no text"),
    (text, [:], .invalid("a"), "an object is no text"),
    (blankable, "", nil, "may be blank"),
    (blankable, "  ", nil, "may be blank"),
    (blankable, "b", .invalid("a"), "but not of another format"),
    (short, "b", .invalid("a"), "too short"),
    (short, "éé", nil, "counted in characters of Unicode"),
    (short, "🐈🐈🐈🐈", .invalid("a"), "too long"),
    (number, 1, nil, "the least"),
    (number, 10, nil, "the most"),
    (number, 0, .outOfRange("a"), "too small"),
    (number, 11, .outOfRange("a"), "too large"),
    (number, 1.0, .invalid("a"), "a fraction, if of nothing"),
    (number, "1", .invalid("a"), "a text is no number"),
    (number, "", .missing("a"), "an empty text is missing, whatever should be there"),
    (number, true, .invalid("a"), "a boolean is no number"),
    (amount, 0, nil, "a whole amount"),
    (amount, 82.85, nil, "a part of one"),
    (amount, -1, .outOfRange("a"), "less than nothing"),
    (amount, -0.5, .outOfRange("a"), "less than nothing"),
    (amount, "1", .invalid("a"), "a text is no number"),
    (flag, false, nil, "a boolean"),
    (flag, "true", .invalid("a"), "a text is no boolean"),
    (flag, 0, .invalid("a"), "a number is no boolean"),
    (choice, "cat", nil, "one of them"),
    (choice, "Cat", .invalid("a"), "in that case only"),
    (choice, "", .missing("a"), "an empty text is missing"),
    (list, ["b"], nil, "one"),
    (list, [], .blank("a"), "empty is not absent"),
    (list, ["b", "c", "d"], .outOfRange("a"), "too many"),
    (list, ["b", 1], .invalid("a"), "all items count"),
    (list, ["b", .null], .invalid("a"), "null is no item"),
    (list, "b", .invalid("a"), "a text is no list of one"),
    (anyList, [], nil, "may be empty"),
    (dictionary, ["b": 1], nil, "of anything"),
    (dictionary, [:], .blank("a"), "empty is not absent"),
    (dictionary, [1], .invalid("a"), "a list is no object"),
    (date, "2026-02-28", nil, "a day"),
    (date, "2026-02-29", .invalid("a"), "no day"),
  ]

  @Test(arguments: cases.indices)
  func `for types, ranges and formats`(index: Int) {
    let (clause, value, expected, reason) = Self.cases[index]
    #expect(Probe(clause).refusal(of: ["a": value]) == expected, "\(reason)")
  }

  @Test func `for what is required`() {
    let probe = Probe(Field<String>.required("a", .text))
    #expect(probe.refusal(of: [:]) == .missing("a"))
    #expect(probe.refusal(of: ["a": .null]) == .missing("a"))
    #expect(probe.refusal(of: ["A": "b"]) == .missing("a"))
    #expect(probe.refusal(of: ["a": "b"]) == nil)
  }

  @Test func `for what is required unless another is there`() {
    let other = Field<String>.optional("b", .text)
    let probe = Probe(Field<String>.optional("a", .text).required(unless: other), other)
    #expect(probe.refusal(of: [:]) == .missing("a"))
    #expect(probe.refusal(of: ["b": .null]) == .missing("a"))
    #expect(probe.refusal(of: ["b": "c"]) == nil)
    #expect(probe.refusal(of: ["b": "c", "a": 1]) == .invalid("a"), "but it is looked at")
  }

  @Test func `for what cannot be done without, though the document calls it optional`() {
    let probe = Probe(Field<String>.demanded("a", .text))
    #expect(probe.refusal(of: [:]) == .missing("a"))
    #expect(probe.refusal(of: ["a": 1]) == .invalid("a"))
    #expect(probe.refusal(of: ["a": "b"]) == nil)
  }

  @Test func `but for what another makes irrelevant`() throws {
    let other = Field<String>.optional("b", .text)
    let with = Field<Int64>.optional("a", .integer()).ignored(with: other)
    let probe = Probe(with, other)
    #expect(probe.refusal(of: ["a": "x"]) == .invalid("a"))
    #expect(try probe.call(["a": "x", "b": "c"]).body[with] == nil)
    #expect(try probe.call(["a": 1, "b": "c"]).body[with] == nil, "it is not read either")
    #expect(try probe.call(["a": 1]).body[with] == 1)

    let without = Field<Int64>.optional("a", .integer()).ignored(without: other)
    let reversed = Probe(without, other)
    #expect(reversed.refusal(of: ["a": "x", "b": "c"]) == .invalid("a"))
    #expect(try reversed.call(["a": "x"]).body[without] == nil)
    #expect(try reversed.call(["a": 1, "b": "c"]).body[without] == 1)
  }

  @Test func `in the order of its clauses`() {
    let probe = Probe(
      Field<String>.required("a", .text),
      Rule("No c.") { inputs, _ throws(APIError) in
        if inputs.has("c") { throw .invalid(text: "no c") }
      },
      Field<String>.required("b", .text))
    #expect(probe.refusal(of: ["c": 1]) == .missing("a"))
    #expect(probe.refusal(of: ["c": 1, "a": "x"]) == .invalid(text: "no c"))
    #expect(probe.refusal(of: ["b": 1, "a": ""]) == .missing("a"), "not in that of the body")
    #expect(probe.refusal(of: ["a": "x", "b": 1]) == .invalid("b"))
  }

  @Test func `by rules on several members`() {
    let a = Field<String>.optional("a", .text)
    let b = Field<String>.optional("b", .text)
    let any = Probe(Rule.anyOf(["a", "b"], else: .invalid(text: "none")), a, b)
    #expect(any.refusal(of: [:]) == .invalid(text: "none"))
    #expect(any.refusal(of: ["a": .null]) == .invalid(text: "none"))
    #expect(any.refusal(of: ["b": ""]) == .missing("b"), "given, but badly")
    let one = Probe(Rule.atMostOneOf(["a", "b"], else: .invalid(text: "both")), a, b)
    #expect(one.refusal(of: ["a": "x", "b": "y"]) == .invalid(text: "both"))
    #expect(one.refusal(of: ["a": "x", "b": .null]) == nil)
  }

  @Test func `in the words of its own`() {
    let field = Field<[String]>.optional("a", .list(of: .text, count: 1...2)).refused(
      missing: .invalid(text: "missing!"), invalid: .invalid(text: "invalid!"),
      item: .invalid(text: "item!"))
    let probe = Probe(field)
    #expect(probe.refusal(of: ["a": ""]) == .invalid(text: "missing!"))
    #expect(probe.refusal(of: ["a": []]) == .invalid(text: "missing!"))
    #expect(probe.refusal(of: ["a": 1]) == .invalid(text: "invalid!"))
    #expect(probe.refusal(of: ["a": ["x", "y", "z"]]) == .invalid(text: "invalid!"))
    #expect(probe.refusal(of: ["a": [1]]) == .invalid(text: "item!"))
    #expect(probe.refusal(of: ["a": [""]]) == .invalid(text: "item!"))
    let limit = Field.optional("a", .integer(0...5), default: 1)
      .refused(exceeded: .outOfRange(text: "too much"))
    #expect(Probe(limit).refusal(of: ["a": 6]) == .outOfRange(text: "too much"))
    #expect(Probe(limit).refusal(of: ["a": -1]) == .outOfRange("a"))
  }

  @Test func `in one word for whatever is wrong, where there is but one`() {
    let fields = Fields(
      Field<String>.required("a", .text), Field<Int64>.optional("b", .integer(0...5)),
      Rule("No c.") { inputs, _ throws(APIError) in
        if inputs.has("c") { throw .repeated(text: "no c") }
      })
    let word = APIError.invalid(text: "Not so.")
    let probe = Probe(body: .required(fields.refused(word)))
    for body in [[:], ["a": ""], ["a": 1], ["a": "x", "b": 6], ["a": "x", "c": 1], []]
      as [JSONValue]
    {
      #expect(probe.refusal(of: body) == word, "\(body.text)")
    }
    #expect(probe.refusal(of: ["a": "x", "b": 6])?.explanation == "b is not valid")
    #expect(probe.refusal(of: ["a": "x"]) == nil)
    #expect(Probe(query: fields.refused(word), body: .none).refusal(ofQuery: "a=x&b=y") == word)
    #expect(Probe(query: fields.refused(word), body: .none).refusal(ofQuery: "a=%zz") == word)
    #expect(Probe(query: fields, body: .none).refusal(ofQuery: "b=1") == .missing("a"))
  }

  @Test func `in that word where it cannot be read, but not where its type is wrong`() {
    let word = APIError.invalid(text: "Not so.")
    let probe = Probe(body: .required(Fields().refused(word)))
    func refusal(_ body: String, _ type: String) -> APIError? {
      let request = HTTPRequest(
        .post, "/probe", fields: ["Content-Type": type], body: Array(body.utf8))
      do throws(APIError) { _ = try probe.admit(request) } catch { return error }
      return nil
    }
    #expect(refusal("", "application/json") == word)
    #expect(refusal("{", "application/json") == word)
    #expect(refusal("{", "application/json")?.explanation?.hasPrefix("Invalid JSON: ") == true)
    #expect(refusal("{}", "text/plain") == .wrongContentType)
  }

  @Test func `inside of objects and lists, whose name stands behind that of the member`() {
    let party = Shape<Inputs>.object(
      Field<String>.required("email", .email), Field<String>.optional("name", .text))
    let probe = Probe(
      Field<Inputs>.optional("replyTo", party), Field<[Inputs]>.optional("to", .list(of: party)),
      Field<[Inputs]>.optional(
        "versions",
        .list(of: .object(Field<[Inputs]>.required("to", .list(of: party))))))
    #expect(probe.refusal(of: ["replyTo": [:]]) == .missing(text: "email is missing in replyTo"))
    #expect(
      probe.refusal(of: ["to": [["email": "x"]]]) == .invalid(text: "email is not valid in to"))
    #expect(
      probe.refusal(of: ["to": [["email": "a@b.io", "name": ""]]])
        == .missing(text: "name is missing in to"))
    #expect(probe.refusal(of: ["versions": [[:]]]) == .missing(text: "to is missing in versions"))
    #expect(
      probe.refusal(of: ["versions": [["to": []]]]) == .missing(text: "to is blank in versions"))
    #expect(
      probe.refusal(of: ["versions": [["to": [["email": 1]]]]])
        == .invalid(text: "email is not valid in to"))
    #expect(probe.refusal(of: ["to": [1]]) == .invalid("to"))
  }

  @Test func `and what it does not know is let through, and known`() throws {
    let inner = Shape<Inputs>.object(Field<String>.optional("b", .text))
    let probe = Probe(
      Field<Inputs>.optional("a", inner), Field<[Inputs]>.optional("l", .list(of: inner)))
    let call = try probe.call([
      "a": ["b": "x", "c": 1], "l": [["b": "x"], ["d": ["e": 1]]], "f": .null,
    ])
    #expect(call.undeclared == ["a.c", "l.1.d", "f"])
  }

  @Test func `wherever in a large object its members stand`() throws {
    let probe = Probe(Self.number, Field<Int64>.optional("b", .integer()))
    func body(_ number: JSONValue, behind count: Int) -> JSONValue {
      .object(JSONObject((0..<count).map { ("\($0)", true) } + [("a", number), ("b", 7)]))
    }
    for count in 253...256 {
      let call = try probe.call(body(3, behind: count))
      #expect(call.body[Self.number] == 3, "behind \(count) others")
      #expect(call.undeclared.count == count)
      #expect(probe.refusal(of: body(11, behind: count)) == .outOfRange("a"))
    }
  }

  @Test func `in what it does not look at as well`() throws {
    let other = Field<String>.optional("b", .text)
    let inner = Shape<Inputs>.object(Field<String>.required("c", .text))
    let probe = Probe(Field<[Inputs]>.optional("l", .list(of: inner)).ignored(with: other), other)
    let call = try probe.call(["b": "x", "l": [1, ["d": 1], ["c": "x", "e": 1]]])
    #expect(call.undeclared == ["l.1.d", "l.2.e"])
  }
}
