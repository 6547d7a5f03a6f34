import JSON

extension Renderer {
  mutating func evaluate(_ expression: Expression) throws(TemplateLimitError) -> Value {
    switch expression {
    case .literal(let value): return value
    case .contextVariable(let name, let path):
      return Value(try member(at: path, of: context[name] ?? .null))
    case .loopVariable(let slot, let path):
      return path.isEmpty
        ? loopValues[slot] : Value(try member(at: path, of: loopValues[slot].json))
    case .loopProperty(let property, let loop): return Value(loops[loop][property])
    case .filtered(let operand, let calls):
      var value = try evaluate(operand)
      for call in calls { value = try apply(call, to: value) }
      return value
    case .not(let operand): return Value(.bool(try !evaluate(operand).json.isTruthy))
    case .all(let terms):
      for term in terms where try !evaluate(term).json.isTruthy { return Value(false) }
      return Value(true)
    case .any(let terms):
      for term in terms where try evaluate(term).json.isTruthy { return Value(true) }
      return Value(false)
    case .comparison(let left, let comparison, let right):
      let left = try evaluate(left).json
      let right = try evaluate(right).json
      return Value(.bool(try compare(left, comparison, right)))
    }
  }

  private mutating func apply(
    _ call: FilterCall, to value: Value
  ) throws(TemplateLimitError) -> Value {
    try meter.spend()
    let argument: Value? =
      if let expression = call.argument { try evaluate(expression) } else { nil }
    let input = FilterInput(value: value, argument: argument, escaping: escaping)
    return try call.filter.apply(input, &meter)
  }

  /// Null as soon as a name or place is missing.
  private mutating func member(
    at path: [PathStep], of root: JSONValue
  ) throws(TemplateLimitError) -> JSONValue {
    var value = root
    for step in path {
      switch value {
      case .object(let object):
        try meter.spend(items: object.members.count)
        value = object[step.name] ?? .null
      case .array(let items):
        guard let index = step.index, items.indices.contains(index) else { return .null }
        value = items[index]
      case .null, .bool, .int, .double, .string: return .null
      }
    }
    return value
  }

  private mutating func compare(
    _ left: JSONValue, _ comparison: Comparison, _ right: JSONValue
  ) throws(TemplateLimitError) -> Bool {
    switch comparison {
    case .equal: return try areEqual(left, right)
    case .notEqual: return try !areEqual(left, right)
    case .less: return left.isLess(than: right, orEqual: false)
    case .lessOrEqual: return left.isLess(than: right, orEqual: true)
    case .greater: return right.isLess(than: left, orEqual: false)
    case .greaterOrEqual: return right.isLess(than: left, orEqual: true)
    case .contained: return try contains(right, left)
    case .notContained: return try !contains(right, left)
    }
  }

  private mutating func areEqual(
    _ left: JSONValue, _ right: JSONValue
  ) throws(TemplateLimitError) -> Bool {
    switch (left, right) {
    case (.array, .array), (.object, .object), (.string, .string):
      try meter.spend(bytes: min(left.weight, right.weight))
    default: break
    }
    return left.equals(right)
  }

  /// A text in a text, an item in a list, a name in an object.
  private mutating func contains(
    _ container: JSONValue, _ value: JSONValue
  ) throws(TemplateLimitError) -> Bool {
    try meter.spend(bytes: container.weight)
    switch (container, value) {
    case (.string(let text), .string(let part)):
      try meter.spend(searchFor: part, in: text)
      return part.isEmpty || text[...].place(of: part) != nil
    case (.array(let items), _): return items.contains { $0.equals(value) }
    case (.object(let object), .string(let name)): return object[name] != nil
    default: return false
    }
  }
}

extension Renderer.Round {
  fileprivate subscript(property: LoopProperty) -> JSONValue {
    switch property {
    case .counter: .int(Int64(index + 1))
    case .counter0: .int(Int64(index))
    case .revcounter: .int(Int64(count - index))
    case .revcounter0: .int(Int64(count - index - 1))
    case .first: .bool(index == 0)
    case .last: .bool(index == count - 1)
    }
  }
}
