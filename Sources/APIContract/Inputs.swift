package import JSON

/// Checked values, read with the fields that declared them.
///
/// A class, because it is made once, when a request is checked, and read many times. What it consists
/// of, members that are objects or lists of objects, is made into inputs with it. A body becomes inputs
/// as it is parsed: what clauses know of it never is a `JSONObject`.
package final class Inputs: Sendable {
  let clauses: Clauses
  private let givens: Givens
  private let source: Source

  /// What they were made of.
  private enum Source: Sendable {
    case object(JSONObject)
    /// Where the object stands in a text.
    case text([UInt8], Range<Int>)
  }

  init(object: JSONObject, clauses: Clauses) {
    self.clauses = clauses
    source = .object(object)
    givens = Givens(object, by: clauses)
  }

  /// Reads a text that is nothing but an object; nil if it is another value.
  static func parsed(_ text: [UInt8], by clauses: Clauses) throws(JSONSyntaxError) -> Inputs? {
    try text.withUnsafeBufferPointer { bytes throws(JSONSyntaxError) in
      var parser = JSONParser(bytes)
      let inputs =
        parser.isBefore(.object) ? try Inputs(&parser, of: text, by: clauses) : nil
      if inputs == nil { _ = try parser.value() }
      try parser.finish()
      return inputs
    }
  }

  /// Reads the object whose bracket stands next in `text`.
  init(
    _ parser: inout JSONParser, of text: [UInt8], by clauses: Clauses
  ) throws(JSONSyntaxError) {
    let start = parser
    self.clauses = clauses
    var givens = Givens()
    if try !givens.read(&parser, of: text, by: clauses) {
      parser = start
      givens = Givens(try parser.value().object ?? JSONObject(), by: clauses)
    }
    self.givens = givens
    source = .text(text, start.position..<parser.position)
  }

  /// All that is given, whatever clauses name of it. It is made anew where a text was read.
  package var object: JSONObject {
    switch source {
    case .object(let object): return object
    case .text(let text, let range):
      let value = text.withUnsafeBufferPointer { bytes in
        var parser = JSONParser(UnsafeBufferPointer(rebasing: bytes[range]))
        return try? parser.value()
      }
      guard let object = value?.object else { preconditionFailure("what was read is no object") }
      return object
    }
  }

  /// The places of the clauses whose members are given, counted or not; null is the same as absent.
  var given: PlaceSet { givens.places }

  /// Whether all is given that must be, whatever else is.
  var isComplete: Bool { given.isSuperset(of: clauses.required) }

  /// Whether it says what no clause names, down to its parts; true where only a check can tell.
  var mayHaveUndeclared: Bool { givens.mayHaveUndeclared }

  /// The value that counts of `member`; nil where it is absent or ignored.
  package func value(of member: Member) -> JSONValue? {
    if let place = counted(member) { givens[place].json } else { nil }
  }

  /// Whether `member` is given, and not ignored.
  package func hasValue(of member: Member) -> Bool { counted(member) != nil }

  /// Where the clause of `member` stands; nil where the member is absent or ignored.
  func counted(_ member: Member) -> Int? {
    guard let place = clauses.place(of: member) else {
      preconditionFailure("\(member.name) was read, but is not declared")
    }
    return given.contains(place) && !ignores(at: place) ? place : nil
  }

  /// Whether a member of that name is given; null is the same as absent.
  package func has(_ name: String) -> Bool {
    if let place = clauses.place(of: name) { return given.contains(place) }
    guard mayHaveUndeclared, let value = object[name] else { return false }
    return value != .null
  }

  /// What is given for the clause at `place`, where something is.
  func givenValue(at place: Int) -> Value { givens[place] }

  /// The same where it is a text.
  func givenText(at place: Int) -> String? { givens.text(at: place) }

  /// Whether the value of the member at `place` does not count, for what else is given.
  func ignores(at place: Int) -> Bool { clauses.ignores(place, given) }
}

extension Inputs {
  /// The paths of the members that no clause names.
  package var undeclared: [String] {
    guard mayHaveUndeclared else { return [] }
    var paths: [String] = []
    Schema.findUndeclared(in: object, by: clauses, at: "", &paths)
    return paths
  }
}

/// A request that has passed every clause of its endpoint.
///
/// A class, because it holds much and is handed on.
package final class Call: Sendable {
  package let path: Inputs
  package let query: Inputs
  package let headers: Inputs
  package let body: Inputs
  /// The bytes of the body, where it is a file.
  package let file: [UInt8]

  init(path: Inputs, query: Inputs, headers: Inputs, body: Inputs, file: [UInt8]) {
    self.path = path
    self.query = query
    self.headers = headers
    self.body = body
    self.file = file
  }

  /// What the query and the body say that no clause names.
  package var undeclared: [String] { query.undeclared + body.undeclared }
}
