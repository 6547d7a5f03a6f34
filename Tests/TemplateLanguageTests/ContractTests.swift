import JSON
import TemplateLanguage
import Testing

/// What the service's own help and users show.
@Suite("As documented") struct ContractTests {
  static let context: JSONObject = [
    "contact": [
      "FIRSTNAME": "jane", "LASTNAME": "DOE", "EMAIL": "jane@example.com", "SMS": "33600",
    ],
    "params": [
      "key": ["deep": "x"], "price": 9.5, "quoted": "9.5", "image": "<img src='x'>",
      "items": [["name": "tea"], ["name": "cup"]], "DOIurl": "http://localhost/doi",
      "hole": "{{7*7}}",
    ],
    "mirror": "http://localhost/m", "unsubscribe": "http://localhost/u",
    "update_profile": "http://localhost/p", "doubleoptin": "http://localhost/d",
  ]

  @Test(arguments: [
    ("{{ contact.FIRSTNAME }} {{contact.LASTNAME}}", "jane DOE"),
    ("{{ contact.EMAIL }} {{ contact.SMS }}", "jane@example.com 33600"),
    ("{{ params.key.deep }}", "x"),
    ("{{ mirror }} {{ unsubscribe }}", "http://localhost/m http://localhost/u"),
    ("{{ update_profile }} {{ doubleoptin }}", "http://localhost/p http://localhost/d"),
    ("{{ params.DOIurl }}", "http://localhost/doi"),
    ("Hi {{ contact.NICKNAME|default:'there' }}", "Hi there"),
    ("Hi {{ contact.NICKNAME | default : \"there\" }}", "Hi there"),
    ("{{ contact.FIRSTNAME|capfirst }} {{ contact.LASTNAME|lower|title }}", "Jane Doe"),
    ("{{ contact.FIRSTNAME|upper }} {{ contact.LASTNAME|lower }}", "JANE doe"),
    ("{{ contact.EMAIL|truncatechars:7 }}", "jane@e…"),
    ("{{ params.price|floatformat:2 }}[{{ params.quoted|floatformat:2 }}]", "9.50[]"),
    ("{{ params.image }}", "&lt;img src=&#x27;x&#x27;&gt;"),
    ("{% autoescape off %}{{ params.image }}{% endautoescape %}", "<img src='x'>"),
    ("{% if contact.FIRSTNAME %}Dear{% else %}Hello{% endif %}", "Dear"),
    ("{% for item in params.items %}{{ item.name }},{% endfor %}", "tea,cup,"),
    ("{{ params.hole }}", "{{7*7}}"),
    ("{{ params.items.0.name }} {{ params.items|length }}", "tea 2"),
    (
      "{% for i in params.items %}{{ forloop.Counter }}{% if forloop.Last %}.{% endif %}{% endfor %}",
      "12."
    ),
  ])
  func `a template prints`(source: String, expected: String) throws {
    #expect(try render(source, Self.context) == expected)
  }
}
