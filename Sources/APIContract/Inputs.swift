package import JSON

/// Checked values, read with the fields that declared them.
package struct Inputs: Sendable {
  package let object: JSONObject
  let clauses: Clauses
  /// The member that is given for each clause, counted or not.
  private let found: [Int?]

  init(object: JSONObject, clauses: Clauses) {
    self.object = object
    self.clauses = clauses
    found = clauses.indices(in: object)
  }

  @inlinable
  package subscript<Value>(field: Field<Value>) -> Value {
    if let value = value(of: field.member), let read = field.read(value) { return read }
    guard let standard = field.standard else {
      preconditionFailure("\(field.member.name) was read, but never checked")
    }
    return standard
  }

  @inlinable
  package subscript<Value>(field: OptionalField<Value>) -> Value? {
    if let value = value(of: field.member) { field.read(value) } else { nil }
  }

  /// How many items a list has, without reading them; none where it is absent or ignored.
  package func count<Item>(_ field: OptionalField<[Item]>) -> Int {
    count(field.member)
  }

  package func count<Item>(_ field: Field<[Item]>) -> Int { count(field.member) }

  private func count(_ member: Member) -> Int { value(of: member)?.array?.count ?? 0 }

  /// The value that counts of `member`; nil where it is absent or ignored.
  package func value(of member: Member) -> JSONValue? {
    guard let place = clauses.place(of: member) else {
      preconditionFailure("\(member.name) was read, but is not declared")
    }
    return ignores(at: place) ? nil : given(at: place)
  }

  /// Whether a member of that name is given; null is the same as absent.
  package func has(_ name: String) -> Bool {
    switch object[name] {
    case nil, .null?: false
    default: true
    }
  }

  /// What is given for the clause at `place`, counted or not.
  func given(at place: Int) -> JSONValue? { found[place].map { object.value(at: $0) } }

  /// Whether the value of the member at `place` does not count, for what else is given.
  func ignores(at place: Int) -> Bool { clauses.ignores(place, found) }
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

extension Inputs {
  /// The paths of the members that no clause names.
  package var undeclared: [String] {
    var paths: [String] = []
    Schema.findUndeclared(in: object, by: clauses, at: "", &paths)
    return paths
  }
}
