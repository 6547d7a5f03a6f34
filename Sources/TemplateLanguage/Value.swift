import JSON

/// A value on its way through an expression.
struct Value: Sendable {
  var json: JSONValue
  /// It is HTML already, and must not be escaped (again).
  var isSafe: Bool

  init(_ json: JSONValue, isSafe: Bool = false) {
    self.json = json
    self.isSafe = isSafe
  }
}

extension JSONValue {
  var isTruthy: Bool {
    switch self {
    case .null: false
    case .bool(let value): value
    case .int(let value): value != 0
    case .double(let value): value != 0
    case .string(let value): !value.isEmpty
    case .array(let items): !items.isEmpty
    case .object(let object): !object.members.isEmpty
    }
  }

  /// As printed. Whole doubles have no fraction: for Go's JSON numbers 3 and 3.0 are the same.
  /// Lists and objects, which no mail should print, are shown as JSON.
  var printed: String {
    switch self {
    case .null: ""
    case .bool(let value): value ? "True" : "False"
    case .int(let value): value.description
    case .double(let value):
      if let whole = value.truncated, Double(whole) == value {
        whole.description
      } else {
        value.description
      }
    case .string(let value): value
    case .array, .object: text
    }
  }

  /// About how many bytes must be read to know the whole value.
  var weight: Int {
    switch self {
    case .null, .bool, .int, .double: 16
    case .string(let text): 16 + text.utf8.count
    case .array(let items): items.reduce(16) { $0 + $1.weight }
    case .object(let object):
      object.members.reduce(16) { $0 + $1.name.utf8.count + $1.value.weight }
    }
  }

  /// As Python's `==`: numbers by value, whatever their kind.
  func equals(_ other: JSONValue) -> Bool {
    if let left = number, let right = other.number, int == nil || other.int == nil {
      return left == right
    }
    return self == other
  }

  /// Numbers and texts have an order, within their kind.
  func isLess(than other: JSONValue, orEqual: Bool) -> Bool {
    switch (self, other) {
    case (.int(let left), .int(let right)): return orEqual ? left <= right : left < right
    case (.string(let left), .string(let right)): return orEqual ? left <= right : left < right
    default:
      guard let left = number, let right = other.number else { return false }
      return orEqual ? left <= right : left < right
    }
  }

  var number: Double? {
    switch self {
    case .int(let value): Double(value)
    case .double(let value): value
    case .null, .bool, .string, .array, .object: nil
    }
  }

  /// Of a number or of digits, toward zero; nil when there is none or it is out of range.
  var wholeNumber: Int? {
    switch self {
    case .int(let value): Int(value)
    case .double(let value): value.truncated.map { Int($0) }
    case .string(let text): Int(text)
    case .null, .bool, .array, .object: nil
    }
  }
}

extension Double {
  /// Nil beyond `Int64`. The standard library's rounding would need libm, which nothing here links.
  fileprivate var truncated: Int64? { magnitude < 0x1p63 ? Int64(self) : nil }
}
