import Glibc

/// Searches and comparisons over raw text.
extension Span<UInt8> {
  /// The position of the first such byte at or after a position; `memchr`, since this is where a
  /// parser's time goes.
  func firstIndex(of byte: UInt8, from position: Int = 0) -> Int? {
    withUnsafeBytes { bytes in
      guard position < bytes.count, let base = bytes.baseAddress,
        let found = memchr(base + position, Int32(byte), bytes.count - position)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }

  func isEqual(to other: StaticString) -> Bool {
    guard count == other.utf8CodeUnitCount else { return false }
    for index in indices where self[index] != other.utf8Start[index] { return false }
    return true
  }

  /// Whether the text is that of `other`, ASCII letters compared without case.
  func equalsIgnoringCase(_ other: StaticString) -> Bool {
    guard count == other.utf8CodeUnitCount else { return false }
    for index in indices where !self[index].equalsIgnoringCase(other.utf8Start[index]) {
      return false
    }
    return true
  }

  /// Finds with eight bytes at a time where a closer look must begin: bytes before it are neither
  /// below `least`, which is at most 0x80, nor one of the others, nor, if that is asked for, beyond
  /// ASCII. Bytes behind it may be so, or not.
  func startOfSuspects(
    below least: UInt8, or first: UInt8, _ second: UInt8? = nil, orNotASCII: Bool = false
  ) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let (least, first) = (ones &* UInt64(least), ones &* UInt64(first))
    let second = second.map { ones &* UInt64($0) } ?? first
    var start = 0
    while start + 8 <= count {
      // In bounds by the condition above; any eight bytes are a valid UInt64.
      let word = unsafe bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: start, as: UInt64.self)
      let (isFirst, isSecond) = (word ^ first, word ^ second)
      // The high bit of a byte is set if it is a suspect; a borrow may also set that of one above it.
      let suspects =
        (word &- least) & ~word | (isFirst &- ones) & ~isFirst | (isSecond &- ones) & ~isSecond
        | (orNotASCII ? word : 0)
      guard suspects & (ones &* 0x80) == 0 else { break }
      start += 8
    }
    return start
  }

  /// The range that remains of a range without white space at its ends.
  func trimmingBlanks(_ range: Range<Int>) -> Range<Int> {
    var lower = range.lowerBound
    var upper = range.upperBound
    while lower < upper, self[lower].isBlank { lower += 1 }
    while lower < upper, self[upper - 1].isBlank { upper -= 1 }
    return lower..<upper
  }

  /// Calls with each element of a comma-separated list, trimmed; an empty one is an element.
  func forEachListElement<Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    var start = 0
    while true {
      let end = firstIndex(of: UInt8(ascii: ","), from: start) ?? count
      try body(extracting(trimmingBlanks(start..<end)))
      guard end < count else { return }
      start = end + 1
    }
  }

  func text(_ range: Range<Int>) -> String {
    let text = extracting(range)
    // What is looked at already is not looked at again.
    if text.isASCII { return text.asciiText }
    return text.withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
  }

  /// The bytes, with no room for more.
  var array: [UInt8] { withUnsafeBufferPointer { Array($0) } }

  /// The text of bytes that are known to be ASCII.
  var asciiText: String {
    String(copying: unsafe UTF8Span(unchecked: self, isKnownASCII: true))
  }

  private var isASCII: Bool {
    var all: UInt8 = 0
    for index in indices { all |= self[index] }
    return all < 0x80
  }
}

extension Array<UInt8> {
  mutating func append(_ span: Span<UInt8>) {
    span.withUnsafeBufferPointer { append(contentsOf: $0) }
  }

  package mutating func append(_ text: StaticString) {
    append(contentsOf: text.utf8)
  }
}

extension StaticString {
  var utf8: UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount)
  }
}
