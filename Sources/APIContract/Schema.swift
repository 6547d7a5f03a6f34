/// The shape that a JSON value must have.
///
/// Pure data: it is checked, rendered as OpenAPI, and searched for what it does not name.
package indirect enum Schema: Sendable {
  case any
  case boolean
  case integer(ClosedRange<Int64>)
  case number
  case text(Text)
  case enumeration([String])
  case array(Schema, count: ClosedRange<Int>)
  /// An object whose member names are free.
  case dictionary(Schema, mayBeEmpty: Bool)
  case object([Clause])
  /// One of several shapes, which a reply may take.
  case oneOf([Schema])

  package struct Text: Sendable {
    package var format: Format?
    /// In Unicode scalars.
    package var length = 0...Int.max
    /// Whether the empty text is a value; otherwise it counts as missing.
    package var mayBeBlank = false
  }

  package enum Format: String, Sendable {
    case date, dateTime = "date-time", email, hostname, uri, uuid, base64 = "byte"
  }

  package static let text = Schema.text(Text(mayBeBlank: true))
  package static let integer = Schema.integer(.min ... .max)

  package static func text(_ format: Format) -> Schema { .text(Text(format: format)) }
  package static func array(_ item: Schema) -> Schema { .array(item, count: 0...Int.max) }
}

/// One line of an object's description: a member, or a condition on the members before it.
///
/// Clauses are checked in their order, so that their order decides which fault is named first.
package enum Clause: Sendable {
  case member(Member)
  case rule(Rule)

  var member: Member? { if case .member(let member) = self { member } else { nil } }
}

/// What may stand in the list of an object's clauses.
package protocol ClauseConvertible {
  var clause: Clause { get }
}

/// A named part of an object, of a query or of a path.
package struct Member: Sendable, ClauseConvertible {
  package enum Presence: Sendable, Equatable {
    case optional
    case required
    /// Must be there, unless the member of that name is.
    case requiredUnless(String)
  }

  package var name: String
  package var schema: Schema
  package var presence: Presence
  package var note: String
  /// Its value is not looked at where the member of this name is given.
  package var ignoredWith: String?
  /// Its value is not looked at unless the member of this name is given.
  package var ignoredWithout: String?
  /// The value of an absent member, for the document.
  package var defaultNote: String?
  package var refusals = Refusals()

  /// What is said instead of the usual sentences, where the service is known to say otherwise.
  package struct Refusals: Sendable {
    package var missing: APIError?
    package var invalid: APIError?
    package var exceeded: APIError?
    /// Whatever is wrong with an item of a list.
    package var item: APIError?
  }

  package var clause: Clause { .member(self) }

  package static func required(_ name: String, _ schema: Schema, _ note: String = "") -> Self {
    Self(name: name, schema: schema, presence: .required, note: note)
  }

  package static func optional(_ name: String, _ schema: Schema, _ note: String = "") -> Self {
    Self(name: name, schema: schema, presence: .optional, note: note)
  }
}

extension Schema {
  package static func object(_ members: Member...) -> Schema { .object(members.map(\.clause)) }
}
