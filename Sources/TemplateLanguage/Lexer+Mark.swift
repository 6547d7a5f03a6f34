import JSON

extension Lexer {
  /// From `{{` or `{%` to the matching close.
  mutating func mark() throws(TemplateSyntaxError) -> Piece {
    let offset = position
    let isTag = skip("{%")
    if !isTag { position += 2 }
    let close = isTag ? "%}" : "}}"
    var tokens: [Token] = []
    while true {
      skipBlanks()
      let start = position
      guard start < source.count else {
        throw error("`\(text(offset..<offset + 2))` is never closed: add `\(close)`", at: offset)
      }
      let isEnd = skip(close)
      let kind = isEnd ? .end : try tokenKind()
      tokens.append(Token(kind: kind, range: start..<position))
      if isEnd { break }
    }
    let mark = Mark(offset: offset, tokens: tokens)
    return isTag ? .tag(mark) : .output(mark)
  }

  private mutating func tokenKind() throws(TemplateSyntaxError) -> Token.Kind {
    switch source[position] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .literal(.string(try string()))
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): return .literal(try number())
    case let byte where Self.isNameByte(byte): return .path(try path())
    default: return .symbol(try symbol())
    }
  }

  private mutating func symbol() throws(TemplateSyntaxError) -> String {
    let start = position
    switch (source[start], byte(at: start + 1)) {
    case (UInt8(ascii: "="), UInt8(ascii: "=")), (UInt8(ascii: "!"), UInt8(ascii: "=")),
      (UInt8(ascii: "<"), UInt8(ascii: "=")), (UInt8(ascii: ">"), UInt8(ascii: "=")):
      position += 2
    case (UInt8(ascii: "<"), _), (UInt8(ascii: ">"), _), (UInt8(ascii: "|"), _),
      (UInt8(ascii: ":"), _), (UInt8(ascii: "("), _), (UInt8(ascii: ")"), _),
      (UInt8(ascii: ","), _):
      position += 1
    default: throw misplaced(at: start)
    }
    return text(start..<position)
  }

  private mutating func path() throws(TemplateSyntaxError) -> [String] {
    var names = [try name()]
    while skip(".") { names.append(try name()) }
    return names
  }

  private mutating func name() throws(TemplateSyntaxError) -> String {
    let start = position
    while Self.isNameByte(byte(at: position)) { position += 1 }
    guard position > start else { throw error("a name must follow the dot", at: start) }
    let name = text(start..<position)
    var offset = start
    for scalar in name.unicodeScalars {
      guard scalar.isASCII || scalar.properties.isXIDContinue else { throw misplaced(at: offset) }
      offset += scalar.utf8.count
    }
    return name
  }

  /// Beyond ASCII a name is looked at once it is whole.
  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }

  private mutating func number() throws(TemplateSyntaxError) -> JSONValue {
    let start = position
    _ = skip("-")
    skipDigits()
    let wholeEnd = position
    if skip(".") { skipDigits() }
    let number = text(start..<position)
    if position == wholeEnd, let value = Int64(number) { return .int(value) }
    guard let value = Double(number), value.isFinite, !number.hasSuffix(".") else {
      throw error("`\(number)` is no number: write it like 12 or -1.5", at: start)
    }
    return .double(value)
  }

  private mutating func skipDigits() {
    while byte(at: position) &- UInt8(ascii: "0") < 10 { position += 1 }
  }

  /// A backslash stands before a quote or another backslash; elsewhere it is itself.
  private mutating func string() throws(TemplateSyntaxError) -> String {
    let start = position
    let quote = source[start]
    position += 1
    var content: [UInt8] = []
    while position < source.count, source[position] != quote {
      let following = byte(at: position + 1)
      if source[position] == UInt8(ascii: "\\"),
        following == quote || following == UInt8(ascii: "\\")
      {
        position += 1
      }
      content.append(source[position])
      position += 1
    }
    guard skip(text(start..<start + 1)) else {
      throw error("this string is never closed: add `\(text(start..<start + 1))`", at: start)
    }
    return String(decoding: content, as: UTF8.self)
  }

  private func misplaced(at offset: Int) -> TemplateSyntaxError {
    let rest = String(decoding: source[offset..<min(offset + 4, source.count)], as: UTF8.self)
    let scalar = rest.unicodeScalars.first ?? "?"
    let advice =
      switch scalar {
      case "\u{2018}"..."\u{201F}": "write straight quotes, \" or '"
      case "\u{A0}": "it is a no-break space, write a plain one"
      case "&": "write the character itself, not its HTML entity"
      case "=": "write == to compare"
      case "}": "a mark ends with }} or %}"
      default: "write names, numbers, quoted texts and | or :"
      }
    return error("`\(scalar)` cannot stand here: \(advice)", at: offset)
  }
}
