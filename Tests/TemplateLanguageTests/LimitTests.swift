import JSON
import TemplateLanguage
import Testing

@Suite("Hostile input") struct LimitTests {
  static let million = JSONValue.string(String(repeating: "a", count: 1_000_000))
  static let context: JSONObject = [
    "list": .array((0..<1000).map { .int($0) }),
    "wide": .array((0..<100_000).map { .int($0) }),
    "object": .object(JSONObject((0..<10_000).map { ("name\($0)", .int($0)) })),
    "text": million,
    "part": .string(String(repeating: "a", count: 500_000) + "b"),
    "brackets": .string(String(repeating: "<a", count: 500_000)),
  ]

  @Test(arguments: [
    ("{% for a in list %}{% for b in list %}{% endfor %}{% endfor %}", "rounds without a body"),
    ("{% for a in list %}{{ wide|join:text }}{% endfor %}", "a join that multiplies"),
    ("{% for a in list %}{% if text|upper %}{% endif %}{% endfor %}", "large texts changed"),
    ("{% for a in list %}{{ text|truncatechars:1 }}{% endfor %}", "large texts read for little"),
    ("{% for a in list %}{{ object.name9999 }}{% endfor %}", "names sought in large objects"),
    ("{% for a in list %}{% if wide == wide %}{% endif %}{% endfor %}", "large lists compared"),
    ("{% for a in list %}{% if -1 in wide %}{% endif %}{% endfor %}", "items sought"),
    ("{% if part in text %}{% endif %}", "a search that compares every byte with every other"),
    ("{{ text|cut:part }}", "the same, to cut"),
    ("{% for a in list %}{% for b in text|add:text %}{% endfor %}{% endfor %}", "characters"),
    ("{% for a in wide %}{{ '2026-01-02'|date:text }}{% endfor %}", "large layouts"),
  ])
  func `runs out of steps`(source: String, reason: String) {
    #expect(throws: TemplateLimitError.tooManySteps(limit: 100_000), "\(reason)") {
      try render(source, Self.context)
    }
  }

  @Test func `runs out of space`() throws {
    let limits = TemplateLimits(outputBytes: 10)
    #expect(try render("{{ x }}67890", ["x": "12345"], limits: limits) == "1234567890")
    #expect(throws: TemplateLimitError.tooMuchOutput(limit: 10)) {
      try render("{{ x }}678901", ["x": "12345"], limits: limits)
    }
    #expect(throws: TemplateLimitError.tooMuchOutput(limit: 10), "entities count as printed") {
      try render("{{ x }}", ["x": "<<<"], limits: limits)
    }
    #expect(throws: TemplateLimitError.tooMuchOutput(limit: 10), "without any mark, too") {
      try render("12345678901", limits: limits)
    }
  }

  @Test func `is told in a sentence`() {
    #expect(
      TemplateLimitError.tooManySteps(limit: 5).description
        == "the template takes more than 5 steps: loop over fewer items")
    #expect(
      TemplateLimitError.tooMuchOutput(limit: 5).description
        == "the template prints more than 5 bytes: print fewer or shorter values")
  }

  @Test(arguments: [
    ("", "{% if a %}"), ("", "{% for a in b %}"), ("", "{% autoescape on %}"), ("{{ ", "("),
    ("{{ ", "not "),
  ])
  func `is not followed too deep`(start: String, level: String) {
    let error = #expect(throws: TemplateSyntaxError.self) {
      try Template(start + String(repeating: level, count: 100_000) + " }}")
    }
    #expect(error?.reason == "more than 64 levels: nest less deeply")
  }

  @Test func `is followed as deep as may be`() throws {
    let source =
      String(repeating: "{% for a in x %}", count: 64) + "{{ a }}"
      + String(repeating: "{% endfor %}", count: 64)
    #expect(try render(source, ["x": ["y"]]) == "y")
  }

  @Test(arguments: [
    ("{{ a", " or a", " }}"), ("{{ a", " and a", " }}"), ("{{ a", "|upper", " }}"),
    ("{{ a", ".a", " }}"), ("{% if a %}", "{% elif a %}", "{% endif %}"), ("", "{# a #}", ""),
    ("", "{#", ""), ("", "{{ a }}", ""), ("{% comment %}", "{%", "{% endcomment %}"),
    ("{% verbatim %}", "{%  ", "{% endverbatim %}"), ("{{ '", "\\\\", "' }}"),
  ])
  func `may be as wide as it likes`(start: String, middle: String, end: String) throws {
    let template = try Template(start + String(repeating: middle, count: 100_000) + end)
    _ = try? template.render(["a": [:]], escaping: .html)
  }

  @Test(arguments: [
    ("{{ 99999999999999999999 }}", "1e+20"),
    ("{{ -9223372036854775808|add:-1 }}", "-9.223372036854776e+18"),
    ("{{ 'abc'|truncatechars:9223372036854775807 }}", "abc"),
    ("{{ 'abc'|truncatechars:-9223372036854775808 }}", ""),
    ("{{ 'abc'|slice:'-9223372036854775808:9223372036854775807' }}", "abc"),
    ("{{ 'abc'|slice:'9223372036854775807:-9223372036854775808' }}", ""),
    ("{{ 1.5|add:9223372036854775807 }}", "9.223372036854776e+18"),
    ("{{ 1e9 }}", ""), ("{{ x.99999999999999999999 }}", ""),
    ("{{ 1|pluralize:',,,,' }}", ""), ("{{ 1e400|floatformat }}", ""),
  ])
  func `of extreme numbers is harmless`(source: String, expected: String) {
    #expect((try? render(source)) ?? "" == expected)
  }

  @Test(arguments: [1000, -1000, .max, .min])
  func `cannot ask for endless digits`(digits: Int64) throws {
    let text = try render("{{ 1.5|floatformat:n }}", ["n": .int(digits)])
    #expect(text == "1.5" + String(repeating: "0", count: 99))
  }
}
