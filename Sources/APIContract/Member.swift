import Synchronization

/// A named part of an object, of a query or of a path.
///
/// A class, because declarations are shared by all requests: passing one on costs one reference.
package final class Member: Sendable, ClauseConvertible {
  package enum Presence: Sendable, Equatable {
    case optional
    case required
    /// Must be there, although the documented schema calls it optional.
    case demanded
    /// Must be there, unless the member of that name is.
    case requiredUnless(String)
  }

  /// What is said instead of the usual sentences, where the service is known to say otherwise.
  package struct Refusals: Sendable {
    package var missing: APIError?
    package var invalid: APIError?
    package var exceeded: APIError?
    /// Whatever is wrong with an item of a list.
    package var item: APIError?
  }

  package let name: String
  package let schema: Schema
  package let presence: Presence
  package let note: String
  /// Its value is not looked at where the member of this name is given.
  package let ignoredWith: String?
  /// Its value is not looked at unless the member of this name is given.
  package let ignoredWithout: String?
  /// Says the value of an absent member, for the document. A closure, because to put a value into words
  /// costs more than all else of a declaration, and a server that starts needs none.
  package let defaultNote: (@Sendable () -> String)?
  package let refusals: Refusals
  /// The place of its clause in the list that was last made with it: where to look for it first.
  let usualPlace = Atomic(0)

  package init(
    _ name: String, _ schema: Schema, _ presence: Presence, note: String,
    ignoredWith: String? = nil, ignoredWithout: String? = nil,
    defaultNote: (@Sendable () -> String)? = nil,
    refusals: Refusals = Refusals()
  ) {
    self.name = name
    self.schema = schema
    self.presence = presence
    self.note = note
    self.ignoredWith = ignoredWith
    self.ignoredWithout = ignoredWithout
    self.defaultNote = defaultNote
    self.refusals = refusals
  }

  package var clause: Clause { .member(self) }

  package static func required(_ name: String, _ schema: Schema, _ note: String = "") -> Member {
    Member(name, schema, .required, note: note)
  }

  package static func optional(_ name: String, _ schema: Schema, _ note: String = "") -> Member {
    Member(name, schema, .optional, note: note)
  }

  /// This member, with what is named instead of what it has.
  func changed(
    presence: Presence? = nil, ignoredWith: String? = nil, ignoredWithout: String? = nil,
    refusals: Refusals? = nil
  ) -> Member {
    Member(
      name, schema, presence ?? self.presence, note: note,
      ignoredWith: ignoredWith ?? self.ignoredWith,
      ignoredWithout: ignoredWithout ?? self.ignoredWithout, defaultNote: defaultNote,
      refusals: refusals ?? self.refusals)
  }
}

extension Schema {
  package static func object(_ clauses: [Clause]) -> Schema { .object(Clauses(clauses)) }
  package static func object(_ members: Member...) -> Schema {
    .object(Clauses(members.map(\.clause)))
  }
}
