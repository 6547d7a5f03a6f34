import JSON

extension FuzzTarget {
  /// A JSON text.
  static let json = FuzzTarget(name: "json") { bytes in
    let value: JSONValue
    do throws(JSONSyntaxError) { value = try JSONValue(parsing: bytes) } catch {
      require(0...bytes.count ~= error.offset, "\(error) is beyond the text")
      return
    }
    let written = value.bytes
    for text in [written, Array(value.prettyText.utf8)] {
      guard let again = try? JSONValue(parsing: text) else { fatalError("it is not read again") }
      require(again == value, "it is read again as \(again.text)")
      require(again.bytes == written, "it is written again as \(again.text)")
    }
  }
}
