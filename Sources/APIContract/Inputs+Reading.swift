package import CivilTime
package import JSON

extension Inputs {
  package subscript<Value>(field: Field<Value>) -> Value {
    read(field) ?? field.fallback
  }

  package subscript<Value>(field: OptionalField<Value>) -> Value? {
    read(field)
  }

  /// How many items a list has, without reading them; none where it is absent or ignored.
  package func count<Item>(_ field: OptionalField<[Item]>) -> Int { count(field.member) }

  package func count<Item>(_ field: Field<[Item]>) -> Int { count(field.member) }

  fileprivate func read<Value>(_ field: Field<Value>) -> Value? {
    if let place = counted(field.member) { field.read(givenValue(at: place)) } else { nil }
  }

  fileprivate func read<Value>(_ field: OptionalField<Value>) -> Value? {
    if let place = counted(field.member) { field.read(givenValue(at: place)) } else { nil }
  }

  private func count(_ member: Member) -> Int { value(of: member)?.array?.count ?? 0 }
}

/// The same for the types that most fields have: from another module, a generic subscript is called
/// as it is, not specialised, and looks up types whenever it is.
extension Inputs {
  package subscript(field: Field<String>) -> String {
    read(field) ?? field.fallback
  }

  package subscript(field: OptionalField<String>) -> String? {
    read(field)
  }

  package subscript(field: Field<Int64>) -> Int64 {
    read(field) ?? field.fallback
  }

  package subscript(field: OptionalField<Int64>) -> Int64? {
    read(field)
  }

  package subscript(field: Field<Bool>) -> Bool {
    read(field) ?? field.fallback
  }

  package subscript(field: OptionalField<Bool>) -> Bool? {
    read(field)
  }

  package subscript(field: OptionalField<Instant>) -> Instant? {
    read(field)
  }

  package subscript(field: OptionalField<[String]>) -> [String]? {
    read(field)
  }

  package subscript(field: OptionalField<JSONObject>) -> JSONObject? {
    read(field)
  }
}

/// Objects and lists of them have been made into inputs already.
extension Inputs {
  package subscript(field: Field<Inputs>) -> Inputs {
    self[field.asOptional] ?? field.fallback
  }

  package subscript(field: OptionalField<Inputs>) -> Inputs? {
    guard let place = counted(field.member) else { return nil }
    if case .object(let inputs) = content(at: place) { return inputs }
    return field.read(givenValue(at: place))
  }

  package subscript(field: Field<[Inputs]>) -> [Inputs] {
    self[field.asOptional] ?? field.fallback
  }

  package subscript(field: OptionalField<[Inputs]>) -> [Inputs]? {
    guard let place = counted(field.member) else { return nil }
    if case .list(let items) = content(at: place) { return items }
    return field.read(givenValue(at: place))
  }
}

extension Field {
  fileprivate var asOptional: OptionalField<Value> { OptionalField(member: member, read: read) }

  /// What an absent member is read as.
  fileprivate var fallback: Value {
    guard let standard else { preconditionFailure("\(member.name) was read, but never checked") }
    return standard
  }
}
