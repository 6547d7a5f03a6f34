/// A field of a head, folded so that its lines are short where that can be.
struct HeaderField {
  /// Where a line should end (RFC 5322, section 2.1.1).
  private static let width = 78
  /// What no line may be longer than, with room for the field's name.
  private static let longestWord = 900

  /// With its line end.
  let text: String

  /// A field of free text. Line ends in it become blanks, as a field is one line.
  init(_ name: String, _ value: String) {
    let value = Self.oneLine(value)
    let words =
      Self.isPlain(value)
      ? Self.words(value) : EncodedWord.words(value, behind: name.utf8.count + 2)
    text = Self.folded(name, words)
  }

  /// A field of addresses.
  init(_ name: String, _ addresses: [MIMEAddress]) {
    var words: [String] = []
    for (index, address) in addresses.enumerated() {
      words += address.words
      if index < addresses.count - 1 { words[words.count - 1] += "," }
    }
    text = Self.folded(name, words.enumerated().map { $0 == 0 ? $1 : " " + $1 })
  }

  /// Whether a field may be called so at all (RFC 5322, section 2.2).
  static func isName(_ name: String) -> Bool {
    (1...longestWord / 2).contains(name.utf8.count)
      && name.utf8.allSatisfy { (0x21...0x7e).contains($0) && $0 != UInt8(ascii: ":") }
  }

  static func oneLine(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 10 || $0 == 13 }) else { return text }
    return text.split(omittingEmptySubsequences: false) { ["\n", "\r", "\r\n"].contains($0) }
      .joined(separator: " ")
  }

  /// Whether a reader takes `value` for just what it is, wherever it is folded.
  private static func isPlain(_ value: String) -> Bool {
    let bytes = value.utf8
    guard let first = bytes.first, let last = bytes.last else { return true }
    guard bytes.allSatisfy({ (0x20...0x7e).contains($0) }), !value.contains("=?") else {
      return false
    }
    return first != 0x20 && last != 0x20
      && bytes.split(separator: 0x20).allSatisfy { $0.count <= longestWord }
  }

  /// The value in pieces that begin with their blanks.
  private static func words(_ value: String) -> [String] {
    var words: [String] = []
    var start = value.startIndex
    var isInWord = false
    for index in value.utf8.indices {
      let isBlank = value.utf8[index] == 0x20
      if isBlank, isInWord {
        words.append(String(value[start..<index]))
        start = index
      }
      isInWord = !isBlank
    }
    return words + [String(value[start...])]
  }

  /// Each piece but the first begins with the blank at which a line may be broken.
  private static func folded(_ name: String, _ words: [String]) -> String {
    var text = "\(name): "
    var count = text.utf8.count
    for (index, word) in words.enumerated() {
      if index > 0, count + word.utf8.count > width {
        text += "\r\n"
        count = 0
      }
      text += word
      count += word.utf8.count
    }
    return text + "\r\n"
  }
}
