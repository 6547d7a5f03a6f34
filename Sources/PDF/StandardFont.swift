/// A font that every reader of PDF has, so that no file needs to carry it.
enum StandardFont: String, CaseIterable {
  case helvetica = "Helvetica"
  case helveticaBold = "Helvetica-Bold"

  /// What the operators of a page call it.
  var resourceName: String {
    switch self {
    case .helvetica: "F1"
    case .helveticaBold: "F2"
    }
  }

  /// In thousandths of the font's size.
  func width(of bytes: [UInt8]) -> Int {
    bytes.reduce(0) { $0 + widths[Int($1) - 0x20] }
  }

  private var widths: [Int] {
    switch self {
    case .helvetica: Self.helveticaWidths
    case .helveticaBold: Self.helveticaBoldWidths
    }
  }
}
