/// A parameter of a field, on lines of its own: in quotation marks, or as RFC 2231 writes what is
/// long or beyond ASCII.
struct Parameter {
  /// The encoded characters of one line.
  private static let room = 60

  /// Begins with the semicolon before it.
  let text: String

  init(_ name: String, _ value: String) {
    let isPlain = value.utf8.allSatisfy {
      (0x20...0x7e).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\")
    }
    if isPlain, value.utf8.count <= Self.room, !value.contains("=?") {
      text = ";\r\n \(name)=\"\(value)\""
      return
    }
    let pieces = Self.pieces(value)
    guard pieces.count > 1 else {
      text = ";\r\n \(name)*=utf-8''\(pieces[0])"
      return
    }
    text = pieces.enumerated().map { index, piece in
      ";\r\n \(name)*\(index)*=\(index == 0 ? "utf-8''" : "")\(piece)"
    }.joined()
  }

  private static func pieces(_ value: String) -> [String] {
    var pieces: [[UInt8]] = [[]]
    // Some readers decode each line alone, so that none may begin amid a letter.
    for scalar in value.unicodeScalars {
      let encoded = scalar.utf8.flatMap { isPlain($0) ? [$0] : HexDigits.escape("%", $0) }
      if pieces[pieces.count - 1].count + encoded.count > room { pieces.append([]) }
      pieces[pieces.count - 1] += encoded
    }
    return pieces.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte.isLetterOrDigit || "!#$&+-.^_`{|}~".utf8.contains(byte)
  }
}
