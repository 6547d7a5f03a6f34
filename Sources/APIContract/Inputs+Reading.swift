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

  /// How many bytes a text has in UTF-8, without reading it; none where it is absent or ignored.
  package func byteCount(_ field: OptionalField<String>) -> Int {
    text(field.member)?.utf8.count ?? 0
  }

  fileprivate func read<Value>(_ field: Field<Value>) -> Value? {
    if let value = value(of: field.member) { field.shape.read(value) } else { nil }
  }

  fileprivate func read<Value>(_ field: OptionalField<Value>) -> Value? {
    if let value = value(of: field.member) { field.shape.read(value) } else { nil }
  }

  private func text(_ member: Member) -> String? {
    if let place = counted(member) { givenText(at: place) } else { nil }
  }

  private func count(_ member: Member) -> Int {
    guard let place = counted(member) else { return 0 }
    return switch givenValue(at: place) {
    case .list(let items): items.count
    case .texts(let texts): texts.count
    case .whole(.array(let items)): items.count
    default: 0
    }
  }
}

/// The same for the types that most fields have: from another module, a generic subscript is called
/// as it is, not specialised, and looks up types whenever it is.
extension Inputs {
  package subscript(field: Field<String>) -> String {
    (field.shape.isVerbatim ? text(field.member) : read(field)) ?? field.fallback
  }

  package subscript(field: OptionalField<String>) -> String? {
    field.shape.isVerbatim ? text(field.member) : read(field)
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
    guard field.shape.isVerbatim, let place = counted(field.member),
      case .texts(let texts) = givenValue(at: place)
    else { return read(field) }
    return texts
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
    return switch givenValue(at: place) {
    case .object(let inputs): inputs
    case let value: field.shape.read(value.json)
    }
  }

  package subscript(field: Field<[Inputs]>) -> [Inputs] {
    self[field.asOptional] ?? field.fallback
  }

  package subscript(field: OptionalField<[Inputs]>) -> [Inputs]? {
    guard let place = counted(field.member) else { return nil }
    return switch givenValue(at: place) {
    case .list(let items): items
    case let value: field.shape.read(value.json)
    }
  }
}

extension Field {
  fileprivate var asOptional: OptionalField<Value> {
    OptionalField(member: member, shape: shape)
  }

  /// What an absent member is read as.
  fileprivate var fallback: Value {
    guard let standard else { preconditionFailure("\(member.name) was read, but never checked") }
    return standard
  }
}
