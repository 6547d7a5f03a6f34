package import JSON

/// A named input: its place in the contract, and the typed key that reads it.
package struct Field<Value: Sendable>: Sendable, ClauseConvertible {
  package var member: Member
  package var read: @Sendable (JSONValue?) -> Value?

  package var clause: Clause { .member(member) }

  package static func required(_ name: String, _ shape: Shape<Value>, _ note: String = "") -> Self {
    Self(member: .required(name, shape.schema, note)) { $0.flatMap(shape.read) }
  }

  package static func optional<Wrapped>(
    _ name: String, _ shape: Shape<Wrapped>, _ note: String = ""
  ) -> Self where Value == Wrapped? {
    Self(member: .optional(name, shape.schema, note)) { .some($0.flatMap(shape.read)) }
  }

  package static func optional(
    _ name: String, _ shape: Shape<Value>, default value: Value, _ note: String = ""
  ) -> Self {
    var member = Member.optional(name, shape.schema, note)
    member.defaultNote = "\(value)"
    return Self(member: member) { $0.flatMap(shape.read) ?? value }
  }

  /// This field, which must be there unless `other` is.
  package func required<Other, Wrapped>(unless other: Field<Other>) -> Self
  where Value == Wrapped? {
    changed { $0.presence = .requiredUnless(other.member.name) }
  }

  /// This field, whose value is not looked at where `other` is given.
  package func ignored<Other, Wrapped>(with other: Field<Other>) -> Self where Value == Wrapped? {
    changed { $0.ignoredWith = other.member.name }
  }

  /// This field, whose value is not looked at unless `other` is given.
  package func ignored<Other, Wrapped>(without other: Field<Other>) -> Self
  where Value == Wrapped? {
    changed { $0.ignoredWithout = other.member.name }
  }

  /// This field, with other words for what can be wrong with it.
  package func refused(
    missing: APIError? = nil, invalid: APIError? = nil, exceeded: APIError? = nil,
    item: APIError? = nil
  ) -> Self {
    changed {
      $0.refusals = .init(missing: missing, invalid: invalid, exceeded: exceeded, item: item)
    }
  }

  private func changed(_ change: (inout Member) -> Void) -> Self {
    var field = self
    change(&field.member)
    return field
  }
}
