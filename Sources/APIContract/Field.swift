package import JSON

/// A named input: its place in the contract, and the typed key that reads it.
///
/// What is generic here is inlined where fields are declared, so that reading one costs no look-up
/// of types.
package struct Field<Value: Sendable>: Sendable, ClauseConvertible {
  package let member: Member
  package let read: @Sendable (JSONValue?) -> Value?

  package var clause: Clause { .member(member) }

  @inlinable
  package init(member: Member, read: @escaping @Sendable (JSONValue?) -> Value?) {
    self.member = member
    self.read = read
  }

  @inlinable
  package static func required(_ name: String, _ shape: Shape<Value>, _ note: String = "") -> Self {
    let read = shape.read
    return Self(member: .required(name, shape.schema, note)) { value in
      if let value { read(value) } else { nil }
    }
  }

  @inlinable
  package static func optional<Wrapped>(
    _ name: String, _ shape: Shape<Wrapped>, _ note: String = ""
  ) -> Self where Value == Wrapped? {
    let read = shape.read
    return Self(member: .optional(name, shape.schema, note)) { value in
      if let value { .some(read(value)) } else { .some(nil) }
    }
  }

  @inlinable
  package static func optional(
    _ name: String, _ shape: Shape<Value>, default standard: Value, _ note: String = ""
  ) -> Self {
    let read = shape.read
    let member = Member(
      name, shape.schema, .optional, note: note, defaultNote: "\(standard)")
    return Self(member: member) { value in
      if let value { read(value) ?? standard } else { standard }
    }
  }

  /// This field, which must be there unless `other` is.
  package func required<Other, Wrapped>(unless other: Field<Other>) -> Self
  where Value == Wrapped? {
    changed(member.changed(presence: .requiredUnless(other.member.name)))
  }

  /// This field, whose value is not looked at where `other` is given.
  package func ignored<Other, Wrapped>(with other: Field<Other>) -> Self where Value == Wrapped? {
    changed(member.changed(ignoredWith: other.member.name))
  }

  /// This field, whose value is not looked at unless `other` is given.
  package func ignored<Other, Wrapped>(without other: Field<Other>) -> Self
  where Value == Wrapped? {
    changed(member.changed(ignoredWithout: other.member.name))
  }

  /// This field, with other words for what can be wrong with it.
  package func refused(
    missing: APIError? = nil, invalid: APIError? = nil, exceeded: APIError? = nil,
    item: APIError? = nil
  ) -> Self {
    changed(
      member.changed(
        refusals: .init(missing: missing, invalid: invalid, exceeded: exceeded, item: item)))
  }

  private func changed(_ member: Member) -> Self { Self(member: member, read: read) }
}
