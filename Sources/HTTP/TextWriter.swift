/// Raw text that is written piece by piece into room for all of it. Pieces are small and many: an
/// array would ask each time who else holds it, and whether there is room.
struct TextWriter {
  private let room: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  init(_ room: UnsafeMutableBufferPointer<UInt8>) { self.room = room }

  /// What is written.
  var text: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(room.extracting(..<count)) }

  @inline(__always)
  mutating func append(_ text: UnsafeBufferPointer<UInt8>) {
    guard let start = room.baseAddress, let source = text.baseAddress else { return }
    precondition(text.count <= room.count - count, "there is room for all of a text")
    (start + count).update(from: source, count: text.count)
    count += text.count
  }

  @inline(__always)
  mutating func append(_ text: StaticString) { append(text.utf8) }

  @inline(__always)
  mutating func append(_ text: Span<UInt8>) { text.withUnsafeBufferPointer { append($0) } }

  mutating func append(_ byte: UInt8) {
    precondition(count < room.count, "there is room for all of a text")
    room[count] = byte
    count += 1
  }

  /// Appends the digits of a number that is not negative.
  mutating func append(_ number: Int64) {
    var rest = UInt64(number)
    var digits = 1
    var power: UInt64 = 10
    // No number of 64 bits that has a sign has more than 19 digits.
    while digits < 19, rest >= power {
      digits += 1
      power *= 10
    }
    precondition(digits <= room.count - count, "there is room for all of a text")
    count += digits
    for index in 1...digits {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      room[count - index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
      rest = quotient
    }
  }
}

/// Fields that are written into room for all of them.
package struct FieldWriter {
  private(set) var lines: TextWriter
  private(set) var names = HTTPFields.Names()

  /// Of a line, beside its name and its value.
  static let frame = 4

  init(_ room: UnsafeMutableBufferPointer<UInt8>) { lines = TextWriter(room) }

  /// Adds a field whose name needs no check.
  package mutating func append(literal name: StaticString, _ value: String) {
    append(name.utf8.span, value.utf8.span)
  }

  /// Adds a field whose name needs no check and whose value is a text in UTF-8.
  package mutating func append(literal name: StaticString, utf8 value: Span<UInt8>) {
    append(name.utf8.span, value)
  }

  /// Adds a field whose name needs no check and whose value is a number, which is not negative.
  package mutating func append(literal name: StaticString, _ number: Int64) {
    names.insert(name.utf8.span)
    lines.append(name)
    lines.append(": ")
    lines.append(number)
    lines.append("\r\n")
  }

  /// Control characters become spaces.
  mutating func append(_ name: Span<UInt8>, _ value: Span<UInt8>) {
    names.insert(name)
    lines.append(name)
    lines.append(": ")
    if value.isFieldContent {
      lines.append(value)
    } else {
      for index in value.indices {
        lines.append(value[index].isFieldContent ? value[index] : .space)
      }
    }
    lines.append("\r\n")
  }
}
