/// RFC 2047: text beyond ASCII in a head, as `=?utf-8?q?Gr=C3=BC=C3=9Fe?=`.
enum EncodedWord {
  /// Of 75 characters, those between the marks.
  private static let room = 75 - "=?utf-8?q??=".utf8.count

  /// The whole text in words, the first of which has `indentation` before it on its line. The blank
  /// at the beginning of the others means nothing.
  static func words(_ text: String, behind indentation: Int) -> [String] {
    var words: [String] = []
    var word: [UInt8] = []
    var room = max(room / 2, room - indentation)
    for scalar in text.unicodeScalars {
      let encoded = scalar.utf8.flatMap(encoded)
      if word.count + encoded.count > room {
        words.append(marked(word))
        word = []
        room = Self.room
      }
      word += encoded
    }
    words.append(marked(word))
    return words.enumerated().map { $0 == 0 ? $1 : " " + $1 }
  }

  private static func marked(_ word: [UInt8]) -> String {
    "=?utf-8?q?\(String(decoding: word, as: UTF8.self))?="
  }

  private static func encoded(_ byte: UInt8) -> [UInt8] {
    switch byte {
    case 0x20: [UInt8(ascii: "_")]
    // What may stand in names, too (section 5, number 3).
    case _ where byte.isLetterOrDigit || "!*+-/".utf8.contains(byte): [byte]
    default: HexDigits.escape("=", byte)
    }
  }
}

extension UInt8 {
  var isLetterOrDigit: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}
