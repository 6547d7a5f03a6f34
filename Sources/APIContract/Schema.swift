/// The shape that a JSON value must have.
///
/// Pure data: it is checked, rendered as OpenAPI, and searched for what it does not name.
package indirect enum Schema: Sendable {
  case any
  case boolean
  case integer(ClosedRange<Int64>)
  case number(ClosedRange<Double>)
  case text(Text)
  case enumeration([String])
  case array(Schema, count: ClosedRange<Int>)
  /// An object whose member names are free.
  case dictionary(Schema, mayBeEmpty: Bool)
  case object(Clauses)
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
    case date, dateTime = "date-time", email, hostname, ip, uri, uuid, base64 = "byte"
    /// The vendor's own word for the ids of its newer services.
    case objectID
    /// `250ms`, `2s`, `5m` or `1h`.
    case timeSpan = "time-span"
  }

  package static let text = Schema.text(Text(mayBeBlank: true))
  package static let number = Schema.number(-.infinity ... .infinity)
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
package protocol ClauseConvertible: Sendable {
  var clause: Clause { get }
}
