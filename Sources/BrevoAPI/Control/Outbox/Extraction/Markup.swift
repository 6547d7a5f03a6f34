/// HTML, as far as a reader of a mail sees it: the text, and where its links lead.
///
/// It is no browser: what tags mean for the look of the text is reduced to blanks.
struct Markup {
  private(set) var text = ""
  /// The addresses of the anchors, in their order.
  private(set) var links: [String] = []

  /// Tags that stand inside of words.
  private static let inline: Set = [
    "a", "b", "big", "code", "em", "font", "i", "mark", "small", "span", "strong", "u",
  ]
  /// Tags whose content nobody reads.
  private static let unread: Set = ["head", "script", "style", "title"]

  init(_ html: String) {
    var rest = html[...]
    while let start = rest.firstIndex(of: "<") {
      text += Self.decoded(rest[..<start])
      rest = rest[start...].dropFirst()
      if rest.hasPrefix("!--") {
        rest = Self.rest(of: rest, behind: "-->")
        continue
      }
      // What is no tag is text.
      guard let first = rest.first, first.isLetter || first == "/" || first == "!" else {
        text += "<"
        continue
      }
      let tag = Self.tag(&rest)
      let name = tag.dropFirst(tag.first == "/" ? 1 : 0).prefix { $0.isLetter || $0.isNumber }
        .lowercased()
      if Self.unread.contains(name), tag.first != "/" {
        rest = Self.rest(of: rest, behind: "</\(name)")
        _ = Self.tag(&rest)
      } else if name == "a" || name == "area", let link = Self.href(tag) {
        links.append(link)
      }
      if !Self.inline.contains(name) { text += " " }
    }
    text += Self.decoded(rest)
  }

  /// Takes a tag from the text behind its `<`, up to the `>` that is in no quotation marks.
  private static func tag(_ rest: inout Substring) -> Substring {
    var quote: Character?
    var index = rest.startIndex
    while index < rest.endIndex {
      let character = rest[index]
      if let mark = quote {
        if character == mark { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == ">" {
        break
      }
      index = rest.index(after: index)
    }
    defer { rest = rest[index...].dropFirst() }
    return rest[..<index]
  }

  /// The value of the attribute `href`.
  private static func href(_ tag: Substring) -> String? {
    var rest = tag.drop { !$0.isWhitespace }
    while true {
      rest = rest.drop { $0.isWhitespace || $0 == "/" }
      guard !rest.isEmpty else { return nil }
      let name = rest.prefix { $0 != "=" && !$0.isWhitespace }
      rest = rest[name.endIndex...].drop(while: \.isWhitespace)
      guard rest.first == "=" else { continue }
      rest = rest.dropFirst().drop(while: \.isWhitespace)
      var value: Substring
      if let quote = rest.first, quote == "\"" || quote == "'" {
        value = rest.dropFirst().prefix { $0 != quote }
        rest = rest[value.endIndex...].dropFirst()
      } else {
        value = rest.prefix { !$0.isWhitespace }
        rest = rest[value.endIndex...]
      }
      guard name.lowercased() == "href" else { continue }
      value = value.drop(while: \.isWhitespace)
      while value.last?.isWhitespace == true { value.removeLast() }
      let link = decoded(value)
      return Links.isLink(link) ? link : nil
    }
  }

  /// What follows the first `mark`, in either case of letters; nothing if it does not come.
  private static func rest(of text: Substring, behind mark: String) -> Substring {
    var rest = text
    while !rest.isEmpty {
      if rest.prefix(mark.count).lowercased() == mark { return rest.dropFirst(mark.count) }
      rest.removeFirst()
    }
    return rest
  }

  private static let entities: [Substring: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ",
  ]

  private static func decoded(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return String(text) }
    var result = ""
    var rest = text
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      rest = rest[start...].dropFirst()
      let name = rest.prefix(10).prefix { $0 != ";" }
      if rest[name.endIndex...].first == ";", let character = character(name) {
        result += character
        rest = rest[name.endIndex...].dropFirst()
      } else {
        result += "&"
      }
    }
    return result + rest
  }

  private static func character(_ name: Substring) -> String? {
    if let known = entities[name] { return known }
    guard name.first == "#" else { return nil }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap { Unicode.Scalar($0) }.map { String(Character($0)) }
  }
}
