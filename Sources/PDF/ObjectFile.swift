/// The objects of a file, one behind the other, and the table that says where each of them begins.
///
/// All that is written is ASCII, so that characters are bytes.
struct ObjectFile {
  private var bytes = Array("%PDF-1.4\n".utf8)
  private var offsets: [Int] = []

  /// Adds the next object; the first one has the number 1.
  mutating func append(_ object: String) {
    offsets.append(bytes.count)
    append(line: "\(offsets.count) 0 obj\n\(object)\nendobj")
  }

  /// The whole file: an entry of the table is 20 bytes long, its line end included.
  consuming func closed(root: Int, info: Int) -> [UInt8] {
    let start = bytes.count
    let count = offsets.count + 1
    append(line: "xref\n0 \(count)\n0000000000 65535 f ")
    for offset in offsets {
      let digits = "\(offset)"
      append(line: String(repeating: "0", count: 10 - digits.count) + "\(digits) 00000 n ")
    }
    append(line: "trailer\n<< /Size \(count) /Root \(root) 0 R /Info \(info) 0 R >>")
    append(line: "startxref\n\(start)\n%%EOF")
    return bytes
  }

  private mutating func append(line: String) {
    bytes += line.utf8
    bytes.append(UInt8(ascii: "\n"))
  }
}

/// Text that is drawn: bytes in a font's encoding, in parentheses.
enum LiteralString {
  static func text(_ bytes: [UInt8]) -> String {
    var text = "("
    for byte in bytes {
      switch Unicode.Scalar(byte) {
      case "(", ")", "\\": text += "\\\(Character(Unicode.Scalar(byte)))"
      case " "..."~": text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "\\" + padded(String(byte, radix: 8), to: 3)
      }
    }
    return text + ")"
  }
}

/// Text about the file, which no font limits: UTF-16 with a byte order mark, as hexadecimal digits.
enum TextString {
  static func text(_ string: String) -> String {
    "<FEFF" + string.utf16.map { padded(String($0, radix: 16, uppercase: true), to: 4) }.joined()
      + ">"
  }
}

private func padded(_ digits: String, to width: Int) -> String {
  String(repeating: "0", count: width - digits.count) + digits
}
