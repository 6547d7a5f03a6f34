package import JSON

/// A text with marks such as `{{ contact.FIRSTNAME }}`, compiled once and rendered any number of times.
///
/// The language is Brevo's "new template language", which resembles Django's; where Brevo is silent,
/// this follows Django: https://docs.djangoproject.com/en/5.2/ref/templates/builtins/
package struct Template: Sendable {
  /// The names before the first dot of every variable: what rendering depends on.
  package let roots: Set<String>
  /// Without any mark, rendering answers the source as it is.
  package let isPlain: Bool
  private let nodes: [Node]

  package init(_ source: String) throws(TemplateSyntaxError) {
    isPlain = !Self.hasMarks(source)
    if isPlain {
      nodes = [.text(source)]
      roots = []
    } else {
      var parser = Parser(source)
      nodes = try parser.template()
      roots = parser.roots
    }
  }

  /// Whether anything in `source` is more than text.
  package static func hasMarks(_ source: String) -> Bool { Lexer.hasMarks(source) }

  /// What the context lacks is empty. Values are printed, never evaluated again.
  package func render(
    _ context: JSONObject, escaping: Escaping, limits: TemplateLimits = TemplateLimits()
  ) throws(TemplateLimitError) -> String {
    var renderer = Renderer(context: context, escaping: escaping, limits: limits)
    try renderer.render(nodes)
    return renderer.output
  }
}
