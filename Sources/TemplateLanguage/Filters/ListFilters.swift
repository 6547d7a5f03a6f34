import JSON

extension Filter {
  static func first(_ input: FilterInput, _ meter: inout Meter) -> Value {
    switch input.value.json {
    case .array(let items): Value(items.first ?? .null)
    case .string(let text): character(text.unicodeScalars.first, of: input.value)
    default: Value(.null)
    }
  }

  static func last(_ input: FilterInput, _ meter: inout Meter) -> Value {
    switch input.value.json {
    case .array(let items): Value(items.last ?? .null)
    case .string(let text): character(text.unicodeScalars.last, of: input.value)
    default: Value(.null)
    }
  }

  private static func character(_ scalar: Unicode.Scalar?, of value: Value) -> Value {
    Value(.string(scalar.map { String($0) } ?? ""), isSafe: value.isSafe)
  }

  static func length(
    _ input: FilterInput, _ meter: inout Meter
  ) throws(TemplateLimitError) -> Value {
    switch input.value.json {
    case .array(let items): return Value(.int(Int64(items.count)))
    case .object(let object): return Value(.int(Int64(object.members.count)))
    case .string(let text):
      try meter.spend(bytes: text.utf8.count)
      return Value(.int(Int64(text.unicodeScalars.count)))
    case .null, .bool, .int, .double: return Value(0)
    }
  }

  /// Items are escaped here, so that the author's `join:"<br>"` need not be.
  static func join(_ input: FilterInput, _ meter: inout Meter) throws(TemplateLimitError) -> Value {
    let items = try meter.items(of: input.value.json)
    if items.isEmpty { return input.value }
    let escapes = input.escaping == .html
    var separator = try meter.text(of: input.argument?.json ?? .null)
    if escapes, input.argument?.isSafe != true { separator = separator.htmlEscaped() }
    var result = ""
    for (index, item) in items.enumerated() {
      let text = try meter.text(of: item)
      try meter.spend(bytes: 16 + separator.utf8.count)
      if index > 0 { result += separator }
      result += escapes && !input.value.isSafe ? text.htmlEscaped() : text
    }
    return Value(.string(result), isSafe: escapes || input.value.isSafe)
  }

  /// Python's `start:end` without a step; anything else leaves the value as it is.
  static func slice(
    _ input: FilterInput, _ meter: inout Meter
  ) throws(TemplateLimitError) -> Value {
    let bounds = try meter.text(of: input.argument?.json ?? .null)
    switch input.value.json {
    case .array(let items):
      try meter.spend(items: items.count)
      guard let range = Self.range(bounds, count: items.count) else { return input.value }
      return Value(.array(Array(items[range])))
    case .string(let text):
      try meter.spend(bytes: text.utf8.count)
      let scalars = text.unicodeScalars
      guard let range = Self.range(bounds, count: scalars.count) else { return input.value }
      let part = String(scalars.dropFirst(range.lowerBound).prefix(range.count))
      return Value(.string(part), isSafe: input.value.isSafe)
    default: return input.value
    }
  }

  /// Negative bounds count from the end; a bound alone is the end.
  private static func range(_ bounds: String, count: Int) -> Range<Int>? {
    let parts = bounds.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let last = parts.last else { return nil }
    let first = parts.count == 2 ? parts[0] : ""
    guard let start = place(first, count: count, ifEmpty: 0),
      let end = place(last, count: count, ifEmpty: count)
    else { return nil }
    return start..<max(start, end)
  }

  private static func place(_ text: Substring, count: Int, ifEmpty: Int) -> Int? {
    if text.isEmpty { return ifEmpty }
    guard let number = Int(text) else { return nil }
    return number < 0 ? max(0, count + number) : min(number, count)
  }
}
