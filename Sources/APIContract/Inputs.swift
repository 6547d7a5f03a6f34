package import JSON

/// Checked values, read with the fields that declared them.
package struct Inputs: Sendable {
  package let object: JSONObject
  let clauses: [Clause]

  init(object: JSONObject, clauses: [Clause]) {
    self.object = object
    self.clauses = clauses
  }

  package subscript<Value>(field: Field<Value>) -> Value {
    assert(
      clauses.contains { $0.member?.name == field.member.name },
      "\(field.member.name) was read, but is not declared")
    guard let value = field.read(ignores(field.member) ? nil : given(field.member.name)) else {
      preconditionFailure("\(field.member.name) was read, but never checked")
    }
    return value
  }

  /// Whether a member of that name is given; null is the same as absent.
  package func has(_ name: String) -> Bool { given(name) != nil }

  /// Whether the value of `member` does not count, for what else is given.
  func ignores(_ member: Member) -> Bool {
    member.ignoredWith.map(has) ?? false || !(member.ignoredWithout.map(has) ?? true)
  }

  func given(_ name: String) -> JSONValue? {
    let value = object[name]
    return value == .null ? nil : value
  }
}

/// A request that has passed every clause of its endpoint.
package struct Call: Sendable {
  package var path: Inputs
  package var query: Inputs
  package var headers: Inputs
  package var body: Inputs

  /// What the query and the body say that no clause names.
  package var undeclared: [String] { query.undeclared + body.undeclared }
}

extension Inputs {
  fileprivate var undeclared: [String] {
    Schema.object(clauses).undeclared(in: .object(object))
  }
}
