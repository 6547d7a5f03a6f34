/// A document of A4 pages with lines of text and tables of two columns, written down from the top.
///
/// Lengths are points, as everywhere in PDF: 72 to the inch. The same calls give the same bytes.
package struct TextDocument: Sendable {
  /// The size of a sheet of A4.
  static let mediaBox = (width: 595, height: 842)
  private static let margin = 57
  private static let width = mediaBox.width - 2 * margin
  /// Where the second column of a table begins, from the left margin.
  private static let secondColumn = 190
  private static let gutter = 12

  private let title: String
  private let language: String
  /// The operators that draw each page.
  private var pages: [String] = [""]
  /// How far above the foot of the page the last line stands.
  private var height = mediaBox.height - margin

  /// - Parameters:
  ///   - title: What a reader shows in its window.
  ///   - language: The tag of the language of the text, as `pt`.
  package init(title: String, language: String) {
    self.title = title
    self.language = language
  }

  /// Adds a paragraph, broken into lines where they are full and where the text has line ends.
  package mutating func append(_ text: String, _ style: TextStyle = .body) {
    for line in style.lines(of: text, width: Self.width) {
      advance(by: style.leading)
      show(line, style, at: 0)
    }
  }

  /// Adds rows of a name and what it is; what does not fit into a column goes on below.
  package mutating func append(table rows: [(name: String, value: String)]) {
    let (bold, plain) = (TextStyle.bold, TextStyle.body)
    for row in rows {
      let names = bold.lines(of: row.name, width: Self.secondColumn - Self.gutter)
      let values = plain.lines(of: row.value, width: Self.width - Self.secondColumn)
      for index in 0..<max(names.count, values.count) {
        advance(by: plain.leading)
        if index < names.count { show(names[index], bold, at: 0) }
        if index < values.count { show(values[index], plain, at: Self.secondColumn) }
      }
    }
  }

  /// Leaves room above what comes next.
  package mutating func skip(_ points: Int) { height -= points }

  /// Goes down to the next line, on a new page if this one is full.
  private mutating func advance(by leading: Int) {
    height -= leading
    guard height < Self.margin else { return }
    pages.append("")
    height = Self.mediaBox.height - Self.margin - leading
  }

  private mutating func show(_ line: [UInt8], _ style: TextStyle, at indent: Int) {
    guard !line.isEmpty else { return }
    pages[pages.count - 1] += """
      BT /\(style.font.resourceName) \(style.size) Tf \(Self.margin + indent) \(height) Td \
      \(LiteralString.text(line)) Tj ET

      """
  }

  // MARK: The file

  /// The document as a file.
  package var bytes: [UInt8] {
    // The catalogue, the tree of pages and what describes the file; then the fonts; then two
    // objects for each page.
    let (catalog, tree, info) = (1, 2, 3)
    let fonts = StandardFont.allCases.enumerated().map { (font: $1, number: info + 1 + $0) }
    let firstPage = info + 1 + fonts.count
    let kids = pages.indices.map { "\(firstPage + 2 * $0) 0 R" }.joined(separator: " ")
    let resources = fonts.map { "/\($0.font.resourceName) \($0.number) 0 R" }
      .joined(separator: " ")

    var file = ObjectFile()
    file.append("<< /Type /Catalog /Pages \(tree) 0 R /Lang (\(language)) >>")
    file.append(
      """
      << /Type /Pages /Kids [\(kids)] /Count \(pages.count)
      /MediaBox [0 0 \(Self.mediaBox.width) \(Self.mediaBox.height)]
      /Resources << /Font << \(resources) >> >> >>
      """)
    file.append("<< /Title \(TextString.text(title)) >>")
    for (font, _) in fonts {
      file.append(
        """
        << /Type /Font /Subtype /Type1 /BaseFont /\(font.rawValue) \
        /Encoding /WinAnsiEncoding >>
        """)
    }
    for (index, page) in pages.enumerated() {
      file.append(
        "<< /Type /Page /Parent \(tree) 0 R /Contents \(firstPage + 2 * index + 1) 0 R >>")
      file.append("<< /Length \(page.utf8.count) >>\nstream\n\(page)\nendstream")
    }
    return file.closed(root: catalog, info: info)
  }
}
