/// Turns pieces into nodes; expressions are in a file of their own.
struct Parser {
  /// Blocks, parentheses and `not` inside one another: the parser and the renderer recurse.
  static let maximumDepth = 64
  static let tags = ["autoescape", "comment", "for", "if", "verbatim"]

  var roots: Set<String> = []
  /// The variables of the surrounding loops; a slot is an index in here.
  var loopVariables: [String] = []
  var loopCount = 0
  var tokens: ArraySlice<Token> = []
  private(set) var lexer: Lexer
  private var depth = 0

  init(_ source: String) { lexer = Lexer(source) }

  mutating func template() throws(TemplateSyntaxError) -> [Node] {
    try block("", openedAt: 0, until: []).body
  }

  mutating func nested<Result>(
    at offset: Int, _ parse: (inout Self) throws(TemplateSyntaxError) -> Result
  ) throws(TemplateSyntaxError) -> Result {
    guard depth < Self.maximumDepth else {
      throw lexer.error("more than \(Self.maximumDepth) levels: nest less deeply", at: offset)
    }
    depth += 1
    defer { depth -= 1 }
    return try parse(&self)
  }

  /// The nodes before one of the closing tags, and the name of that tag, whose tokens come next.
  private mutating func block(
    _ name: String, openedAt offset: Int, until ends: [String]
  ) throws(TemplateSyntaxError) -> (body: [Node], end: String) {
    var nodes: [Node] = []
    while let piece = try lexer.nextPiece() {
      switch piece {
      case .text(let text): nodes.append(.text(text))
      case .output(let mark):
        tokens = mark.tokens[...]
        nodes.append(.output(try expression()))
        try expectEnd()
      case .tag(let mark):
        let tag = try tagName(mark)
        if ends.contains(tag) { return (nodes, tag) }
        let node = try nested(at: mark.offset) { parser throws(TemplateSyntaxError) in
          try parser.node(of: tag, at: mark.offset)
        }
        if let node { nodes.append(node) }
      }
    }
    guard let end = ends.last else { return (nodes, "") }
    throw lexer.error("`{% \(name) %}` is never closed: add `{% \(end) %}`", at: offset)
  }

  private mutating func tagName(_ mark: Mark) throws(TemplateSyntaxError) -> String {
    tokens = mark.tokens[...]
    let token = take()
    guard case .path(let names) = token.kind, names.count == 1 else {
      throw lexer.error("a tag begins with its name: {% if ... %}", at: token.range.lowerBound)
    }
    return names[0]
  }

  private mutating func node(of tag: String, at offset: Int) throws(TemplateSyntaxError) -> Node? {
    switch tag {
    case "if": return try conditional(at: offset)
    case "for": return try loop(at: offset)
    case "autoescape": return try autoescape(at: offset)
    case "verbatim": return .text(try rawText(of: tag, at: offset))
    case "comment":
      _ = try rawText(of: tag, at: offset)
      return nil
    case "elif", "else", "endif", "empty", "endfor", "endautoescape", "endverbatim", "endcomment":
      throw lexer.error("`{% \(tag) %}` has nothing to close or continue here", at: offset)
    default:
      let known = Self.tags.joined(separator: ", ")
      throw lexer.error("there is no tag `\(tag)`: there are \(known)", at: offset)
    }
  }

  private mutating func conditional(at offset: Int) throws(TemplateSyntaxError) -> Node {
    var branches: [Branch] = []
    var tag = "if"
    while tag != "endif" {
      let condition = tag == "else" ? nil : try expression()
      try expectEnd()
      let ends = tag == "else" ? ["endif"] : ["elif", "else", "endif"]
      let (body, end) = try block("if", openedAt: offset, until: ends)
      branches.append(Branch(condition: condition, body: body))
      tag = end
    }
    try expectEnd()
    return .conditional(branches)
  }

  private mutating func loop(at offset: Int) throws(TemplateSyntaxError) -> Node {
    let names = try loopNames()
    guard take(word: "in") else { throw unexpected("write {% for item in params.items %}") }
    let items = try operand()
    let isReversed = take(word: "reversed")
    try expectEnd()

    loopVariables += names
    loopCount += 1
    var (body, end) = try block("for", openedAt: offset, until: ["empty", "endfor"])
    loopVariables.removeLast(names.count)
    loopCount -= 1

    var emptyBody: [Node] = []
    if end == "empty" {
      try expectEnd()
      (emptyBody, end) = try block("for", openedAt: offset, until: ["endfor"])
    }
    try expectEnd()
    return .loop(
      Loop(
        items: items, isReversed: isReversed, hasTwoNames: names.count == 2, body: body,
        emptyBody: emptyBody))
  }

  private mutating func loopNames() throws(TemplateSyntaxError) -> [String] {
    var names: [String] = []
    repeat {
      guard case .path(let path) = next.kind, path.count == 1, names.count < 2 else {
        throw unexpected("name one variable, or two with a comma between")
      }
      names += path
      _ = take()
    } while take(symbol: ",")
    return names
  }

  private mutating func autoescape(at offset: Int) throws(TemplateSyntaxError) -> Node {
    let isOn = take(word: "on")
    guard isOn || take(word: "off") else { throw unexpected("write on or off") }
    try expectEnd()
    let body = try block("autoescape", openedAt: offset, until: ["endautoescape"]).body
    try expectEnd()
    return .autoescape(isOn ? .html : .none, body)
  }

  private mutating func rawText(
    of tag: String, at offset: Int
  ) throws(TemplateSyntaxError) -> String {
    if tag == "verbatim" { try expectEnd() }
    if let text = lexer.rawText(before: "end\(tag)") { return text }
    throw lexer.error("`{% \(tag) %}` is never closed: add `{% end\(tag) %}`", at: offset)
  }
}
