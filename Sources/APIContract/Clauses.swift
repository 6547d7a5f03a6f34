import JSON

/// The clauses of an object, a query, a path or a head, in the order in which they are checked.
///
/// A class, because it is declared once and used by every request; what can be found out before any
/// request is found out here.
package final class Clauses: Sendable {
  private let all: [Clause]
  /// By place: what tells the members apart, and, so that most need not be compared, how long their
  /// names are. Numbers only: no look-up counts references.
  private let identities: [ObjectIdentifier?]
  private let names: [String]
  private let lengths: [Int]
  private let companions: [Companions]

  /// Where the members stand that decide whether a member counts; nil where none does.
  private struct Companions: Sendable {
    let with: Int?
    let without: Int?
  }

  package init(_ all: [Clause]) {
    self.all = all
    let members = all.map(\.member)
    identities = members.map { $0.map(ObjectIdentifier.init) }
    names = members.map { $0?.name ?? "" }
    // A rule has no name, and no name has that length.
    lengths = members.map { $0?.name.utf8.count ?? -1 }
    func place(_ name: String?) -> Int? {
      guard let name else { return nil }
      guard let place = members.firstIndex(where: { $0?.name == name }) else {
        preconditionFailure("\(name) decides what counts, but is not declared")
      }
      return place
    }
    companions = members.map { member in
      Companions(with: place(member?.ignoredWith), without: place(member?.ignoredWithout))
    }
  }

  /// Where the clause of a member stands. A member that differs from the declared one in how it is
  /// checked is the same to whoever reads it.
  func place(of member: Member) -> Int? {
    let wanted = ObjectIdentifier(member)
    for place in identities.indices where identities[place] == wanted { return place }
    return place(of: member.name)
  }

  /// Where the clause of the member of that name stands.
  func place(of name: String) -> Int? {
    let length = name.utf8.count
    for place in lengths.indices where lengths[place] == length && names[place] == name {
      return place
    }
    return nil
  }

  /// The index of the member of `object` that each clause is about; nil where there is none, or
  /// null, which is the same.
  func indices(in object: JSONObject) -> [Int?] {
    var found = [Int?](repeating: nil, count: all.count)
    guard object.count > 0 else { return found }
    let names = names
    for place in lengths.indices where lengths[place] >= 0 {
      guard let index = object.index(of: names.span[place]), !object.isNull(at: index) else {
        continue
      }
      found[place] = index
    }
    return found
  }

  /// Whether the value of the member at `place` does not count, for what else is given: `found` is
  /// what `indices(in:)` has found.
  func ignores(_ place: Int, _ found: [Int?]) -> Bool {
    let companions = companions[place]
    if let with = companions.with, found[with] != nil { return true }
    if let without = companions.without, found[without] == nil { return true }
    return false
  }
}

extension Clauses: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { all.count }
  package subscript(position: Int) -> Clause { all[position] }
}

extension Clauses: ExpressibleByArrayLiteral {
  package convenience init(arrayLiteral clauses: Clause...) { self.init(clauses) }
}
