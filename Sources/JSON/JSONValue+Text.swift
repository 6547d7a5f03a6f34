extension JSONValue {
  /// Compact. Doubles have the shortest spelling that reads back the same; those that are not finite,
  /// which JSON cannot say, become null.
  package func write(to bytes: inout [UInt8]) { write(to: &bytes, indentation: nil) }

  package var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(256)
    write(to: &bytes)
    return bytes
  }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// For files that people review: two spaces a level, one member or item a line, a line end last.
  package var prettyText: String {
    var bytes: [UInt8] = []
    write(to: &bytes, indentation: 0)
    bytes.append(UInt8(ascii: "\n"))
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(to bytes: inout [UInt8], indentation: Int?) {
    switch self {
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .int(let value): bytes += value.description.utf8
    case .double(let value): bytes += (value.isFinite ? value.description : "null").utf8
    case .string(let value): bytes.appendJSON(value)
    case .array(let items):
      let inner = indentation.map { $0 + 2 }
      bytes.append("[")
      for index in items.indices {
        bytes.beginItem(index, inner)
        items[index].write(to: &bytes, indentation: inner)
      }
      bytes.endList("]", isEmpty: items.isEmpty, indentation)
    case .object(let object):
      let inner = indentation.map { $0 + 2 }
      bytes.append("{")
      for index in object.members.indices {
        bytes.beginItem(index, inner)
        bytes.appendJSON(object.members[index].name)
        bytes.append(":")
        if inner != nil { bytes.append(" ") }
        object.members[index].value.write(to: &bytes, indentation: inner)
      }
      bytes.endList("}", isEmpty: object.members.isEmpty, indentation)
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ character: Unicode.Scalar) {
    append(UInt8(ascii: character))
  }

  fileprivate mutating func beginItem(_ index: Int, _ indentation: Int?) {
    if index > 0 { append(",") }
    appendLineBreak(indentation)
  }

  fileprivate mutating func endList(
    _ close: Unicode.Scalar, isEmpty: Bool, _ indentation: Int?
  ) {
    if !isEmpty { appendLineBreak(indentation) }
    append(close)
  }

  private mutating func appendLineBreak(_ indentation: Int?) {
    guard let indentation else { return }
    append("\n")
    append(contentsOf: repeatElement(UInt8(ascii: " "), count: indentation))
  }

  fileprivate mutating func appendJSON(_ text: String) {
    append("\"")
    let source = text.utf8.span
    var start = 0
    while true {
      let end = source.endOfPlainRun(from: start)
      source.extracting(start..<end).withUnsafeBufferPointer { append(contentsOf: $0) }
      guard end < source.count else { break }
      appendEscape(source[end])
      start = end + 1
    }
    append("\"")
  }

  private mutating func appendEscape(_ byte: UInt8) {
    append("\\")
    switch byte {
    case 0x08: append("b")
    case 0x09: append("t")
    case 0x0A: append("n")
    case 0x0C: append("f")
    case 0x0D: append("r")
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): append(byte)
    default:
      let digits = String(byte, radix: 16)
      self += "u00\(digits.count == 1 ? "0" : "")\(digits)".utf8
    }
  }
}
