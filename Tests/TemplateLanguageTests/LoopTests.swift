import JSON
import TemplateLanguage
import Testing

@Suite("A loop") struct LoopTests {
  static let context: JSONObject = [
    "items": [["name": "tea", "tags": ["hot", "wet"]], ["name": "cup", "tags": []]],
    "letters": ["a", "b", "c"], "object": ["x": 1, "y": 2], "pairs": [["k", 1], ["l", 2], [], 3],
    "nil": [], "text": "aé🚀", "item": "outer",
  ]

  @Test(
    arguments: [
      ("{% for item in items %}{{ item.name }} {% endfor %}", "tea cup ", "over objects"),
      ("{% for l in letters %}{{ l }}{% endfor %}", "abc", "over texts"),
      ("{% for l in letters reversed %}{{ l }}{% endfor %}", "cba", "backwards"),
      ("{% for l in letters|slice:':2' %}{{ l }}{% endfor %}", "ab", "over what a filter leaves"),
      ("{% for k in object %}{{ k }}{% endfor %}", "xy", "over names"),
      ("{% for k, v in object %}{{ k }}={{ v }} {% endfor %}", "x=1 y=2 ", "over names and values"),
      ("{% for k,v in pairs %}{{ k }}={{ v }} {% endfor %}", "k=1 l=2 = 3= ", "over pairs"),
      ("{% for c in text %}{{ c }}.{% endfor %}", "a.é.🚀.", "over characters"),
      ("{% for x in nil %}x{% empty %}none{% endfor %}", "none", "over nothing"),
      ("{% for x in missing %}x{% empty %}none{% endfor %}", "none", "over what is missing"),
      ("[{% for x in nil %}x{% endfor %}]", "[]", "over nothing, and nothing to say"),
      ("{% for x in letters %}x{% empty %}none{% endfor %}", "xxx", "empty is for nothing"),
      ("{% for x in 3 %}x{% empty %}none{% endfor %}", "none", "a number has no items"),
      ("{{ item }}{% for item in items %}{% endfor %}{{ item }}", "outerouter", "names end"),
      (
        "{% for item in items %}{% for tag in item.tags %}{{ item.name }}/{{ tag }} {% empty %}"
          + "{{ item.name }}! {% endfor %}{% endfor %}", "tea/hot tea/wet cup! ", "in a loop"
      ),
      (
        "{% for l in letters %}{% for l in object %}{{ l }}{% endfor %}{{ l }}{% endfor %}",
        "xyaxybxyc", "inner names hide outer ones"
      ),
    ] as [(String, String, String)])
  func `repeats its body`(source: String, expected: String, reason: String) throws {
    #expect(try render(source, Self.context) == expected, "\(reason)")
  }

  @Test(arguments: [
    ("Counter", "1 2 3 "), ("counter", "1 2 3 "), ("Counter0", "0 1 2 "), ("counter0", "0 1 2 "),
    ("Revcounter", "3 2 1 "), ("revcounter0", "2 1 0 "),
    ("First", "True False False "), ("last", "False False True "),
    ("unknown", "   "), ("Counter.x", "   "), ("parentloop.Counter", "   "),
  ])
  func `knows its place`(property: String, expected: String) throws {
    let source = "{% for l in letters %}{{ forloop.\(property) }} {% endfor %}"
    #expect(try render(source, Self.context) == expected)
  }

  @Test func `knows the place of the loop around it`() throws {
    let source = """
      {% for a in object %}{% for b in object %}\
      {{ forloop.parentloop.counter }}.{{ forloop.Parentloop.Last }} {% endfor %}{% endfor %}
      """
    #expect(try render(source, Self.context) == "1.False 1.False 2.True 2.True ")
  }

  @Test func `is what gives forloop its meaning`() throws {
    #expect(try render("{{ forloop.x }}", ["forloop": ["x": 1]]) == "1")
  }
}
