extension JSONParser {
  mutating func string() throws(JSONSyntaxError) -> String {
    position += 1
    let start = position
    let run = plainRun
    position = run.end
    guard skip("\"") else { return try escapedString(from: start) }
    return run.isKnownASCII ? ascii(start..<run.end) : try text(start..<run.end)
  }

  /// Continues behind the plain run of the string that began at `start`.
  private mutating func escapedString(from start: Int) throws(JSONSyntaxError) -> String {
    var plainStart = start
    var decoded: [UInt8] = []
    while skip("\\") {
      decoded += bytes[plainStart..<position - 1]
      try appendEscaped(to: &decoded)
      plainStart = position
      position = plainRun.end
    }
    decoded += bytes[plainStart..<position]
    try closeString()
    if let valid = String(validating: decoded, as: UTF8.self) { return valid }
    // Escapes are whole characters: what is wrong with the decoded bytes is wrong as written.
    return try text(start..<position - 1)
  }

  private var plainRun: (end: Int, isKnownASCII: Bool) {
    UnsafeRawBufferPointer(bytes).plainRun(from: position)
  }

  private mutating func closeString() throws(JSONSyntaxError) {
    guard skip("\"") else {
      throw error(
        position < bytes.count ? "a control character must be escaped" : "a string is not closed")
    }
  }

  /// The text of bytes that are known to be ASCII, and need not be validated.
  private func ascii(_ range: Range<Int>) -> String {
    unsafe String(copying: UTF8Span(unchecked: bytes.span.extracting(range), isKnownASCII: true))
  }

  private func text(_ range: Range<Int>) throws(JSONSyntaxError) -> String {
    do throws(UTF8.ValidationError) {
      return String(copying: try UTF8Span(validating: bytes.span.extracting(range)))
    } catch {
      throw JSONSyntaxError(
        offset: range.lowerBound + error.byteOffsets.lowerBound,
        reason: "the bytes are not UTF-8")
    }
  }

  private mutating func appendEscaped(to decoded: inout [UInt8]) throws(JSONSyntaxError) {
    let escape = next
    position += 1
    switch escape {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(escape)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"): decoded += try scalar().utf8
    default:
      position -= 1
      throw error("there is no such escape")
    }
  }

  /// Continues after `\u`; two units when they are a surrogate pair.
  private mutating func scalar() throws(JSONSyntaxError) -> Unicode.Scalar {
    let start = position - 2
    let first = try codeUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    if UTF16.isLeadSurrogate(first), skip("\\"), skip("u") {
      let second = try codeUnit()
      let value = 0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF))
      if UTF16.isTrailSurrogate(second), let scalar = Unicode.Scalar(value) { return scalar }
    }
    throw error("half of a surrogate pair", at: start)
  }

  private mutating func codeUnit() throws(JSONSyntaxError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(next)).hexDigitValue, next < 0x80 else {
        throw error("four hexadecimal digits must follow \\u")
      }
      unit = unit << 4 | UInt16(digit)
      position += 1
    }
    return unit
  }
}
