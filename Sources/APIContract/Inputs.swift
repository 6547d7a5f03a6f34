package import JSON

/// Checked values, read with the fields that declared them.
///
/// A class, because it is made once, when a request is checked, and read many times. What it consists
/// of, members that are objects or lists of objects, is made into inputs with it.
package final class Inputs: Sendable {
  package let object: JSONObject
  let clauses: Clauses
  /// The places of the clauses whose members are given, counted or not; null is the same as absent.
  let given: PlaceSet
  private let parts: [Part]
  /// Whether it says what no clause names, down to its parts; true where only a check can tell.
  let mayHaveUndeclared: Bool

  /// What the value for the clause at `place` consists of.
  private struct Part: Sendable {
    let place: Int
    let content: Content
  }

  enum Content: Sendable {
    case object(Inputs)
    case list([Inputs])
  }

  init(object: JSONObject, clauses: Clauses) {
    self.object = object
    self.clauses = clauses
    var given = PlaceSet()
    var mayHaveUndeclared = false
    for index in 0..<object.count {
      if let place = clauses.place(of: object.name(at: index)) {
        if !object.isNull(at: index) { given.insert(place) }
      } else {
        mayHaveUndeclared = true
      }
    }
    self.given = given
    let divided = given.intersection(clauses.divided)
    var parts: [Part] = []
    if !divided.isEmpty { parts.reserveCapacity(divided.count) }
    for place in divided {
      guard let index = clauses.index(at: place, in: object) else { continue }
      switch (clauses.content(at: place), object.value(at: index)) {
      case (.object(let clauses), .object(let object)):
        let inputs = Inputs(object: object, clauses: clauses)
        parts.append(Part(place: place, content: .object(inputs)))
        if inputs.mayHaveUndeclared { mayHaveUndeclared = true }
      case (.list(let clauses), .array(let values)):
        guard let items = Self.items(values, clauses) else {
          mayHaveUndeclared = true
          continue
        }
        parts.append(Part(place: place, content: .list(items)))
        if items.contains(where: \.mayHaveUndeclared) { mayHaveUndeclared = true }
      case (.alternatives, _): mayHaveUndeclared = true
      default: continue
      }
    }
    self.parts = parts
    self.mayHaveUndeclared = mayHaveUndeclared
  }

  /// Nil where one of `values` is no object, or lacks what it must have: a long list that a check
  /// refuses at once is not worth the memory.
  private static func items(_ values: [JSONValue], _ clauses: Clauses) -> [Inputs]? {
    var items: [Inputs] = []
    for value in values {
      guard case .object(let object) = value else { return nil }
      let inputs = Inputs(object: object, clauses: clauses)
      guard inputs.given.isSuperset(of: clauses.required) else { return nil }
      items.append(inputs)
    }
    return items
  }

  /// The value that counts of `member`; nil where it is absent or ignored.
  package func value(of member: Member) -> JSONValue? {
    if let place = counted(member) { value(at: place) } else { nil }
  }

  /// Where the clause of `member` stands; nil where the member is absent or ignored.
  func counted(_ member: Member) -> Int? {
    guard let place = clauses.place(of: member) else {
      preconditionFailure("\(member.name) was read, but is not declared")
    }
    return given.contains(place) && !ignores(at: place) ? place : nil
  }

  /// Whether a member of that name is given; null is the same as absent.
  package func has(_ name: String) -> Bool {
    guard let index = object.index(of: name) else { return false }
    return !object.isNull(at: index)
  }

  /// What is given for the clause at `place`, counted or not.
  func value(at place: Int) -> JSONValue? {
    guard given.contains(place), let index = clauses.index(at: place, in: object) else {
      return nil
    }
    return object.value(at: index)
  }

  /// What that consists of; nil if it is neither an object nor a list of objects.
  func content(at place: Int) -> Content? {
    for part in parts where part.place == place { return part.content }
    return nil
  }

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
