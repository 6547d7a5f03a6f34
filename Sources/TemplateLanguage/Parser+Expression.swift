import JSON

/// Binding from loosest to tightest: `or`, `and`, `not`, comparisons, filters.
extension Parser {
  mutating func expression() throws(TemplateSyntaxError) -> Expression {
    var terms: [Expression] = []
    repeat { terms.append(try conjunction()) } while take(word: "or")
    return terms.count == 1 ? terms[0] : .any(terms)
  }

  private mutating func conjunction() throws(TemplateSyntaxError) -> Expression {
    var terms: [Expression] = []
    repeat { terms.append(try negation()) } while take(word: "and")
    return terms.count == 1 ? terms[0] : .all(terms)
  }

  private mutating func negation() throws(TemplateSyntaxError) -> Expression {
    let offset = next.range.lowerBound
    guard take(word: "not") else { return try comparison() }
    return .not(
      try nested(at: offset) { parser throws(TemplateSyntaxError) in try parser.negation() })
  }

  private mutating func comparison() throws(TemplateSyntaxError) -> Expression {
    let left = try operand()
    guard let comparison = try comparisonOperator() else { return left }
    let right = try operand()
    let offset = next.range.lowerBound
    guard try comparisonOperator() == nil else {
      throw lexer.error("comparisons do not chain: join two of them with `and`", at: offset)
    }
    return .comparison(left, comparison, right)
  }

  private mutating func comparisonOperator() throws(TemplateSyntaxError) -> Comparison? {
    if take(word: "in") { return .contained }
    if take(word: "not") {
      guard take(word: "in") else { throw unexpected("only `in` follows `not` here") }
      return .notContained
    }
    guard case .symbol(let symbol) = next.kind, let result = Comparison(rawValue: symbol) else {
      return nil
    }
    _ = take()
    return result
  }

  /// A value and its filters.
  mutating func operand() throws(TemplateSyntaxError) -> Expression {
    let value = try primary()
    var calls: [FilterCall] = []
    while take(symbol: "|") { calls.append(try filterCall()) }
    return calls.isEmpty ? value : .filtered(value, calls)
  }

  private mutating func filterCall() throws(TemplateSyntaxError) -> FilterCall {
    let token = next
    guard case .path(let names) = token.kind, names.count == 1 else {
      throw unexpected("the name of a filter must follow |")
    }
    _ = take()
    guard let filter = Filter.named[names[0]] else {
      let known = Filter.all.map(\.name).joined(separator: ", ")
      throw lexer.error(
        "there is no filter `\(names[0])`: there are \(known)", at: token.range.lowerBound)
    }
    let argument = take(symbol: ":") ? try primary() : nil
    if argument == nil, filter.argument == .required {
      throw lexer.error(
        "`\(filter.name)` needs an argument: \(filter.name):\"...\"", at: token.range.lowerBound)
    }
    if argument != nil, filter.argument == .none {
      throw lexer.error("`\(filter.name)` takes no argument", at: token.range.lowerBound)
    }
    return FilterCall(filter: filter, argument: argument)
  }

  private mutating func primary() throws(TemplateSyntaxError) -> Expression {
    let token = next
    switch token.kind {
    case .literal(let value):
      _ = take()
      // The author of a template may write HTML.
      return .literal(Value(value, isSafe: true))
    case .path(let names):
      if names.count == 1, ["and", "or", "not", "in"].contains(names[0]) { break }
      _ = take()
      return variable(names)
    case .symbol("("):
      _ = take()
      let inner = try nested(at: token.range.lowerBound) { parser throws(TemplateSyntaxError) in
        try parser.expression()
      }
      guard take(symbol: ")") else { throw unexpected("add `)`") }
      return inner
    case .symbol, .end: break
    }
    throw unexpected("a variable, number or quoted text must stand here")
  }

  private mutating func variable(_ names: [String]) -> Expression {
    let root = names[0]
    let path = names.dropFirst().map(PathStep.init)
    if let slot = loopVariables.lastIndex(of: root) {
      return .loopVariable(slot: slot, path: path)
    }
    if root == "forloop", loopCount > 0 { return loopProperty(names.dropFirst()) }
    if path.isEmpty, let constant = Self.constants[root] { return .literal(Value(constant)) }
    roots.insert(root)
    return .contextVariable(root, path: path)
  }

  private static let constants: [String: JSONValue] = [
    "true": true, "True": true, "false": false, "False": false, "null": .null, "None": .null,
  ]

  /// In Django's spelling, `counter`, or in Go's, `Counter`; anything else is empty.
  private func loopProperty(_ names: ArraySlice<String>) -> Expression {
    let names = names.map { $0.prefix(1).lowercased() + $0.dropFirst() }
    let loop = loopCount - names.count
    let parents = names.dropLast()
    guard let name = names.last, let property = LoopProperty(rawValue: name), loop >= 0,
      parents.allSatisfy({ $0 == "parentloop" })
    else { return .literal(Value(.null)) }
    return .loopProperty(property, loop: loop)
  }
}

/// Reading the tokens of a mark; `end` is never passed.
extension Parser {
  var next: Token { tokens[tokens.startIndex] }

  mutating func take() -> Token {
    let token = next
    if token.kind != .end { tokens.removeFirst() }
    return token
  }

  mutating func take(symbol: String) -> Bool {
    guard case .symbol(symbol) = next.kind else { return false }
    _ = take()
    return true
  }

  mutating func take(word: String) -> Bool {
    guard case .path(let names) = next.kind, names.count == 1, names[0] == word else {
      return false
    }
    _ = take()
    return true
  }

  func expectEnd() throws(TemplateSyntaxError) {
    if next.kind != .end { throw unexpected("nothing more may stand in this mark") }
  }

  func unexpected(_ advice: String) -> TemplateSyntaxError {
    lexer.error(
      "`\(lexer.text(next.range))` cannot stand here: \(advice)", at: next.range.lowerBound)
  }
}
