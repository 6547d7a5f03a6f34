/// Where name and value stand in a field line; made only of a line that is one (RFC 9112, section
/// 5).
struct FieldLine {
  let name: Range<Int>
  let value: Range<Int>

  /// Reads a line without its line end.
  init(_ line: Span<UInt8>) throws(HTTPParseError) {
    var colon = 0
    while colon < line.count, ByteSet.token.contains(line[colon]) { colon += 1 }
    guard colon > 0, colon < line.count, line[colon] == UInt8(ascii: ":") else {
      throw line[0].isBlank ? .foldedField : .malformedFieldName
    }
    guard line.extracting(colon + 1..<line.count).isFieldContent else {
      throw .malformedFieldValue
    }
    name = 0..<colon
    value = line.trimmingBlanks(colon + 1..<line.count)
  }
}

extension Span<UInt8> {
  var isToken: Bool {
    for index in indices where !ByteSet.token.contains(self[index]) { return false }
    return !isEmpty
  }

  /// Whether all bytes may stand in a field's value.
  var isFieldContent: Bool {
    // A tab is below the blank, but may stand there: it is looked at by itself.
    let start = startOfSuspects(below: 0x20, or: 0x7F)
    for index in start..<count where !self[index].isFieldContent { return false }
    return true
  }
}
