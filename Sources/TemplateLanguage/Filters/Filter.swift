import JSON

/// What `|name` or `|name:argument` makes of a value.
package struct Filter: Sendable {
  package enum Argument: Sendable {
    case none, optional, required
  }

  package let name: String
  package let argument: Argument
  /// A clause for the documentation.
  package let summary: String
  let apply: @Sendable (FilterInput, inout Meter) throws(TemplateLimitError) -> Value

  init(
    _ name: String, _ argument: Argument, _ summary: String,
    _ apply: @escaping @Sendable (FilterInput, inout Meter) throws(TemplateLimitError) -> Value
  ) {
    self.name = name
    self.argument = argument
    self.summary = summary
    self.apply = apply
  }

  /// From text to text. A filter that could break an entity such as `&lt;` does not keep its input safe.
  init(
    _ name: String, _ summary: String, keepsSafety: Bool,
    _ apply: @escaping @Sendable (String) -> String
  ) {
    self.init(name, .none, summary) { input, meter throws(TemplateLimitError) in
      let text = apply(try meter.text(of: input.value.json))
      return Value(.string(text), isSafe: input.value.isSafe && keepsSafety)
    }
  }
}

struct FilterInput {
  let value: Value
  let argument: Value?
  /// What will happen to the result when it is printed.
  let escaping: Escaping
}
