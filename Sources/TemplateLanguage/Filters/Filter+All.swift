extension Filter {
  /// The one list of filters, by name.
  package static let all: [Filter] = [
    Filter("add", .required, "the sum of two numbers, or two texts or lists joined", add),
    Filter("capfirst", "the first letter as a capital", keepsSafety: true) {
      $0.capitalizingFirst()
    },
    Filter("cut", .required, "without any occurrence of the argument", cut),
    Filter("date", .required, "an ISO 8601 date or time in a Go layout, such as 02/01/2006", date),
    Filter(
      "default", .required, "the argument, if the value is missing, empty, 0 or false", orDefault),
    Filter("escape", .none, "escaped for HTML, once", escape),
    Filter("first", .none, "the first item or character", first),
    Filter(
      "floatformat", .optional,
      "a number rounded to the argument's digits, by default one; none for a whole number "
        + "if the argument is negative or absent", floatFormat),
    Filter("intcomma", "a comma between each three digits", keepsSafety: true) {
      $0.groupingDigits()
    },
    Filter("join", .required, "the items of a list, the argument between them", join),
    Filter("last", .none, "the last item or character", last),
    Filter("length", .none, "how many items or characters", length),
    Filter("lower", "in small letters", keepsSafety: true) { $0.lowercased() },
    Filter(
      "pluralize", .optional, "s unless the value is 1; other endings as the argument y,ies",
      pluralize),
    Filter("safe", .none, "printed as it is, without escaping", safe),
    Filter("slice", .required, "a part of a list or text, such as :2 or -3:", slice),
    Filter("striptags", "without anything that looks like an HTML tag", keepsSafety: true) {
      $0.strippingTags()
    },
    Filter("title", "each word with a capital", keepsSafety: true) { $0.titleCased() },
    Filter("truncatechars", .required, "at most so many characters, the last one …", truncateChars),
    Filter("upper", "in capital letters", keepsSafety: false) { $0.uppercased() },
    Filter(
      "urlencode", .optional, "percent-encoded, but for / or the characters of the argument",
      urlEncode),
    Filter("wordcount", .none, "how many words", wordCount),
    Filter("yesno", .optional, "yes, no or maybe (for null), or the argument's words", yesNo),
  ]

  static let named = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
