/// The line before a chunk: its size, and extensions that are read over (RFC 9112, section 7.1).
struct ChunkSize {
  let size: Int

  /// The bytes of the line that are not the size.
  let extensionLength: Int

  /// Reads a line without its line end.
  init(_ line: Span<UInt8>) throws(HTTPParseError) {
    var size = 0
    var position = 0
    while position < line.count, let digit = line[position].hexadecimalValue {
      // A size beyond counting is beyond every limit, too.
      size = size >> 58 == 0 ? size << 4 | digit : Int.max
      position += 1
    }
    guard position > 0 else { throw .malformedChunk }
    self.size = size
    extensionLength = line.count - position

    let digits = position
    while position < line.count, line[position].isBlank { position += 1 }
    guard position < line.count else {
      guard position == digits else { throw .malformedChunk }
      return
    }
    guard line[position] == UInt8(ascii: ";") else { throw .malformedChunk }
    for index in position..<line.count where !line[index].isFieldContent { throw .malformedChunk }
  }
}
