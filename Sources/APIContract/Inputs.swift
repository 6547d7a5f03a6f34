package import JSON

/// Checked values, read with the fields that declared them.
///
/// A class, because it is made once, when a request is checked, and read many times. Members that
/// are objects, or lists of objects, are made into inputs with it.
package final class Inputs: Sendable {
  package let object: JSONObject
  let clauses: Clauses
  /// The index of the member of `object` that each clause is about, counted or not; -1 where there is
  /// none, or null, which is the same.
  private let found: [Int]
  private let parts: [Part]
  /// Whether it says what no clause names, down to its parts; true where that is not certain.
  let mayHaveUndeclared: Bool

  /// What a member consists of: the members of one object, or the items of a list.
  private struct Part: Sendable {
    let place: Int
    let inputs: [Inputs]
  }

  init(object: JSONObject, clauses: Clauses) {
    self.object = object
    self.clauses = clauses
    var found = [Int](repeating: -1, count: clauses.count)
    var parts: [Part] = []
    var mayHaveUndeclared = false
    for index in 0..<object.count {
      guard let place = clauses.place(of: object.name(at: index)) else {
        mayHaveUndeclared = true
        continue
      }
      if object.isNull(at: index) { continue }
      found[place] = index
      let inputs: [Inputs]
      switch clauses.content(at: place) {
      case .nothing: continue
      case .alternatives:
        mayHaveUndeclared = true
        continue
      case .members(let clauses):
        guard case .object(let object) = object.value(at: index) else { continue }
        inputs = [Inputs(object: object, clauses: clauses)]
      case .items(let clauses):
        guard let items = Self.items(of: object.value(at: index), clauses) else { continue }
        inputs = items
      }
      parts.append(Part(place: place, inputs: inputs))
      if inputs.contains(where: \.mayHaveUndeclared) { mayHaveUndeclared = true }
    }
    self.found = found
    self.parts = parts
    self.mayHaveUndeclared = mayHaveUndeclared
  }

  /// Nil where `value` is no list of objects.
  private static func items(of value: JSONValue, _ clauses: Clauses) -> [Inputs]? {
    guard case .array(let values) = value else { return nil }
    var items: [Inputs] = []
    items.reserveCapacity(values.count)
    for value in values {
      guard case .object(let object) = value else { return nil }
      items.append(Inputs(object: object, clauses: clauses))
    }
    return items
  }

  /// The value that counts of `member`; nil where it is absent or ignored.
  package func value(of member: Member) -> JSONValue? {
    placeOfCounted(member).map { object.value(at: found[$0]) }
  }

  /// The inputs that the value that counts of `member` was made into; none where it is absent,
  /// ignored, or neither an object nor a list of objects.
  func inputs(of member: Member) -> [Inputs] { placeOfCounted(member).map(parts) ?? [] }

  /// Where the clause of `member` stands; nil where the member is absent or ignored.
  private func placeOfCounted(_ member: Member) -> Int? {
    guard let place = clauses.place(of: member) else {
      preconditionFailure("\(member.name) was read, but is not declared")
    }
    return found[place] < 0 || ignores(at: place) ? nil : place
  }

  /// Whether a member of that name is given; null is the same as absent.
  package func has(_ name: String) -> Bool {
    guard let index = object.index(of: name) else { return false }
    return !object.isNull(at: index)
  }

  /// Whether there is a value for the clause at `place`, counted or not.
  func has(at place: Int) -> Bool { found[place] >= 0 }

  /// What is given for the clause at `place`, counted or not.
  func given(at place: Int) -> JSONValue? {
    has(at: place) ? object.value(at: found[place]) : nil
  }

  /// Whether the value of the member at `place` does not count, for what else is given.
  func ignores(at place: Int) -> Bool { clauses.ignores(place, found) }

  /// What the value for the clause at `place` consists of, if that is one object or a list of
  /// objects; empty otherwise.
  func parts(at place: Int) -> [Inputs] {
    for part in parts where part.place == place { return part.inputs }
    return []
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

extension Inputs {
  /// The paths of the members that no clause names.
  package var undeclared: [String] {
    guard mayHaveUndeclared else { return [] }
    var paths: [String] = []
    Schema.findUndeclared(in: object, by: clauses, at: "", &paths)
    return paths
  }
}
