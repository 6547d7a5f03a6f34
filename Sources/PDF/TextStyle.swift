/// A font at a size.
package struct TextStyle: Sendable, Equatable {
  var font: StandardFont
  var size: Int

  package static let title = Self(font: .helveticaBold, size: 18)
  package static let heading = Self(font: .helveticaBold, size: 13)
  package static let bold = Self(font: .helveticaBold, size: 11)
  package static let body = Self(font: .helvetica, size: 11)

  /// From one line to the next.
  var leading: Int { size + size / 2 }

  /// The text as lines that are at most `width` wide, in the font's encoding.
  ///
  /// Lines are broken at blanks; a word that is wider than a line is broken anywhere.
  func lines(of text: String, width: Int) -> [[UInt8]] {
    let paragraphs = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return paragraphs.flatMap { broken(WinAnsiEncoding.bytes(of: $0), width: width * 1000 / size) }
  }

  /// Breaks one paragraph; `room` is counted in the thousandths that the font's widths have.
  private func broken(_ paragraph: [UInt8], width room: Int) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var line: [UInt8] = []
    for word in paragraph.split(separator: WinAnsiEncoding.space, omittingEmptySubsequences: false)
    {
      let longer = line.isEmpty ? Array(word) : line + [WinAnsiEncoding.space] + word
      if font.width(of: longer) <= room {
        line = longer
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = []
      for byte in word {
        if font.width(of: line + [byte]) > room {
          lines.append(line)
          line = []
        }
        line.append(byte)
      }
    }
    return lines + [line]
  }
}
