import CivilTime
import JSON

/// How worlds write values: what is empty is left out.
extension JSONValue {
  static func instant(_ instant: Instant) -> JSONValue {
    .string(instant.formatted(.milliseconds(.utc)))
  }
}

extension JSONValue? {
  static func unlessEmpty(_ text: String) -> Self { text.isEmpty ? nil : .string(text) }
  static func unlessEmpty(_ items: [JSONValue]) -> Self { items.isEmpty ? nil : .array(items) }
  static func unlessEmpty(_ object: JSONObject) -> Self {
    object.members.isEmpty ? nil : .object(object)
  }
}
