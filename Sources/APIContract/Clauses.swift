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
  private let optional: [Bool]
  private let contents: [Content]

  /// Where the members stand that decide whether a member counts; nil where none does.
  private struct Companions: Sendable {
    let with: Int?
    let without: Int?
  }

  /// What a value may consist of that clauses name.
  enum Content: Sendable {
    case nothing
    case members(Clauses)
    case items(Clauses)
    /// What it is told by checking it.
    case alternatives

    fileprivate init(of schema: Schema?) {
      self =
        switch schema {
        case .object(let clauses): .members(clauses)
        case .array(.object(let clauses), _): .items(clauses)
        case .oneOf, .array(.oneOf, _): .alternatives
        default: .nothing
        }
    }
  }

  package init(_ all: [Clause]) {
    self.all = all
    let members = all.map(\.member)
    identities = members.map { $0.map(ObjectIdentifier.init) }
    names = members.map { $0?.name ?? "" }
    // A rule has no name, and no name has that length.
    lengths = members.map { $0?.name.utf8.count ?? -1 }
    optional = members.map { $0?.presence == .optional }
    contents = members.map { Content(of: $0?.schema) }
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

  /// Whether the clause at `place` is met by an object that has no such member.
  func admitsAbsence(at place: Int) -> Bool { optional[place] }

  func content(at place: Int) -> Content { contents[place] }

  /// Whether the value of the member at `place` does not count, for what else is given: `found` is
  /// what `Inputs` has found, and negative where it found nothing.
  func ignores(_ place: Int, _ found: [Int]) -> Bool {
    let companions = companions[place]
    if let with = companions.with, found[with] >= 0 { return true }
    if let without = companions.without, found[without] < 0 { return true }
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
