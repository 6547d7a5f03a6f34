/// RFC 2045, section 6.7: text as lines of at most 76 characters of ASCII.
enum QuotedPrintable {
  private static let width = 76

  /// Line ends of every kind become those of the message; a single CR is none, and kept as it is.
  static func encoded(_ text: String) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count * 5 / 4)
    var line = LineWriter()
    let bytes = Array(text.utf8)
    for (index, byte) in bytes.enumerated() {
      let next = index + 1 < bytes.count ? bytes[index + 1] : nil
      switch byte {
      case newline: line.end(&output)
      case carriageReturn where next == newline: continue
      case blank, tab:
        // At the end of a line it would be lost.
        let isLast = next == nil || next == newline || next == carriageReturn
        line.append(byte, asItIs: !isLast, to: &output)
      default: line.append(byte, asItIs: isPlain(byte), to: &output)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x21...0x7e).contains(byte) && byte != UInt8(ascii: "=")
  }

  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let blank = UInt8(ascii: " ")
  private static let tab = UInt8(ascii: "\t")

  /// Breaks lines softly where they are full.
  private struct LineWriter {
    private var count = 0

    mutating func append(_ byte: UInt8, asItIs: Bool, to output: inout [UInt8]) {
      let length = asItIs ? 1 : 3
      // The last place is for the sign of a soft break.
      if count + length > width - 1 {
        output += [UInt8(ascii: "=")]
        end(&output)
      }
      count += length
      if asItIs { output.append(byte) } else { output += HexDigits.escape("=", byte) }
    }

    mutating func end(_ output: inout [UInt8]) {
      output += [carriageReturn, newline]
      count = 0
    }
  }
}

enum HexDigits {
  private static let digits = Array("0123456789ABCDEF".utf8)

  /// The mark, and a byte in two digits.
  static func escape(_ mark: Unicode.Scalar, _ byte: UInt8) -> [UInt8] {
    [UInt8(ascii: mark), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
  }
}
