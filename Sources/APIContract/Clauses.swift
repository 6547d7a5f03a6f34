import JSON
import Synchronization

/// The clauses of an object, a query, a path or a head, in the order in which they are checked.
///
/// A class, because it is declared once and used by every request; what can be found out before any
/// request is found out here.
package final class Clauses: Sendable {
  private let all: [Clause]
  /// By place: what tells the members apart. Numbers only: no look-up counts references.
  private let identities: [ObjectIdentifier?]
  /// The names one after the other in ASCII, and by place where they begin; a rule has none.
  private let nameBytes: [UInt8]
  private let nameStarts: [Int]
  /// By the length of a name in UTF-8: where the members stand whose names have it, so that most names
  /// need not be compared.
  private let placesByLength: [PlaceSet]
  /// By place, what the text must be that a member is; nil where it is none.
  private let texts: [Schema.Text?]
  private let companions: [Companions]
  private let contents: [Content]
  /// The rules, and the members that must be there, if only sometimes.
  let demanding: PlaceSet
  /// The members that must be there whatever else is.
  let required: PlaceSet
  /// The members that consist of something.
  let divided: PlaceSet
  /// The members that others make count or not.
  private let conditional: PlaceSet

  /// Where the members stand that decide whether a member counts.
  private struct Companions: Sendable {
    /// It counts only without these.
    var without = PlaceSet()
    /// It counts only with these.
    var with = PlaceSet()
  }

  /// What the value of a member may consist of, as far as its schema tells without it.
  enum Content: Sendable {
    /// Nothing of these.
    case whole
    case object(Clauses)
    case list(Clauses)
    case texts
    /// Something of which only a check can tell which clauses it has.
    case alternatives

    fileprivate init(of schema: Schema?) {
      self =
        switch schema {
        case .object(let clauses): .object(clauses)
        case .array(.object(let clauses), _): .list(clauses)
        case .array(.text, _): .texts
        case .oneOf, .array(.oneOf, _): .alternatives
        default: .whole
        }
    }

    fileprivate var isWhole: Bool { if case .whole = self { true } else { false } }
  }

  package init(_ all: [Clause]) {
    precondition(all.count <= PlaceSet.capacity, "there are more than \(PlaceSet.capacity) clauses")
    self.all = all
    let members = all.map(\.member)
    assert(
      Set(members.compactMap { $0?.name }).count == members.count { $0 != nil },
      "two members have one name")
    identities = members.map { $0.map(ObjectIdentifier.init) }
    let names = members.map { $0?.name ?? "" }
    assert(names.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } }, "a name is not ASCII")
    texts = members.map { if case .text(let text) = $0?.schema { text } else { nil } }
    var nameBytes: [UInt8] = []
    nameStarts = names.map { name in
      defer { nameBytes += name.utf8 }
      return nameBytes.count
    }
    self.nameBytes = nameBytes
    let contents = members.map { Content(of: $0?.schema) }
    self.contents = contents
    demanding = PlaceSet(members.indices.filter { members[$0]?.presence != .optional })
    required = PlaceSet(
      members.indices.filter { [.required, .demanded].contains(members[$0]?.presence) })
    divided = PlaceSet(contents.indices.filter { !contents[$0].isWhole })
    func places(_ name: String?) -> PlaceSet {
      guard let name else { return PlaceSet() }
      guard let place = members.firstIndex(where: { $0?.name == name }) else {
        preconditionFailure("\(name) decides what counts, but is not declared")
      }
      return PlaceSet(CollectionOfOne(place))
    }
    let longest = names.map(\.utf8.count).max() ?? 0
    var placesByLength = [PlaceSet](repeating: PlaceSet(), count: longest + 1)
    var conditional = PlaceSet()
    for (place, member) in members.enumerated() {
      guard let member else { continue }
      member.usualPlace.store(place, ordering: .relaxed)
      placesByLength[member.name.utf8.count].insert(place)
      if member.ignoredWith != nil || member.ignoredWithout != nil { conditional.insert(place) }
    }
    self.placesByLength = placesByLength
    self.conditional = conditional
    companions = members.map { member in
      Companions(without: places(member?.ignoredWith), with: places(member?.ignoredWithout))
    }
  }

  /// Where the clause of a member stands. A member that differs from the declared one in how it is
  /// checked is the same to whoever reads it.
  func place(of member: Member) -> Int? {
    let wanted = ObjectIdentifier(member)
    let place = member.usualPlace.load(ordering: .relaxed)
    if place < identities.count, identities[place] == wanted { return place }
    return identities.firstIndex(of: wanted) ?? self.place(of: member.name)
  }

  /// Where the clause of the member of that name stands.
  func place(of name: String) -> Int? {
    name.utf8.span.withUnsafeBufferPointer { place(of: $0) }
  }

  /// The same for a name that is given by its bytes.
  func place(of name: UnsafeBufferPointer<UInt8>) -> Int? {
    guard name.count < placesByLength.count else { return nil }
    for place in placesByLength[name.count] {
      let start = nameStarts[place]
      if name.indices.allSatisfy({ name[$0] == nameBytes[start + $0] }) { return place }
    }
    return nil
  }

  /// What the text must be that the member at `place` is; nil where it is none.
  func text(at place: Int) -> Schema.Text? { texts[place] }

  func content(at place: Int) -> Content { contents[place] }

  /// Whether the value of the member at `place` does not count, where members are `given` at these
  /// places.
  func ignores(_ place: Int, _ given: PlaceSet) -> Bool {
    guard conditional.contains(place) else { return false }
    let companions = companions[place]
    return !given.isDisjoint(with: companions.without) || !given.isSuperset(of: companions.with)
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
