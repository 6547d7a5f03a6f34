package import JSON

/// Checked values, read with the fields that declared them.
package struct Inputs: Sendable {
  package let object: JSONObject
  let clauses: [Clause]

  init(object: JSONObject, clauses: [Clause]) {
    self.object = object
    self.clauses = clauses
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

  /// The value that counts of `member`; nil where it is absent or ignored.
  package func value(of member: Member) -> JSONValue? {
    assert(
      clauses.contains { $0.member?.name == member.name },
      "\(member.name) was read, but is not declared")
    return ignores(member) ? nil : given(member.name)
  }

  /// Whether a member of that name is given; null is the same as absent.
  package func has(_ name: String) -> Bool { given(name) != nil }

  /// Whether the value of `member` does not count, for what else is given.
  func ignores(_ member: Member) -> Bool {
    if let other = member.ignoredWith, has(other) { return true }
    if let other = member.ignoredWithout, !has(other) { return true }
    return false
  }

  func given(_ name: String) -> JSONValue? {
    guard let value = object[name] else { return nil }
    if case .null = value { return nil }
    return value
  }
}

/// A request that has passed every clause of its endpoint.
package struct Call: Sendable {
  package var path: Inputs
  package var query: Inputs
  package var headers: Inputs
  package var body: Inputs
  /// The bytes of the body, where it is a file.
  package var file: [UInt8] = []

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
