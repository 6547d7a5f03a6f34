import JSON
import TemplateLanguage
import TestSupport
import Testing

@Suite("Any template") struct RandomTemplateTests {
  let seed = UInt64.random(in: 0...UInt64.max)

  @Test func `is refused, stopped or printed, but never fatal`() {
    var generator = SeededGenerator(seed: seed)
    let limits = TemplateLimits(steps: 2000, outputBytes: 10_000)
    var printed = 0
    for _ in 0..<2000 {
      let source = Self.template(depth: 3, using: &generator)
      do {
        let escaping: Escaping = Bool.random(using: &generator) ? .html : .none
        let text = try render(source, Self.context, escaping: escaping, limits: limits)
        #expect(text.utf8.count <= limits.outputBytes, "seed \(seed): \(source)")
        printed += 1
      } catch let error as TemplateSyntaxError {
        #expect(error.line >= 1 && error.column >= 1, "seed \(seed): \(source)")
      } catch {
        #expect(error is TemplateLimitError, "seed \(seed): \(source)")
      }
    }
    #expect(printed > 200, "seed \(seed): most templates should do something")
  }

  private static let context: JSONObject = [
    "text": "Zoë <b>\"1\"</b>\n🚀", "number": 12.5, "int": .int(.min), "list": [1, "a", [2], .null],
    "object": ["a": [:], "b": [1]], "truth": true, "date": "2026-01-02T03:04:05.6Z", "null": .null,
  ]

  private static let scraps = [
    "{{", "}}", "{%", "%}", "{#", "#}", "'", "\"", "|", ":", ".", "<b>", "é", "\n", "{% else %}",
    "{% endif %}", "{% empty %}", "{% endfor %}", "{% verbatim %}", "{% comment %}", "\u{A0}", "\\",
  ]

  private static func template(depth: Int, using generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...3, using: &generator)).map { _ in
      let value = expression(depth: 2, using: &generator)
      if depth == 0 { return "{{ \(value) }}" }
      let body = template(depth: depth - 1, using: &generator)
      switch Int.random(in: 0..<12, using: &generator) {
      case 0, 1: return "{% if \(value) %}\(body){% elif \(value) %}{% else %}\(body){% endif %}"
      case 2: return "{% for item in \(value) %}\(body){{ forloop.Last }}{% endfor %}"
      case 3: return "{% for item, text in \(value) reversed %}\(body){% empty %}x{% endfor %}"
      case 4: return "{% autoescape off %}\(body){% endautoescape %}"
      case 5: return scraps.randomElement(using: &generator) ?? ""
      default: return "{{ \(value) }}"
      }
    }.joined()
  }

  private static func expression(depth: Int, using generator: inout SeededGenerator) -> String {
    let atoms = [
      "text", "number", "int", "list", "object.b.0", "truth", "date", "item", "list.2", "missing.x",
      "1", "-1", "0.5", "''", "':2'", "'2006-01-02 15:04:05.000 MST'", "9223372036854775807",
    ]
    let atom = atoms.randomElement(using: &generator) ?? ""
    if depth == 0 { return atom }
    let inner = expression(depth: depth - 1, using: &generator)
    switch Int.random(in: 0..<8, using: &generator) {
    case 0:
      let operators = ["==", "!=", "<", "<=", ">", ">=", "and", "or", "in", "not in"]
      return "(\(inner)) \(operators.randomElement(using: &generator) ?? "") \(atom)"
    case 1: return "not \(inner)"
    case 2: return atom
    default:
      guard let filter = Filter.all.randomElement(using: &generator) else { return atom }
      return "\(inner)|\(filter.name)" + (filter.argument == .none ? "" : ":\(atom)")
    }
  }
}
