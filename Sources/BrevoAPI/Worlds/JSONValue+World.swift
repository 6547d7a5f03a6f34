import CivilTime
import JSON

/// How worlds write values: what is empty is left out, and what is whole has no fraction.
extension JSONValue {
  static func instant(_ instant: Instant) -> JSONValue {
    .string(instant.formatted(.milliseconds(.utc)))
  }

  static func number(_ number: Double) -> JSONValue {
    Int64(exactly: number).map { .int($0) } ?? .double(number)
  }
}

extension JSONValue? {
  static func unlessEmpty(_ text: String) -> Self { text.isEmpty ? nil : .string(text) }
  static func unlessEmpty(_ items: [JSONValue]) -> Self { items.isEmpty ? nil : .array(items) }
  static func unlessEmpty(_ object: JSONObject) -> Self {
    object.members.isEmpty ? nil : .object(object)
  }
}
