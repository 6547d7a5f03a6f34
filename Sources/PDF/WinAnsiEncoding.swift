/// The encoding of that name: Latin-1, with typographic marks and the euro from 0x80 to 0x9F.
enum WinAnsiEncoding {
  static let space = UInt8(ascii: " ")

  /// The text in this encoding; what it lacks becomes a question mark.
  static func bytes(of text: some StringProtocol) -> [UInt8] {
    text.map { $0 == "\t" ? space : codes[$0] ?? UInt8(ascii: "?") }
  }

  /// By character, so that letters that come with a combining accent are found too.
  private static let codes: [Character: UInt8] = {
    var codes: [Character: UInt8] = [:]
    for code in Array(0x20...0x7e) + Array(0xa0...0xff) as [UInt8] {
      codes[Character(Unicode.Scalar(code))] = code
    }
    for (index, character) in marks.enumerated() where character != " " {
      codes[character] = 0x80 + UInt8(index)
    }
    return codes
  }()

  /// From 0x80 on; a blank stands for a code that is not used.
  private static let marks = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ"
}
