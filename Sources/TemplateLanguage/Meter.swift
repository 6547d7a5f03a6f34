import JSON

/// Counts down the steps of one rendering. What costs more than a step is paid before or right after
/// it is done, so that no single filter can run away.
struct Meter {
  private let limit: Int
  private var stepsLeft: Int

  init(steps: Int) {
    limit = steps
    stepsLeft = steps
  }

  mutating func spend(steps: Int = 1) throws(TemplateLimitError) {
    guard steps <= stepsLeft else { throw .tooManySteps(limit: limit) }
    stepsLeft -= steps
  }

  mutating func spend(bytes: Int) throws(TemplateLimitError) { try spend(steps: bytes / 64) }

  mutating func spend(items: Int) throws(TemplateLimitError) { try spend(steps: items / 16) }

  /// A naive search compares as many bytes as the product of the lengths at worst.
  mutating func spend(searchFor part: String, in text: String) throws(TemplateLimitError) {
    let product = text.utf8.count.multipliedReportingOverflow(by: part.utf8.count)
    try spend(bytes: product.overflow ? .max : product.partialValue / 16)
  }

  /// The value as printed, paid by its length.
  mutating func text(of value: JSONValue) throws(TemplateLimitError) -> String {
    let text = value.printed
    try spend(bytes: text.utf8.count)
    return text
  }

  /// What `for` and `join` walk: items, names of members, characters; nothing of any other value.
  mutating func items(of value: JSONValue) throws(TemplateLimitError) -> [JSONValue] {
    switch value {
    case .array(let items): return items
    case .object(let object):
      try spend(items: object.members.count)
      return object.members.map { .string($0.name) }
    case .string(let text):
      try spend(items: text.utf8.count)
      return text.unicodeScalars.map { .string(String($0)) }
    case .null, .bool, .int, .double: return []
    }
  }

  /// What `for k, v in` walks: members as lists of name and value; items, which may be such lists.
  mutating func pairs(of value: JSONValue) throws(TemplateLimitError) -> [JSONValue] {
    guard let object = value.object else { return try items(of: value) }
    try spend(items: object.members.count)
    return object.members.map { .array([.string($0.name), $0.value]) }
  }
}
