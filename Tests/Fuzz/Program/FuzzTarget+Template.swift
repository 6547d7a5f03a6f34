import JSON
import TemplateLanguage

extension FuzzTarget {
  /// A context on the first line, and a template behind it.
  static let template = FuzzTarget(name: "template") { bytes in
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    let context = lines.first.flatMap { try? JSONValue(parsing: String($0)) }?.object
    check(context == nil ? text : lines.count == 2 ? String(lines[1]) : "", context ?? sample)
  }

  private static let sample: JSONObject = [
    "contact": ["FIRSTNAME": "<Ann>", "AGE": 42], "params": ["items": [1, 2.5, "three", [:], []]],
    "now": "2026-03-15T12:00:00Z",
  ]

  private static func check(_ source: String, _ context: JSONObject) {
    let template: Template
    do throws(TemplateSyntaxError) { template = try Template(source) } catch {
      let lines = source.unicodeScalars.count { $0 == "\n" } + 1
      require(1...lines ~= error.line && error.column >= 1, "\(error) is beyond the text")
      return
    }
    let known = JSONObject(context.members.filter { template.roots.contains($0.name) })
    let limits = TemplateLimits(steps: 20_000, outputBytes: 4096)
    for escaping in [Escaping.html, .none] {
      let output = try? template.render(context, escaping: escaping, limits: limits)
      require(output?.utf8.count ?? 0 <= limits.outputBytes, "more was printed than is granted")
      if template.isPlain, source.utf8.count <= limits.outputBytes {
        require(output == source, "a text without marks became \(output ?? "too long")")
      }
      // Steps depend on how large a context is; what comes out does not.
      guard let again = try? template.render(known, escaping: escaping, limits: limits) else {
        return
      }
      require(output == nil || again == output, "it depends on more than its roots")
    }
  }
}
