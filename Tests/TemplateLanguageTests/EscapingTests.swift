import JSON
import TemplateLanguage
import Testing

@Suite("In HTML") struct EscapingTests {
  static let context: JSONObject = [
    "image": "<img src='x'>", "name": "Tom & \"Jo\"", "list": ["<a>", "b"], "br": "<br>",
  ]

  @Test(
    arguments: [
      ("{{ image }}", "&lt;img src=&#x27;x&#x27;&gt;", "a value is text"),
      ("{{ name }}", "Tom &amp; &quot;Jo&quot;", "all five characters"),
      ("<b>{{ 1 }}</b>", "<b>1</b>", "the template is HTML"),
      ("{% autoescape off %}{{ image }}{% endautoescape %}", "<img src='x'>", "unless it is off"),
      (
        "{% autoescape off %}{% autoescape on %}{{ br }}{% endautoescape %}{{ br }}"
          + "{% endautoescape %}{{ br }}", "&lt;br&gt;<br>&lt;br&gt;", "inside one another"
      ),
      ("{{ image|safe }}", "<img src='x'>", "or the value is HTML"),
      ("{{ br|safe|lower }}", "<br>", "which small letters do not change"),
      ("{{ br|safe|upper }}", "&lt;BR&gt;", "but capitals would, in &lt;"),
      ("{{ br|escape }}", "&lt;br&gt;", "once is enough"),
      ("{{ br|escape|escape }}", "&lt;br&gt;", "however often it is said"),
      ("{{ br|safe|escape }}", "<br>", "what is safe is not escaped"),
      ("{{ nobody|default:'<i>you</i>' }}", "<i>you</i>", "what the author writes is HTML"),
      ("{{ nobody|default:br }}", "&lt;br&gt;", "a variable is not"),
      ("{{ list|join:'<br>' }}", "&lt;a&gt;<br>b", "items are escaped, the author's text is not"),
      ("{{ list|join:br }}", "&lt;a&gt;&lt;br&gt;b", "a variable between them is"),
      ("{{ list|safe|join:', ' }}", "<a>, b", "safe items are not"),
      ("{{ br|add:'<br>' }}", "&lt;br&gt;&lt;br&gt;", "a sum is safe only if both are"),
      ("{{ br|urlencode }}", "%3Cbr%3E", "nothing left to escape"),
      ("{{ '&lt;'|cut:';' }}", "&amp;lt", "a broken entity is text again"),
    ] as [(String, String, String)])
  func `markup in values is escaped`(source: String, expected: String, reason: String) throws {
    #expect(try render(source, Self.context) == expected, "\(reason)")
  }

  @Test(
    arguments: [
      ("{{ image }}", "<img src='x'>", "a subject is no HTML"),
      ("{{ list|join:br }}", "<a><br>b", "nothing is escaped"),
      ("{{ br|escape }}", "&lt;br&gt;", "unless asked for"),
      ("{% autoescape on %}{{ br }}{% endautoescape %}", "&lt;br&gt;", "or for a while"),
    ] as [(String, String, String)])
  func `but not in plain text`(source: String, expected: String, reason: String) throws {
    #expect(try render(source, Self.context, escaping: .none) == expected, "\(reason)")
  }
}
