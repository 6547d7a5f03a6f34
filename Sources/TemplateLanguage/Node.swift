import JSON

/// A piece of a compiled template.
enum Node: Sendable {
  case text(String)
  case output(Expression)
  case conditional([Branch])
  case loop(Loop)
  case autoescape(Escaping, [Node])
}

/// One of `if`, `elif` and `else`, which has no condition.
struct Branch: Sendable {
  let condition: Expression?
  let body: [Node]
}

struct Loop: Sendable {
  let items: Expression
  let isReversed: Bool
  /// `for k, v in`: the names are gone, their values take the next two slots.
  let hasTwoNames: Bool
  let body: [Node]
  let emptyBody: [Node]
}

/// Names are resolved while parsing: a rendering looks up by name only what its context holds.
indirect enum Expression: Sendable {
  case literal(Value)
  case contextVariable(String, path: [PathStep])
  /// The slot is the place of a loop's variable among those of all surrounding loops.
  case loopVariable(slot: Int, path: [PathStep])
  /// `forloop.Counter` and its like; loops are counted from the outermost, 0.
  case loopProperty(LoopProperty, loop: Int)
  case filtered(Expression, [FilterCall])
  case not(Expression)
  case all([Expression])
  case any([Expression])
  case comparison(Expression, Comparison, Expression)
}

/// A name after a dot; of a list, the place of an item.
struct PathStep: Sendable {
  let name: String
  let index: Int?

  init(_ name: String) {
    self.name = name
    index = Int(name)
  }
}

enum LoopProperty: String, Sendable {
  case counter, counter0, revcounter, revcounter0, first, last
}

enum Comparison: String, Sendable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case contained = "in"
  case notContained = "not in"
}

struct FilterCall: Sendable {
  let filter: Filter
  let argument: Expression?
}
