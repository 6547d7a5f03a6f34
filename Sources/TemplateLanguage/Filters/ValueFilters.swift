import JSON

extension Filter {
  /// Digits in quotes count as whole numbers. What cannot be added prints nothing.
  static func add(_ input: FilterInput, _ meter: inout Meter) throws(TemplateLimitError) -> Value {
    let left = input.value.json
    let right = input.argument?.json ?? .null
    if case (.array(let first), .array(let second)) = (left, right) {
      try meter.spend(items: first.count + second.count)
      return Value(.array(first + second))
    }
    if let first = digits(left), let second = digits(right) {
      let sum = first.addingReportingOverflow(second)
      if !sum.overflow { return Value(.int(sum.partialValue)) }
    }
    if let first = left.number, let second = right.number { return Value(.double(first + second)) }
    guard case (.string(let first), .string(let second)) = (left, right) else { return Value("") }
    try meter.spend(bytes: first.utf8.count + second.utf8.count)
    let isSafe = input.value.isSafe && input.argument?.isSafe == true
    return Value(.string(first + second), isSafe: isSafe)
  }

  private static func digits(_ value: JSONValue) -> Int64? {
    value.int ?? value.string.flatMap { Int64($0) }
  }

  static func orDefault(_ input: FilterInput, _ meter: inout Meter) -> Value {
    input.value.json.isTruthy ? input.value : input.argument ?? Value(.null)
  }

  /// Numbers in quotes are no numbers and print nothing.
  static func floatFormat(_ input: FilterInput, _ meter: inout Meter) -> Value {
    let digits = input.argument.map { $0.json.wholeNumber } ?? -1
    guard let digits else { return input.value }
    switch input.value.json {
    case .int(let value): return Value(.string(Decimal(value).text(digits: digits)))
    case .double(let value) where value.isFinite:
      return Value(.string(Decimal(value).text(digits: digits)))
    default: return Value("")
    }
  }

  static func pluralize(
    _ input: FilterInput, _ meter: inout Meter
  ) throws(TemplateLimitError) -> Value {
    let endings = try meter.text(of: input.argument?.json ?? "s")
      .split(separator: ",", omittingEmptySubsequences: false)
    guard endings.count <= 2, let many = endings.last else { return Value("") }
    let isOne =
      switch input.value.json {
      case .array(let items): items.count == 1
      case .object(let object): object.members.count == 1
      case .double(let value): value == 1
      case let value: value.wholeNumber == 1
      }
    let one = endings.count == 2 ? endings[0] : ""
    return Value(.string(String(isOne ? one : many)))
  }

  static func yesNo(
    _ input: FilterInput, _ meter: inout Meter
  ) throws(TemplateLimitError) -> Value {
    let words = try meter.text(of: input.argument?.json ?? "yes,no,maybe")
      .split(separator: ",", omittingEmptySubsequences: false)
    guard words.count >= 2 else { return input.value }
    let word =
      if input.value.json.isTruthy {
        words[0]
      } else if input.value.json == .null, words.count > 2 {
        words[2]
      } else {
        words[1]
      }
    return Value(.string(String(word)))
  }

  /// What is no date prints nothing.
  static func date(_ input: FilterInput, _ meter: inout Meter) throws(TemplateLimitError) -> Value {
    let layout = try meter.text(of: input.argument?.json ?? .null)
    try meter.spend(steps: layout.utf8.count)
    guard let date = input.value.json.string.flatMap(DateTime.init) else { return Value("") }
    return Value(.string(date.formatted(as: layout)))
  }
}
