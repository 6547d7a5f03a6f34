/// A named input that always has a value: a mandatory one, or one with a default.
///
/// The shape's own reader is called as it is: what is generic happens where a field is read, and
/// costs no look-up of types there.
package struct Field<Value: Sendable>: Sendable, ClauseConvertible {
  package let member: Member
  let shape: Shape<Value>
  /// What an absent member is read as; nil if it must not be absent.
  package let standard: Value?

  package var clause: Clause { .member(member) }

  package static func required(_ name: String, _ shape: Shape<Value>, _ note: String = "") -> Self {
    Self(member: .required(name, shape.schema, note), shape: shape, standard: nil)
  }

  /// A member that the documented schema calls optional, but without which nothing can be done.
  package static func demanded(_ name: String, _ shape: Shape<Value>, _ note: String = "") -> Self {
    let member = Member(name, shape.schema, .demanded, note: note)
    return Self(member: member, shape: shape, standard: nil)
  }

  package static func optional(
    _ name: String, _ shape: Shape<Value>, default standard: Value, _ note: String = ""
  ) -> Self {
    let member = Member(
      name, shape.schema, .optional, note: note, defaultNote: { "\(standard)" })
    return Self(member: member, shape: shape, standard: standard)
  }

  package static func optional(
    _ name: String, _ shape: Shape<Value>, _ note: String = ""
  ) -> OptionalField<Value> {
    OptionalField(member: .optional(name, shape.schema, note), shape: shape)
  }

  /// This field, with other words for what can be wrong with it.
  package func refused(
    missing: APIError? = nil, invalid: APIError? = nil, exceeded: APIError? = nil,
    item: APIError? = nil
  ) -> Self {
    let refusals = Member.Refusals(
      missing: missing, invalid: invalid, exceeded: exceeded, item: item)
    return Self(member: member.changed(refusals: refusals), shape: shape, standard: standard)
  }
}

/// A named input that may have no value.
package struct OptionalField<Value: Sendable>: Sendable, ClauseConvertible {
  package let member: Member
  let shape: Shape<Value>

  package var clause: Clause { .member(member) }

  /// This field, which must be there here, though elsewhere it need not.
  package func required() -> Self {
    Self(member: member.changed(presence: .required), shape: shape)
  }

  /// This field, which must be there unless `other` is.
  package func required<Other>(unless other: OptionalField<Other>) -> Self {
    Self(member: member.changed(presence: .requiredUnless(other.member.name)), shape: shape)
  }

  /// This field, whose value is not looked at where `other` is given.
  package func ignored<Other>(with other: OptionalField<Other>) -> Self {
    Self(member: member.changed(ignoredWith: other.member.name), shape: shape)
  }

  /// This field, whose value is not looked at unless `other` is given.
  package func ignored<Other>(without other: OptionalField<Other>) -> Self {
    Self(member: member.changed(ignoredWithout: other.member.name), shape: shape)
  }

  /// This field, with other words for what can be wrong with it.
  package func refused(
    missing: APIError? = nil, invalid: APIError? = nil, exceeded: APIError? = nil,
    item: APIError? = nil
  ) -> Self {
    let refusals = Member.Refusals(
      missing: missing, invalid: invalid, exceeded: exceeded, item: item)
    return Self(member: member.changed(refusals: refusals), shape: shape)
  }
}
