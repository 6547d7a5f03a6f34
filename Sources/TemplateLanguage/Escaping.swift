/// Whether printed values are made safe for HTML; `{% autoescape %}` overrides it inside a template.
package enum Escaping: Sendable {
  /// For HTML bodies.
  case html
  /// For subjects and plain text.
  case none
}

extension String {
  /// With Django's five entities.
  package func htmlEscaped() -> String {
    guard utf8.contains(where: { Self.entity(for: $0) != nil }) else { return self }
    var result = ""
    var start = startIndex
    for index in utf8.indices {
      guard let entity = Self.entity(for: utf8[index]) else { continue }
      result += self[start..<index]
      result += entity
      start = utf8.index(after: index)
    }
    return result + self[start...]
  }

  private static func entity(for byte: UInt8) -> String? {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#x27;"
    default: nil
    }
  }
}
