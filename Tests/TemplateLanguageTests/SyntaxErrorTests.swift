import TemplateLanguage
import Testing

@Suite("A broken template") struct SyntaxErrorTests {
  @Test(arguments: [
    ("{{ contact.NAME", 1, 1, "`{{` is never closed: add `}}`"),
    ("a\n  {% if x", 2, 3, "`{%` is never closed: add `%}`"),
    ("{{ x }", 1, 6, "`}` cannot stand here: a mark ends with }} or %}"),
    ("{{{ x }}}", 1, 3, "`{` cannot stand here: write names, numbers, quoted texts and | or :"),
    ("{{ }}", 1, 4, "`}}` cannot stand here: a variable, number or quoted text must stand here"),
    ("{{ x y }}", 1, 6, "`y` cannot stand here: nothing more may stand in this mark"),
    ("{{ x. }}", 1, 6, "a name must follow the dot"),
    ("{{ x.y|default:“you” }}", 1, 16, "`“` cannot stand here: write straight quotes, \" or '"),
    (
      "é{{ x\u{A0}}}", 1, 6, "`\u{A0}` cannot stand here: it is a no-break space, write a plain one"
    ),
    ("{{ 'x }}", 1, 4, "this string is never closed: add `'`"),
    ("{{ - }}", 1, 4, "`-` is no number: write it like 12 or -1.5"),
    ("{{ 1. }}", 1, 4, "`1.` is no number: write it like 12 or -1.5"),
    ("{{ x|default }}", 1, 6, "`default` needs an argument: default:\"...\""),
    ("{{ x|upper:1 }}", 1, 6, "`upper` takes no argument"),
    ("{{ x| }}", 1, 7, "`}}` cannot stand here: the name of a filter must follow |"),
    (
      "{{ x|default: }}", 1, 15,
      "`}}` cannot stand here: a variable, number or quoted text must stand here"
    ),
    ("{% if a = b %}{% endif %}", 1, 9, "`=` cannot stand here: write == to compare"),
    (
      "{% if a &gt; b %}{% endif %}", 1, 9,
      "`&` cannot stand here: write the character itself, not its HTML entity"
    ),
    (
      "{% if a < b < c %}{% endif %}", 1, 13,
      "comparisons do not chain: join two of them with `and`"
    ),
    ("{% if a not b %}{% endif %}", 1, 13, "`b` cannot stand here: only `in` follows `not` here"),
    (
      "{% if and %}{% endif %}", 1, 7,
      "`and` cannot stand here: a variable, number or quoted text must stand here"
    ),
    ("{% if (a %}{% endif %}", 1, 10, "`%}` cannot stand here: add `)`"),
    (
      "{% if %}{% endif %}", 1, 7,
      "`%}` cannot stand here: a variable, number or quoted text must stand here"
    ),
    ("x{% if a %}b", 1, 2, "`{% if %}` is never closed: add `{% endif %}`"),
    (
      "{% if a %}{% else %}b{% elif c %}{% endif %}", 1, 22,
      "`{% elif %}` has nothing to close or continue here"
    ),
    (
      "{% if a %}{% else if b %}{% endif %}", 1, 19,
      "`if` cannot stand here: nothing more may stand in this mark"
    ),
    ("{% if a %}{% endfor %}", 1, 11, "`{% endfor %}` has nothing to close or continue here"),
    ("{% endif %}", 1, 1, "`{% endif %}` has nothing to close or continue here"),
    (
      "{% for %}{% endfor %}", 1, 8,
      "`%}` cannot stand here: name one variable, or two with a comma between"
    ),
    (
      "{% for a, b, c in d %}{% endfor %}", 1, 14,
      "`c` cannot stand here: name one variable, or two with a comma between"
    ),
    (
      "{% for a.b in d %}{% endfor %}", 1, 8,
      "`a.b` cannot stand here: name one variable, or two with a comma between"
    ),
    (
      "{% for a of b %}{% endfor %}", 1, 10,
      "`of` cannot stand here: write {% for item in params.items %}"
    ),
    ("{% for a in b %}", 1, 1, "`{% for %}` is never closed: add `{% endfor %}`"),
    ("{% for a in b %}{% empty %}", 1, 1, "`{% for %}` is never closed: add `{% endfor %}`"),
    ("{% autoescape %}{% endautoescape %}", 1, 15, "`%}` cannot stand here: write on or off"),
    ("{% comment %}x", 1, 1, "`{% comment %}` is never closed: add `{% endcomment %}`"),
    (
      "{% verbatim %}{% endverbatim x %}", 1, 1,
      "`{% verbatim %}` is never closed: add `{% endverbatim %}`"
    ),
    ("{% %}", 1, 4, "a tag begins with its name: {% if ... %}"),
    ("{% a.b %}", 1, 4, "a tag begins with its name: {% if ... %}"),
    (
      "{% include 'x' %}", 1, 1,
      "there is no tag `include`: there are autoescape, comment, for, if, verbatim"
    ),
  ])
  func `says where it breaks and what to do`(
    source: String, line: Int, column: Int, reason: String
  ) {
    let error = #expect(throws: TemplateSyntaxError.self) { try Template(source) }
    #expect(error?.description == "line \(line), column \(column): \(reason)")
  }

  @Test func `names the filters there are`() {
    let error = #expect(throws: TemplateSyntaxError.self) { try Template("{{ x|shout }}") }
    #expect(error?.column == 6)
    #expect(error?.reason.hasPrefix("there is no filter `shout`: there are add, capfirst,") == true)
  }
}
