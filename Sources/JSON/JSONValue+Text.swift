extension JSONValue {
  /// Compact. Doubles have the shortest spelling that reads back the same; those that are not finite,
  /// which JSON cannot say, become null.
  package var bytes: [UInt8] { written().array }

  package var text: String { String(decoding: bytes, as: UTF8.self) }

  /// For files that people review: two spaces a level, one member or item a line, a line end last.
  package var prettyText: String {
    var output = written(indentation: 0)
    output.append("\n")
    return String(decoding: output.array, as: UTF8.self)
  }

  private func written(indentation: Int? = nil) -> JSONOutput {
    var output = JSONOutput(capacity: 512)
    write(to: &output, indentation: indentation)
    return output
  }

  func write(to output: inout JSONOutput, indentation: Int? = nil) {
    switch self {
    case .null: output.append(literal: "null")
    case .bool(let value): output.append(literal: value ? "true" : "false")
    case .int(let value): output.append(value)
    case .double(let value): output.append(ascii: value.isFinite ? value.description : "null")
    case .string(let value): output.appendJSON(value)
    case .array(let items):
      let inner = indentation.map { $0 + 2 }
      output.append("[")
      let span = items.span
      for index in span.indices {
        output.beginItem(index, inner)
        span[index].write(to: &output, indentation: inner)
      }
      output.endList("]", isEmpty: items.isEmpty, indentation)
    case .object(let object):
      let inner = indentation.map { $0 + 2 }
      output.append("{")
      let members = object.members.span
      for index in members.indices {
        output.beginItem(index, inner)
        output.appendJSON(members[index].name)
        output.append(":")
        if inner != nil { output.append(" ") }
        members[index].value.write(to: &output, indentation: inner)
      }
      output.endList("}", isEmpty: object.members.isEmpty, indentation)
    }
  }
}

extension JSONOutput {
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
    for _ in 0..<indentation { append(" ") }
  }

  mutating func appendJSON(_ text: String) {
    text.utf8.span.withUnsafeBytes { appendJSON($0) }
  }

  /// Appends a text in UTF-8, quoted.
  mutating func appendJSON(_ source: UnsafeRawBufferPointer) {
    append("\"")
    var start = 0
    while true {
      start = append(plainRunOf: source, from: start)
      guard start < source.count else { break }
      appendEscape(source[start])
      start += 1
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
      append(ascii: "u00\(digits.count == 1 ? "0" : "")\(digits)")
    }
  }
}
