import CivilTime
import JSON

/// An expected body: equal to the value, but for the places where it says `$messageId` and the like.
struct Pattern {
  let value: JSONValue

  /// Where `actual` is something else, and what it is; nil if it is as expected.
  ///
  /// Objects must have exactly the members that are expected; their order is left to goldens that
  /// give the text.
  func mismatch(in actual: JSONValue) -> String? {
    Self.mismatch(value, actual, at: "body")
  }

  private static func mismatch(
    _ expected: JSONValue, _ actual: JSONValue, at place: String
  ) -> String? {
    switch (expected, actual) {
    case (.string(let text), _) where text.hasPrefix("$"):
      return admits(actual, as: text) ? nil : "\(place) is \(actual.text), and no \(text)"
    case (.object(let wanted), .object(let found)):
      let extra = found.members.map(\.name).filter { wanted[$0] == nil }
      guard extra.isEmpty else { return "\(place) also has \(extra)" }
      for (name, value) in wanted.members {
        guard let other = found[name] else { return "\(place) has no \(name)" }
        if let fault = mismatch(value, other, at: "\(place).\(name)") { return fault }
      }
      return nil
    case (.array(let wanted), .array(let found)):
      guard wanted.count == found.count else {
        return "\(place) has \(found.count) items, not \(wanted.count)"
      }
      return zip(wanted, found).enumerated().lazy.compactMap { index, pair in
        mismatch(pair.0, pair.1, at: "\(place).\(index)")
      }.first
    default:
      return expected == actual ? nil : "\(place) is \(actual.text), not \(expected.text)"
    }
  }

  private static func admits(_ actual: JSONValue, as placeholder: String) -> Bool {
    if placeholder == "$any" { return true }
    guard let text = actual.string else { return false }
    switch placeholder {
    case "$uuid":
      return text.wholeMatch(
        of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil
    case "$objectId": return text.wholeMatch(of: /[0-9a-f]{24}/) != nil
    case "$dateTime":
      return text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(Z|[+-]\d\d:\d\d)/) != nil
        && Instant(text) != nil
    default:
      // `$messageId`, or `$messageId.2` for the second version.
      guard let wanted = placeholder.wholeMatch(of: /\$messageId(\.\d+)?/),
        let match = text.wholeMatch(of: /<\d{12}\.\d{10,11}(\.\d+)?@smtp-relay\.mailin\.fr>/)
      else { return false }
      return wanted.1 == match.1
    }
  }
}

/// Values that one answer gave and that a later request, or an expected answer, uses.
struct Captures {
  private var values: [String: JSONValue] = [:]

  /// Keeps what stands at a path such as `transactionalEmails.0.uuid`.
  mutating func keep(_ name: String, at path: String, of body: JSONValue?) throws {
    var value = body
    for part in path.split(separator: ".").map(String.init) {
      value =
        Int(part).flatMap { index in
          value?.array.flatMap { $0.indices.contains(index) ? $0[index] : nil }
        } ?? value?.object?[part]
    }
    guard let value else { throw TestFailure("nothing at \(path) in \(body?.text ?? "no body")") }
    values[name] = value
  }

  /// `value`, with the captured values for `${name}`.
  func filled(_ value: JSONValue) throws -> JSONValue {
    switch value {
    case .string(let text):
      if let whole = text.wholeMatch(of: /\$\{(\w+)\}/) { return try captured(whole.1) }
      return .string(try filled(text) { $0 })
    case .array(let items): return .array(try items.map(filled))
    case .object(let object):
      return .object(JSONObject(try object.members.map { ($0.name, try filled($0.value)) }))
    default: return value
    }
  }

  /// `text`, with the captured values for `${name}`, each changed by `encode`.
  func filled(_ text: String, encode: (String) -> String) throws -> String {
    var result = ""
    var rest = text[...]
    while let match = rest.firstMatch(of: /\$\{(\w+)\}/) {
      let value = try captured(match.1)
      result += rest[..<match.range.lowerBound] + encode(value.string ?? value.text)
      rest = rest[match.range.upperBound...]
    }
    return result + rest
  }

  private func captured(_ name: Substring) throws -> JSONValue {
    guard let value = values[String(name)] else { throw TestFailure("${\(name)} is not captured") }
    return value
  }
}
