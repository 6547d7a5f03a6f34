import JSON
import TemplateLanguage
import Testing

@Suite("A variable") struct VariableTests {
  static let context: JSONObject = [
    "contact": ["FIRSTNAME": "Zoë", "EMAIL": "zoe@example.com", "PRÉNOM": "Zoë", "AGE": 0],
    "params": [
      "order": ["id": 12, "items": [["name": "tea"], ["name": "cup"]], "2": "two"],
      "none": .null, "yes": true, "no": false, "half": 0.5, "whole": 3.0, "large": 1e21,
      "exact": .int(.max), "list": [1, "a", .null], "text": "{{ contact.EMAIL }}", "empty": "",
    ],
    "mirror": "http://localhost/mirror",
  ]

  @Test(
    arguments: [
      ("{{ contact.FIRSTNAME }}", "Zoë", "an attribute"),
      ("{{contact.FIRSTNAME}}", "Zoë", "blanks are optional"),
      ("{{\n  contact.FIRSTNAME\t}}", "Zoë", "line ends and tabs are blanks"),
      ("{{ contact.PRÉNOM }}", "Zoë", "names may have any letters"),
      ("{{ mirror }}", "http://localhost/mirror", "a name without dots"),
      ("{{ params.order.id }}", "12", "a path into objects"),
      ("{{ params.order.items.1.name }}", "cup", "a path through a list"),
      ("{{ params.order.2 }}", "two", "digits may also be the name of a member"),
      ("[{{ params.order.items.2.name }}]", "[]", "beyond the end of the list"),
      ("[{{ params.order.items.first }}]", "[]", "a list has no members"),
      ("[{{ params.order.id.x }}]", "[]", "a number has no members"),
      ("[{{ contact.LASTNAME }}]", "[]", "an unknown attribute"),
      ("[{{ contact.firstname }}]", "[]", "case matters"),
      ("[{{ nobody.at.all }}]", "[]", "an unknown root"),
      ("[{{ params.none }}]", "[]", "null"),
      ("{{ params.yes }} {{ params.no }}", "True False", "truths are printed as in Django"),
      ("{{ params.half }} {{ params.whole }}", "0.5 3", "whole numbers have no fraction"),
      ("{{ params.exact }}", "9223372036854775807", "no digit is lost"),
      ("{{ params.large }}", "1e+21", "very large numbers have an exponent"),
      ("{{ params.list }}", "[1,&quot;a&quot;,null]", "a list is printed as JSON"),
      ("{{ params.text }}", "{{ contact.EMAIL }}", "a value is never evaluated again"),
      ("{{ 'text' }} {{ 12 }} {{ -1.50 }} {{ true }}", "text 12 -1.5 True", "constants"),
      (#"{{ "it\"s \\ \n }}" }}"#, #"it"s \ \n }}"#, "quotes and braces in a text"),
      ("{{ params.order.items.0 }}", "{&quot;name&quot;:&quot;tea&quot;}", "and so is an object"),
    ] as [(String, String, String)])
  func `is printed`(source: String, expected: String, reason: String) throws {
    #expect(try render(source, Self.context) == expected, "\(reason)")
  }

  @Test func `is listed by its root, unless a loop makes it`() throws {
    let template = try Template(
      """
      {{ contact.A|default:params.b }}{% if mirror and not x.y %}{% endif %}
      {% for item in list %}{{ item.name }}{{ forloop.Counter }}{% empty %}{{ item }}{% endfor %}
      {{ true }}{# comment.c #}{% verbatim %}{{ raw }}{% endverbatim %}
      """)
    #expect(template.roots == ["contact", "params", "mirror", "x", "list", "item"])
    #expect(try Template("{% for a in b %}{{ a }}{% endfor %}").roots == ["b"])
  }
}
