import APIContract
import HTTP
import JSON
import Testing

@Suite("A request is admitted") struct AdmissionTests {
  static let flag = Field<Bool>.optional("flag", .boolean)
  static let number = Field.optional("number", .integer(0...10), default: 5)
  static let text = Field<String>.optional("text", .text)
  static let list = Field<[String]>.optional("list", .list(of: .email))
  static let ids = Field<[Int64]>.optional("ids", .list(of: .integer()))
  let probe = Probe(query: flag, number, text, list, ids)

  // MARK: The query

  @Test(arguments: [
    ("true", true), ("True", true), ("TRUE", true), ("false", false), ("False", false),
  ])
  func `with booleans in any case`(text: String, value: Bool) throws {
    #expect(try probe.call(query: "flag=\(text)").query[Self.flag] == value)
  }

  @Test(arguments: [
    ("flag=yes", APIError.invalid("flag"), "no boolean"), ("flag=1", .invalid("flag"), "a number"),
    ("flag=", .missing("flag"), "blank is not absent"), ("flag", .missing("flag"), "no value"),
    ("number=", .missing("number"), "blank is not absent"),
    ("number=%20", .invalid("number"), "blanks are no number (assumed)"),
    ("number=1.0", .invalid("number"), "a fraction"),
    ("number=0x1", .invalid("number"), "no digits"),
    ("number=11", .outOfRange("number"), "too large"),
    ("number=-1", .outOfRange("number"), "small"),
    ("number=99999999999999999999", .invalid("number"), "beyond 64 bits"),
    ("text=", .missing("text"), "blank is not absent"), ("text=%20", .missing("text"), "blanks"),
    ("text=+", .missing("text"), "a plus is a blank"), ("list=", .missing("list"), "blank"),
    ("list=a", .invalid("list"), "no address"), ("list=a@b.io,", .missing("list"), "an empty item"),
    ("ids=1,x", .invalid("ids"), "no number"),
  ])
  func `but not with`(query: String, error: APIError, reason: String) {
    #expect(probe.refusal(ofQuery: query) == error, "\(reason)")
  }

  @Test(arguments: [
    ("1", [1] as [Int64]?, "one"), ("1,20", [1, 20], "two"), ("1,,2", nil, "an empty one"),
    ("1,x", nil, "no number"), ("0", nil, "out of its range"), ("1,", nil, "a comma behind"),
  ])
  func `with texts of items, if all of them are`(text: String, items: [Int64]?, what: String) throws
  {
    let field = Field<[Int64]>.optional("items", .commaSeparated(.integer(1...20)))
    let call = try Probe(query: field).call(query: "items=\(text)")
    #expect(call.query[field] == items, "\(what)")
    #expect(call.query.has("items"))
  }

  @Test func `with the first of names that come twice`() throws {
    let call = try probe.call(query: "number=1&number=x&text=a&text=")
    #expect(call.query[Self.number] == 1)
    #expect(call.query[Self.text] == "a")
  }

  @Test func `with defaults where nothing is given`() throws {
    let call = try probe.call(query: "")
    #expect(call.query[Self.number] == 5)
    #expect(call.query[Self.text] == nil)
    #expect(call.query[Self.list] == nil)
  }

  @Test func `with lists in one value`() throws {
    #expect(try probe.call(query: "list=a@b.io,c@d.io").query[Self.list] == ["a@b.io", "c@d.io"])
    #expect(try probe.call(query: "list=a%40b.io%2Cc@d.io").query[Self.list]?.count == 2)
    #expect(try probe.call(query: "ids=1,-2").query[Self.ids] == [1, -2])
  }

  @Test func `with names and values decoded once`() throws {
    #expect(try probe.call(query: "te%78t=a%2541+b").query[Self.text] == "a%41 b")
    #expect(probe.refusal(ofQuery: "text=%zz")?.status == .badRequest)
    #expect(probe.refusal(ofQuery: "text=%ff")?.status == .badRequest)
  }

  @Test func `with what it does not know, by name`() throws {
    #expect(try probe.call(query: "text=a&Text=b&other&other=2").undeclared == ["Text", "other"])
  }

  // MARK: The path

  @Test func `with a path decoded once`() throws {
    let id = Field.required("id", .identifier)
    let name = Field.required("name", .text)
    let probe = Probe("/probes/{id}/called/{name}", path: Fields(id, name), body: .none)
    func call(_ id: String, _ name: String) throws(APIError) -> Call {
      try probe.call(path: "/probes/\(id)/called/\(name)")
    }
    let admitted = try call("7", "a%2Fb+c%2520")
    #expect(admitted.path[id] == 7)
    #expect(admitted.path[name] == "a/b+c%20", "a plus is a plus in a path")
    for text in ["x", "1.5", "9223372036854775808", "%31x", "7%20"] {
      #expect(throws: APIError.invalid("id")) { try call(text, "a") }
    }
    for text in ["0", "-1"] {
      #expect(throws: APIError.outOfRange("id")) { try call(text, "a") }
    }
    #expect(throws: APIError.invalid("name")) { try call("1", "%zz") }
    #expect(throws: APIError.missing("name")) { try call("1", "%20") }
  }

  // MARK: The head

  @Test func `with fields of its head, in any case`() throws {
    let mode = Field<String>.optional("X-Mode", .text(mayBeBlank: true))
    let probe = Probe(headers: Fields(mode), body: .none)
    for name in ["X-Mode", "x-mode"] {
      let request = HTTPRequest(.post, "/probe", fields: [name: "on", "X-Other": "off"])
      #expect(try probe.admit(request).headers[mode] == "on")
    }
    #expect(try probe.admit(HTTPRequest(.post, "/probe")).headers[mode] == nil)
    #expect(
      try probe.admit(HTTPRequest(.post, "/probe", fields: ["X-Other": "a"])).undeclared.isEmpty,
      "a head always has more than one reads")
  }

  // MARK: The body

  static let json: HTTPFields = ["Content-Type": "application/json"]

  @Test func `with the body last`() {
    let probe = Probe(
      query: Fields(Self.number), body: .required(Field<String>.required("a", .text)))
    func refusal(_ target: String, _ body: String, _ fields: HTTPFields = Self.json) -> APIError? {
      do throws(APIError) {
        _ = try probe.admit(
          HTTPRequest(.post, target, fields: fields, body: Array(body.utf8)))
      } catch { return error }
      return nil
    }
    #expect(refusal("/probe?number=x", "{") == .invalid("number"))
    #expect(refusal("/probe", "") == .noInput)
    #expect(refusal("/probe", "", [:]) == .noInput)
    #expect(refusal("/probe", "{", [:]) == .wrongContentType)
    #expect(refusal("/probe", "{") == .malformed(text: "Invalid JSON"))
    #expect(refusal("/probe", "[]") == .malformed(text: "Input must be a valid JSON object"))
    #expect(refusal("/probe", "{}") == .missing("a"))
    #expect(refusal("/probe", #"{"a": "b"}"#) == nil)
  }

  @Test func `without a body where it may be left out`() throws {
    let probe = Probe(body: .optional(Self.text))
    #expect(try probe.admit(HTTPRequest(.post, "/probe")).body[Self.text] == nil)
    #expect(probe.refusal(of: ["text": 1]) == .invalid("text"))
  }
}
