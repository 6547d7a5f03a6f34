import JSON
import TemplateLanguage
import Testing

@Suite("A condition") struct ConditionTests {
  static let context: JSONObject = [
    "one": 1, "two": 2, "half": 0.5, "uno": 1.0, "name": "Zoë", "digit": "1", "yes": true,
    "no": false,
    "list": [1, "a", [2]], "same": [1, "a", [2]], "object": ["k": 1], "empty": "", "nil": [],
    "max": .int(.max), "less": .int(.max - 1),
  ]

  @Test(
    arguments: [
      ("yes", true, "true"),
      ("no", false, "false"),
      ("one", true, "a number"),
      ("0", false, "zero"),
      ("0.0", false, "zero with a fraction"),
      ("name", true, "a text"),
      ("empty", false, "the empty text"),
      ("'false'", true, "a text that says false"),
      ("list", true, "a list"),
      ("nil", false, "the empty list"),
      ("object", true, "an object"),
      ("missing", false, "nothing"),
      ("not missing", true, "the contrary of nothing"),
      ("not not yes", true, "the contrary of the contrary"),
      ("one == 1", true, "equal numbers"),
      ("uno == 1", true, "equal, whatever their kind"),
      ("digit == 1", false, "a text is no number"),
      ("max == less", false, "exact, where a double is not"),
      ("max > less", true, "exact in order too"),
      ("name == 'Zoë'", true, "equal texts"),
      ("name == \"zoë\"", false, "case matters"),
      ("list == same", true, "equal lists"),
      ("missing == None", true, "nothing is null"),
      ("one != 2", true, "not equal"),
      ("half < one", true, "less"),
      ("one <= 1", true, "less or equal"),
      ("two > 1.5", true, "greater"),
      ("one >= two", false, "greater or equal"),
      ("'a' < 'b'", true, "texts have an order"),
      ("digit < 2", false, "a text and a number have none"),
      ("missing < 1", false, "nor has nothing"),
      ("missing >= 0", false, "in either direction"),
      ("yes and no", false, "and"),
      ("yes or no", true, "or"),
      ("no and no or yes", true, "and binds tighter than or"),
      ("yes or no and no", true, "on either side"),
      ("not no and yes", true, "not binds tighter than and"),
      ("not one == 2", true, "and looser than a comparison"),
      ("(yes or no) and no", false, "parentheses"),
      ("'a' in list", true, "an item"),
      ("'b' in list", false, "no item"),
      ("'o' in name", true, "a part of a text"),
      ("'' in name", true, "the empty text is a part of any"),
      ("'k' in object", true, "a name"),
      ("'b' not in list", true, "not in"),
      ("'a' in missing", false, "in nothing"),
      ("list|length == 3", true, "filters bind tightest"),
      ("list|length>2 and list|first==1", true, "without blanks"),
    ] as [(String, Bool, String)])
  func `is decided`(condition: String, expected: Bool, reason: String) throws {
    let source = "{% if \(condition) %}yes{% else %}no{% endif %}"
    #expect(try render(source, Self.context) == (expected ? "yes" : "no"), "\(reason)")
  }

  @Test(arguments: [(1, "one"), (2, "two"), (3, "three"), (4, "many")])
  func `chooses the first branch that is true`(number: Int64, expected: String) throws {
    let source = """
      {% if n == 1 %}one{% elif n == 2 %}two{% elif n > 2 and n < 4 %}three{% else %}many{% endif %}
      """
    #expect(try render(source, ["n": .int(number)]) == expected)
  }

  @Test func `without else may print nothing`() throws {
    #expect(try render("[{% if no %}x{% elif no %}y{% endif %}]") == "[]")
  }

  @Test func `can be printed`() throws {
    #expect(try render("{{ one == 1 }} {{ no or missing }}", Self.context) == "True False")
  }
}
