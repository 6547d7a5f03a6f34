/// Members with distinct names, in the order they were written. Names are compared as Swift compares
/// texts: é in one scalar or in two is the same name.
package struct JSONObject: Sendable {
  package typealias Member = (name: String, value: JSONValue)

  package private(set) var members: [Member]

  /// Of members with the same name the last one counts, in the place of the first.
  package init(_ members: [Member] = []) {
    self.members = Self.haveDistinctNames(members) ? members : Self.merged(members)
  }

  /// Members whose names are known to be distinct.
  init(distinct members: [Member]) {
    assert(Self.haveDistinctNames(members), "two members have one name")
    self.members = members
  }

  /// Setting nil removes the member; a new name goes to the end. Reads every member, as objects are
  /// small and mostly walked.
  package subscript(name: String) -> JSONValue? {
    get {
      guard let index = index(of: name) else { return nil }
      return members[index].value
    }
    set {
      let index = index(of: name)
      if let newValue {
        if let index { members[index].value = newValue } else { members.append((name, newValue)) }
      } else if let index {
        members.remove(at: index)
      }
    }
  }

  /// Names are equal byte by byte; most differ in their length already.
  package func index(of name: String) -> Int? {
    let length = name.utf8.count
    let members = members.span
    for index in members.indices
    where members[index].name.utf8.count == length && members[index].name == name {
      return index
    }
    return nil
  }

  // One part of a member costs less than all of it.
  package var count: Int { members.count }
  package func name(at index: Int) -> String { members[index].name }
  package func value(at index: Int) -> JSONValue { members[index].value }
  package func isNull(at index: Int) -> Bool {
    if case .null = members[index].value { true } else { false }
  }

  private static func haveDistinctNames(_ members: [Member]) -> Bool {
    if members.count > 16 { return Set(members.lazy.map(\.name)).count == members.count }
    let members = members.span
    for index in members.indices {
      for other in 0..<index where members[other].name == members[index].name { return false }
    }
    return true
  }

  private static func merged(_ members: [Member]) -> [Member] {
    var result: [Member] = []
    var places: [String: Int] = [:]
    for member in members {
      if let place = places[member.name] {
        result[place].value = member.value
      } else {
        places[member.name] = result.count
        result.append(member)
      }
    }
    return result
  }
}

/// Equal objects have the same members in the same order: they are written alike.
extension JSONObject: Equatable {
  package static func == (left: Self, right: Self) -> Bool {
    left.members.elementsEqual(right.members, by: ==)
  }
}
