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
  /// By place, of which there are at most as many: which member of the object it is. The largest number
  /// stands for itself and all larger ones.
  private let indices: InlineArray<64, UInt8>
  private let parts: [Part]
  /// Whether it says what no clause names, down to its parts; true where only a check can tell.
  let mayHaveUndeclared: Bool

  /// What the value for the clause at `place` consists of.
  private struct Part: Sendable {
    let place: Int
    let content: Content
  }

  init(object: JSONObject, clauses: Clauses) {
    self.object = object
    self.clauses = clauses
    var given = PlaceSet()
    var indices = InlineArray<64, UInt8>(repeating: 0)
    var parts: [Part] = []
    var mayHaveUndeclared = false
    let members = object.members.span
    for index in members.indices {
      guard let place = clauses.place(of: members[index].name) else {
        mayHaveUndeclared = true
        continue
      }
      if case .null = members[index].value { continue }
      given.insert(place)
      indices[place] = UInt8(clamping: index)
      guard clauses.divided.contains(place) else { continue }
      if let content = Content(of: members[index].value, by: clauses.content(at: place)) {
        if parts.isEmpty { parts.reserveCapacity(min(members.count, clauses.divided.count)) }
        parts.append(Part(place: place, content: content))
        if content.mayHaveUndeclared { mayHaveUndeclared = true }
      } else {
        mayHaveUndeclared = true
      }
    }
    self.given = given
    self.indices = indices
    self.parts = parts
    self.mayHaveUndeclared = mayHaveUndeclared
  }

  /// The value that counts of `member`; nil where it is absent or ignored.
  package func value(of member: Member) -> JSONValue? {
    if let place = counted(member) { givenValue(at: place) } else { nil }
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
    given.contains(place) ? givenValue(at: place) : nil
  }

  /// The same, where something is given.
  func givenValue(at place: Int) -> JSONValue {
    let index = indices[place]
    if index < .max { return object.value(at: Int(index)) }
    guard let value = object[clauses.name(at: place)] else {
      preconditionFailure("nothing is given at \(place)")
    }
    return value
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
  /// What a value consists of.
  enum Content: Sendable {
    case object(Inputs)
    case list([Inputs])

    /// Nil where that is not what `content` says, or one of a list is no object, or lacks what it must
    /// have: a long list that a check refuses at once is not worth the memory.
    fileprivate init?(of value: JSONValue, by content: Clauses.Content) {
      switch (content, value) {
      case (.object(let clauses), .object(let object)):
        self = .object(Inputs(object: object, clauses: clauses))
      case (.list(let clauses), .array(let values)):
        var items: [Inputs] = []
        items.reserveCapacity(values.count)
        let values = values.span
        for index in values.indices {
          guard case .object(let object) = values[index] else { return nil }
          let inputs = Inputs(object: object, clauses: clauses)
          guard inputs.given.isSuperset(of: clauses.required) else { return nil }
          items.append(inputs)
        }
        self = .list(items)
      default: return nil
      }
    }

    fileprivate var mayHaveUndeclared: Bool {
      switch self {
      case .object(let inputs): inputs.mayHaveUndeclared
      case .list(let items): items.contains(where: \.mayHaveUndeclared)
      }
    }
  }
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
