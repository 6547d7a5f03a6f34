extension MIMEAddress {
  /// `Ann Smith <ann@example.com>` in pieces between which a line may be broken.
  ///
  /// An address beyond ASCII stands as it is (RFC 6532): there is no other way to write it.
  var words: [String] {
    guard let name, !name.isEmpty else { return [address] }
    return Self.phrase(HeaderField.oneLine(name)) + ["<\(address)>"]
  }

  private static let longestFieldName = "Reply-To: ".utf8.count

  /// A name as words, in quotation marks, or encoded where neither would be read as it is.
  private static func phrase(_ name: String) -> [String] {
    let words = name.split(separator: " ", omittingEmptySubsequences: false)
    let isPrintable = name.utf8.allSatisfy { (0x20...0x7e).contains($0) }
    guard isPrintable, !name.contains("=?") else {
      return EncodedWord.words(name, behind: Self.longestFieldName).enumerated()
        .map { $0 == 0 ? $1 : String($1.dropFirst()) }
    }
    let isPlain = words.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isAtomText) }
    if isPlain { return words.map(String.init) }
    let escaped = name.reduce(into: "") { text, character in
      if character == "\"" || character == "\\" { text += "\\" }
      text.append(character)
    }
    return ["\"\(escaped)\""]
  }

  private static func isAtomText(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
  }
}
