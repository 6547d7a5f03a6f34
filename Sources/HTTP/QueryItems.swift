/// What a query says, `a=1&b=2`: names and values in order, decoded; `+` is a space, as in forms.
package struct QueryItems: Sendable {
  private var items: [(name: String, value: String)] = []

  /// Reads what follows the `?`, as received; nil says nothing.
  package init(_ text: String?) throws(HTTPParseError) {
    for part in text?.split(separator: "&") ?? [] {
      let bytes = part.utf8.span
      let mark = bytes.firstIndex(of: UInt8(ascii: "=")) ?? bytes.count
      guard
        let name = PercentEncoding.decode(bytes.extracting(first: mark), plusIsSpace: true),
        let value = PercentEncoding.decode(
          bytes.extracting(droppingFirst: mark + 1), plusIsSpace: true)
      else { throw .malformedQuery }
      items.append((name, value))
    }
  }

  /// The first value of a name.
  package subscript(name: String) -> String? {
    items.first { $0.name == name }?.value
  }

  package func values(_ name: String) -> [String] {
    items.filter { $0.name == name }.map(\.value)
  }
}

extension QueryItems: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { items.count }
  package subscript(index: Int) -> (name: String, value: String) { items[index] }
}

extension HTTPParseError {
  package static let malformedQuery = HTTPParseError(
    .badRequest, "The query of the request is not properly percent-encoded")
}
