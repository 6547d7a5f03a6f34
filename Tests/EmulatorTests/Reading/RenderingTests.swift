import JSON
import Testing

@Suite("The text of a mail") struct RenderingTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient(world: [
      "contacts": [
        [
          "email": "ann@example.com",
          "attributes": ["FIRSTNAME": "Ann <3", "AGE": 30, "VIP": true],
        ]
      ]
    ])
  }

  static let params: JSONObject = [
    "name": "Tom & Jerry", "html": "<b>\"it's\"</b>", "count": 3, "price": 1234.5, "on": true,
    "none": .null, "items": [["name": "Tea", "price": 2], ["name": "Rum", "price": 10]],
    "trick": "{{ params.name }}{% if 1 %}x{% endif %}", "nested": ["deep": ["er": "found"]],
    "empty": "",
  ]

  /// The HTML that Ann gets.
  func html(_ source: String) throws -> String? {
    try brevo.sendMail(["htmlContent": .string(source), "params": .object(Self.params)])
    return try brevo.content(to: "ann@example.com")["body"]?.string
  }

  @Test(arguments: [
    ("{{ params.name }}", "Tom &amp; Jerry", "escaped"),
    (
      "{{params.html}}", "&lt;b&gt;&quot;it&#x27;s&quot;&lt;/b&gt;",
      "blanks are optional; entities as Django has them"
    ),
    ("{{ params.html | safe }}", #"<b>"it's"</b>"#, "not escaped"),
    (
      "{% autoescape off %}{{ params.html }}{% endautoescape %}", #"<b>"it's"</b>"#, "not escaped"
    ),
    ("{{ params.count }} {{ params.price }}", "3 1234.5", "numbers"),
    ("{{ params.none }}{{ params.unknown }}{{ nothing.at.all }}", "", "nothing is empty"),
    ("{{ params.nested.deep.er }} {{ params.items.1.name }}", "found Rum", "dotted paths"),
    ("{{ params.unknown | default : \"there\" }}", "there", "as in the wild"),
    ("{{ params.empty|default:'none' }}", "none", "empty counts as missing"),
    ("{{ params.name|upper|truncatechars:4 }}", "TOM…", "a chain"),
    ("{{ params.price|floatformat:2 }}", "1234.50", "two digits"),
    (
      "{% for item in params.items %}{{ forloop.Counter }}{{ item.name }} {% endfor %}",
      "1Tea 2Rum ", "a loop"
    ),
    ("{% if params.on and params.count > 2 %}yes{% else %}no{% endif %}", "yes", "a condition"),
    ("{# a #}{% comment %}{{ b }}{% endcomment %}x", "x", "comments"),
    ("{{ contact.FIRSTNAME }} {{ contact.AGE }}", "Ann &lt;3 30", "attributes"),
    ("{{ contact.EMAIL }}", "ann@example.com", "the address is an attribute"),
    ("{{ contact.LASTNAME|default:\"-\" }}{{ contact.firstname }}", "-", "names have one case"),
    ("{{ params.trick }}", "{{ params.name }}{% if 1 %}x{% endif %}", "one pass only"),
    ("%FIRSTNAME% {FIRSTNAME} [FIRSTNAME]", "%FIRSTNAME% {FIRSTNAME} [FIRSTNAME]", "old language"),
  ])
  func `is filled in`(source: String, expected: String, reason: String) throws {
    #expect(try html("<p>\(source)</p>") == "<p>\(expected)</p>", "\(reason)")
    #expect(try brevo.events(to: "ann@example.com") == ["sent", "delivered"])
  }

  @Test func `is escaped in HTML only`() throws {
    let source: JSONValue = "{{ params.name }} {{ contact.FIRSTNAME }}"
    try brevo.sendMail([
      "subject": source, "htmlContent": .null, "textContent": source,
      "params": .object(Self.params),
    ])
    let content = try brevo.content(to: "ann@example.com")
    #expect(content["subject"] == "Tom & Jerry Ann <3")
    #expect(content["body"] == "Tom & Jerry Ann <3")
    #expect(try brevo.rows(to: "ann@example.com").first?["subject"] == "Tom & Jerry Ann <3")
  }

  @Test func `is each recipient's own where it says something of them`() throws {
    try brevo.sendMail([
      "to": [["email": "ann@example.com"], ["email": "bob@example.com", "name": "Bob"]],
      "subject": "For {{ contact.EMAIL|default:'you' }}",
      "htmlContent": "<p>{{ contact.FIRSTNAME|default:'stranger' }}</p>",
    ])
    #expect(try brevo.content(to: "ann@example.com")["body"] == "<p>Ann &lt;3</p>")
    #expect(
      try brevo.content(to: "bob@example.com")["body"] == "<p>stranger</p>",
      "the name in the request is no attribute")
    #expect(try brevo.content(to: "ann@example.com")["subject"] == "For ann@example.com")
    #expect(try brevo.content(to: "bob@example.com")["subject"] == "For you")
  }

  @Test func `has links of its own for each recipient`() throws {
    try brevo.sendMail([
      "cc": [["email": "cc@example.com"]],
      "htmlContent": "<p>{{ mirror }} {{ unsubscribe }}</p>",
    ])
    for address in ["ann@example.com", "cc@example.com"] {
      let uuid = try #require(try brevo.rows(to: address).first?["uuid"]?.string)
      let body = try brevo.content(to: address)["body"]?.string
      #expect(body?.contains("/_mock/m/\(uuid)") == true)
      #expect(body?.contains("/_mock/u/\(uuid)") == true)
    }
  }

  @Test(arguments: [
    "{{ params.a", "{% if params.a %}", "{% endif %}", "{% for x %}{% endfor %}",
    "{{ params.a|unknownfilter }}", "{{ params..a }}", "{% unknowntag %}", "{{ }}",
  ])
  func `ends in an error if its syntax is broken`(source: String) throws {
    for place in ["subject", "htmlContent", "textContent"] {
      let brevo = try TestClient()
      let reply = try brevo.post("/smtp/email", Mail.with([place: .string(source)]))
      #expect(reply.status == 201, "\(place)")
      #expect(try brevo.events(to: "ann@example.com") == ["sent", "error"], "\(place)")
    }
  }

  @Test func `ends in an error if it is too much work`() throws {
    let loop = "{% for a in params.l %}{% for b in params.l %}{% for c in params.l %}"
    let list = JSONValue.array(Array(repeating: 1, count: 1000))
    try brevo.sendMail([
      "params": ["l": list],
      "htmlContent": .string(loop + "x{% endfor %}{% endfor %}{% endfor %}"),
    ])
    #expect(try brevo.events(to: "ann@example.com") == ["sent", "error"])
  }
}
