import JSON
import TemplateLanguage
import Testing

@Suite("A text") struct MarkTests {
  @Test(arguments: [
    "", "Hello", "a { b } c", "{", "%}", "}} {", "50 % {off}", "Zoë 🚀\r\n", "{ { x } }", "a{b{c",
  ])
  func `without marks is printed as it is`(source: String) throws {
    let template = try Template(source)
    #expect(template.isPlain)
    #expect(template.roots.isEmpty)
    #expect(try template.render([:], escaping: .html) == source)
  }

  @Test(
    arguments: [
      ("a{# {{ b }} #}c", "ac", "a comment"),
      ("{# a #}{# b #}{##}", "", "nothing but comments"),
      ("a{# b\nc #}d", "a{# b\nc #}d", "a comment ends on its line"),
      ("@media{#menu{width:0}}", "@media{#menu{width:0}}", "a style sheet is no comment"),
      ("{#a{b}}{# c #}", "", "unless a comment ends on its line"),
      ("{#{{ x }}", "{#1", "marks in what is no comment"),
      ("a{% comment %}{{ %} {% if %}{% endcomment %}b", "ab", "a comment over anything"),
      ("a{% comment 'why' %}x{% endcomment %}b", "ab", "with a note"),
      ("{% verbatim %}{{ x }}{% if %}{#{% endverbatim %}", "{{ x }}{% if %}{#", "as it is"),
      ("{%verbatim%}{% endif %}{%  endverbatim%}{{ x }}", "{% endif %}1", "with other blanks"),
      ("a{{ x }}\n{% if x %}\n b\n{% endif %}", "a1\n\n b\n", "blanks and line ends stay"),
    ] as [(String, String, String)])
  func `has marks`(source: String, expected: String, reason: String) throws {
    #expect(try !Template(source).isPlain, "\(reason)")
    #expect(try render(source, ["x": 1]) == expected, "\(reason)")
  }
}
