import JSON

/// The members that are given of an object, by the places of their clauses.
struct Givens: Sendable {
  /// Those whose value is not null.
  private(set) var places = PlaceSet()
  /// Whether it says what no clause names, down to its parts; true where only a check can tell.
  private(set) var mayHaveUndeclared = false
  private var values: [Inputs.Value] = []
  /// By place, of which there are at most as many: how many values there are up to its own; 0 if it has
  /// none.
  private var ordinals = InlineArray<64, UInt8>(repeating: 0)

  init(_ object: JSONObject, by clauses: Clauses) {
    values.reserveCapacity(min(object.count, clauses.count))
    let members = object.members.span
    for index in members.indices {
      guard let place = clauses.place(of: members[index].name) else {
        mayHaveUndeclared = true
        continue
      }
      if clauses.divided.contains(place) {
        set(divided: Inputs.Value(members[index].value, by: clauses.content(at: place)), at: place)
      } else {
        set(.whole(members[index].value), at: place)
      }
    }
  }

  /// Nothing, until an object is read.
  init() {}

  /// Reads the object whose bracket stands next in `text`; gives up, and answers false, where other
  /// bytes may spell one of its names as well.
  mutating func read(
    _ parser: inout JSONParser, of text: [UInt8], by clauses: Clauses
  ) throws(JSONSyntaxError) -> Bool {
    guard try parser.open(.object) else { return true }
    // An array that grows by itself begins with room for one value; most objects have some.
    values.reserveCapacity(min(6, clauses.count))
    repeat {
      guard let name = try parser.name() else { return false }
      if let place = clauses.place(of: name) {
        if clauses.divided.contains(place) {
          let value = try Inputs.Value(&parser, of: text, by: clauses, at: place)
          set(divided: value, at: place)
        } else {
          set(.whole(try parser.value()), at: place)
        }
      } else {
        mayHaveUndeclared = true
        _ = try parser.value()
      }
    } while try parser.continues(.object)
    return true
  }

  /// The value at one of `places`.
  subscript(place: Int) -> Inputs.Value { values[Int(ordinals[place]) - 1] }

  /// The text at one of `places`; nil if it is none.
  func text(at place: Int) -> String? {
    if case .whole(.string(let text)) = values[Int(ordinals[place]) - 1] { text } else { nil }
  }

  private mutating func set(divided value: consuming Inputs.Value, at place: Int) {
    if !value.isNull, value.mayHaveUndeclared { mayHaveUndeclared = true }
    set(value, at: place)
  }

  /// Of members with the same name, the last one counts.
  private mutating func set(_ value: consuming Inputs.Value, at place: Int) {
    if value.isNull { places.remove(place) } else { places.insert(place) }
    if ordinals[place] == 0 {
      values.append(value)
      ordinals[place] = UInt8(values.count)
    } else {
      values[Int(ordinals[place]) - 1] = value
    }
  }
}
