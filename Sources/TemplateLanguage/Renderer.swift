import JSON

/// One rendering: walks the nodes, prints, and counts what it costs.
struct Renderer {
  let context: JSONObject
  private(set) var output = ""
  var meter: Meter
  var escaping: Escaping
  /// The values of the surrounding loops' variables, by slot.
  var loopValues: [Value] = []
  /// The surrounding loops, the outermost first.
  var loops: [Round] = []
  private let outputLimit: Int

  struct Round {
    var index: Int
    let count: Int
  }

  init(context: JSONObject, escaping: Escaping, limits: TemplateLimits) {
    self.context = context
    self.escaping = escaping
    meter = Meter(steps: limits.steps)
    outputLimit = limits.outputBytes
  }

  mutating func render(_ nodes: [Node]) throws(TemplateLimitError) {
    for node in nodes {
      try meter.spend()
      switch node {
      case .text(let text): try print(text)
      case .output(let expression): try print(text(of: evaluate(expression)))
      case .conditional(let branches): try render(branches)
      case .loop(let loop): try render(loop)
      case .autoescape(let inner, let body):
        let outer = escaping
        escaping = inner
        try render(body)
        escaping = outer
      }
    }
  }

  private mutating func print(_ text: String) throws(TemplateLimitError) {
    guard output.utf8.count + text.utf8.count <= outputLimit else {
      throw .tooMuchOutput(limit: outputLimit)
    }
    output += text
  }

  private func text(of value: Value) -> String {
    let text = value.json.printed
    return escaping == .html && !value.isSafe ? text.htmlEscaped() : text
  }

  private mutating func render(_ branches: [Branch]) throws(TemplateLimitError) {
    for branch in branches {
      try meter.spend()
      if let condition = branch.condition, try !evaluate(condition).json.isTruthy { continue }
      return try render(branch.body)
    }
  }

  private mutating func render(_ loop: Loop) throws(TemplateLimitError) {
    let collection = try evaluate(loop.items).json
    let items = loop.hasTwoNames ? try meter.pairs(of: collection) : try meter.items(of: collection)
    if items.isEmpty { return try render(loop.emptyBody) }
    let slot = loopValues.count
    for index in items.indices {
      try meter.spend()
      let item = items[loop.isReversed ? items.count - 1 - index : index]
      if loop.hasTwoNames {
        let pair = item.array ?? [item]
        loopValues.append(Value(pair.first ?? .null))
        loopValues.append(Value(pair.dropFirst().first ?? .null))
      } else {
        loopValues.append(Value(item))
      }
      loops.append(Round(index: index, count: items.count))
      try render(loop.body)
      loops.removeLast()
      loopValues.removeSubrange(slot...)
    }
  }
}
