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
  fileprivate var isFieldContent: Bool {
    var start = 0
    let ones: UInt64 = 0x0101_0101_0101_0101
    while start + 8 <= count {
      // In bounds by the condition above; any eight bytes are a valid UInt64.
      let word = unsafe bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: start, as: UInt64.self)
      let deletes = word ^ (ones &* 0x7F)
      let suspects =
        ((word &- ones &* 0x20) & ~word | (deletes &- ones) & ~deletes) & (ones &* 0x80)
      // A tab is one that is none, and a borrow makes others: they are looked at one by one.
      if suspects != 0 { break }
      start += 8
    }
    for index in start..<count where !self[index].isFieldContent { return false }
    return true
  }
}
