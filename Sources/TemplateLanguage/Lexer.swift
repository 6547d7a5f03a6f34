import Glibc

/// Cuts a source into text and marks. Every byte is looked at a bounded number of times.
struct Lexer {
  let source: [UInt8]
  var position = 0
  /// No comment that begins before this ends on its line.
  private var unclosedUntil = 0

  init(_ text: String) { source = Array(text.utf8) }

  static func hasMarks(_ source: String) -> Bool {
    var source = source
    return source.withUTF8 { utf8 in
      var rest = UnsafeRawBufferPointer(utf8)
      // Most texts have no brace at all, which the C library finds out many bytes at a time.
      while let start = rest.baseAddress,
        let brace = memchr(start, Int32(UInt8(ascii: "{")), rest.count)
      {
        rest = UnsafeRawBufferPointer(rebasing: rest[(start.distance(to: brace) + 1)...])
        if let next = rest.first, isMarkByte(next) { return true }
      }
      return false
    }
  }

  mutating func nextPiece() throws(TemplateSyntaxError) -> Piece? {
    var start = position
    while position < source.count {
      guard source[position] == UInt8(ascii: "{"), Self.isMarkByte(byte(at: position + 1)) else {
        position += 1
        continue
      }
      guard byte(at: position + 1) == UInt8(ascii: "#") else {
        if position > start { break }
        return try mark()
      }
      guard let end = endOfComment(at: position) else {
        position += 2
        continue
      }
      if position > start { break }
      position = end
      start = end
    }
    return position > start ? .text(text(start..<position)) : nil
  }

  /// What stands before `{% name %}`, whatever it is; nil when that tag does not come.
  mutating func rawText(before name: String) -> String? {
    let start = position
    while position < source.count {
      let end = position
      if skip("{%") {
        skipBlanks()
        if skip(name) {
          skipBlanks()
          if skip("%}") { return text(start..<end) }
        }
      } else {
        position += 1
      }
    }
    return nil
  }

  func text(_ range: Range<Int>) -> String { String(decoding: source[range], as: UTF8.self) }

  func error(_ reason: String, at offset: Int) -> TemplateSyntaxError {
    TemplateSyntaxError(reason, at: offset, in: source)
  }

  /// 0 beyond the end: it has no meaning anywhere.
  func byte(at offset: Int) -> UInt8 { offset < source.count ? source[offset] : 0 }

  mutating func skip(_ word: String) -> Bool {
    var offset = position
    for byte in word.utf8 {
      guard self.byte(at: offset) == byte else { return false }
      offset += 1
    }
    position = offset
    return true
  }

  mutating func skipBlanks() {
    while position < source.count {
      switch source[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private static func isMarkByte(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "{") || byte == UInt8(ascii: "%") || byte == UInt8(ascii: "#")
  }

  /// Nil when the comment does not end on its line: then it is text, as in `@media{#menu{...}}`.
  private mutating func endOfComment(at start: Int) -> Int? {
    if start < unclosedUntil { return nil }
    var offset = start + 2
    while offset < source.count, source[offset] != UInt8(ascii: "\n") {
      if source[offset] == UInt8(ascii: "#"), byte(at: offset + 1) == UInt8(ascii: "}") {
        return offset + 2
      }
      offset += 1
    }
    unclosedUntil = offset
    return nil
  }
}
