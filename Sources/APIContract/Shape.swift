package import CivilTime
package import JSON

/// A schema that also knows the Swift type of the values it admits.
package struct Shape<Value: Sendable>: Sendable {
  package let schema: Schema
  package let read: @Sendable (JSONValue) -> Value?
  /// Whether reading does nothing to a text, or to those of a list.
  let isVerbatim: Bool

  package init(_ schema: Schema, read: @escaping @Sendable (JSONValue) -> Value?) {
    self.init(schema, isVerbatim: false, read: read)
  }

  fileprivate init(
    _ schema: Schema, isVerbatim: Bool, read: @escaping @Sendable (JSONValue) -> Value?
  ) {
    self.schema = schema
    self.read = read
    self.isVerbatim = isVerbatim
  }
}

extension Shape<String> {
  package static var text: Self { text() }
  package static var email: Self { text(.email) }
  package static var uri: Self { text(.uri) }

  package static func text(
    _ format: Schema.Format? = nil, length: ClosedRange<Int> = 0 ... .max,
    mayBeBlank: Bool = false
  ) -> Self {
    let text = Schema.Text(format: format, length: length, mayBeBlank: mayBeBlank)
    return Self(.text(text), isVerbatim: true) { $0.string }
  }
}

extension Shape<String> {
  /// An object's id, which is written in lower case.
  package static var objectID: Self {
    Self(.text(.objectID)) { $0.string.map { $0.lowercased() } }
  }
}

extension Shape<Bool> {
  package static var boolean: Self { Self(.boolean) { $0.bool } }
}

extension Shape<Int64> {
  /// The number of a row: positive.
  package static var identifier: Self { integer(1 ... .max) }

  package static func integer(_ range: ClosedRange<Int64> = .min ... .max) -> Self {
    Self(.integer(range)) { $0.int }
  }
}

extension Shape<Double> {
  /// A number that is not negative.
  package static var amount: Self {
    Self(.number(0 ... .infinity)) { value in
      switch value {
      case .int(let number): Double(number)
      case .double(let number): number
      default: nil
      }
    }
  }
}

extension Shape where Value == Instant {
  package static var dateTime: Shape<Instant> {
    Self(.text(.dateTime)) { $0.string.flatMap { Instant($0) } }
  }
}

extension Shape where Value == TimeSpan {
  /// Milliseconds, or a text that says its unit.
  package static var timeSpan: Shape<TimeSpan> {
    Self(.oneOf([.integer(0...TimeSpan.longest.milliseconds), .text(.timeSpan)])) { value in
      value.int.map { .milliseconds($0) } ?? value.string.flatMap { TimeSpan($0) }
    }
  }
}

extension Shape where Value == Day {
  package static var date: Shape<Day> { Self(.text(.date)) { $0.string.flatMap { Day($0) } } }
}

extension Shape<JSONObject> {
  /// An object of any content but none.
  package static var dictionary: Self {
    Self(.dictionary(.any, mayBeEmpty: false)) { $0.object }
  }
}

extension Shape<Inputs> {
  package static func object(_ clauses: any ClauseConvertible...) -> Self { object(clauses) }

  package static func object(_ clauses: [any ClauseConvertible]) -> Self {
    let clauses = Clauses(clauses.map(\.clause))
    return Self(.object(clauses)) { $0.object.map { Inputs(object: $0, clauses: clauses) } }
  }
}

extension Shape<[String]> {
  // As the list of anything, but without generics, which cost more than the reading.
  package static func list(
    of item: Shape<String>, count: ClosedRange<Int> = 1 ... .max
  ) -> Self {
    Self(.array(item.schema, count: count), isVerbatim: item.isVerbatim) {
      $0.array?.compactMap { item.read($0) }
    }
  }
}

extension Shape {
  package static func list<Item: Sendable>(
    of item: Shape<Item>, count: ClosedRange<Int> = 1 ... .max
  ) -> Self where Value == [Item] {
    Self(.array(item.schema, count: count)) { $0.array?.compactMap { item.read($0) } }
  }

  /// A text of items with commas between them. Whether all of them are of their shape is left to a
  /// rule: if one is not, the list is read as nil.
  package static func commaSeparated<Item: Sendable>(
    _ item: Shape<Item>
  ) -> Self where Value == [Item] {
    Self(.text(Schema.Text())) { value in
      var items: [Item] = []
      for text in value.string?.split(separator: ",", omittingEmptySubsequences: false) ?? [] {
        let value = item.schema.lifted(String(text))
        guard item.schema.fault(in: value) == nil, let read = item.read(value) else { return nil }
        items.append(read)
      }
      return items
    }
  }

  /// An object of free names, all of whose values have one shape.
  package static func dictionary<Item: Sendable>(of item: Shape<Item>) -> Self
  where Value == [(name: String, value: Item)] {
    Self(.dictionary(item.schema, mayBeEmpty: false)) { value in
      value.object?.members.compactMap { name, value in
        item.read(value).map { (name: name, value: $0) }
      }
    }
  }
}

extension Shape where Value: CaseIterable & RawRepresentable, Value.RawValue == String {
  package static func one(of type: Value.Type) -> Self {
    Self(.enumeration(type.allCases.map(\.rawValue))) { $0.string.flatMap { Value(rawValue: $0) } }
  }
}
