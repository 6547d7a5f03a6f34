/// The transfer codings of a message, as its fields name them: chunked, once and last, is the only
/// set understood.
struct TransferCodings: Sendable {
  private(set) var isPresent = false
  private var endsChunked = false
  private var hasOther = false

  mutating func read(_ value: Span<UInt8>) throws(HTTPParseError) {
    isPresent = true
    try value.forEachListElement { coding throws(HTTPParseError) in
      let nameEnd = coding.firstIndex(of: UInt8(ascii: ";")) ?? coding.count
      let name = coding.extracting(coding.trimmingBlanks(0..<nameEnd))
      guard !endsChunked, name.isToken else { throw .malformedCoding }
      if name.equalsIgnoringCase("chunked") {
        guard nameEnd == coding.count else { throw .malformedCoding }
        endsChunked = true
      } else {
        hasOther = true
      }
    }
  }

  /// Without chunked at its end a request has no end, whatever else it names (RFC 9112, section 6.3).
  func finish() throws(HTTPParseError) {
    guard endsChunked else { throw .malformedCoding }
    guard !hasOther else { throw .unknownCoding }
  }
}
