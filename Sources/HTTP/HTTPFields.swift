/// The fields of a message, in order, as they stand on the wire: one run of bytes, `name: value`
/// and a line end each.
///
/// A request's fields are kept with one copy and cost nothing until somebody asks for one; an
/// answer's are written with one. What is in here is always well-formed: a parser has checked it,
/// or `append` has.
package struct HTTPFields: Sendable, Equatable {
  private(set) var bytes: [UInt8] = []

  package init() {}

  package var isEmpty: Bool { bytes.isEmpty }

  /// In bytes, as on the wire.
  package var size: Int { bytes.count }

  /// The first value of a name, whatever its case, without white space around it.
  package subscript(name: String) -> String? {
    var lines = FieldLines()
    let bytes = bytes.span
    while let line = lines.next(named: name, in: bytes) { return bytes.text(line.value) }
    return nil
  }

  /// Whether there is a field of that name, whatever its case.
  package func has(_ name: StaticString) -> Bool {
    var lines = FieldLines()
    return lines.next(named: name, in: bytes.span) != nil
  }

  /// Every value of a name, in order.
  package func values(_ name: String) -> [String] {
    var values: [String] = []
    var lines = FieldLines()
    let bytes = bytes.span
    while let line = lines.next(named: name, in: bytes) { values.append(bytes.text(line.value)) }
    return values
  }

  /// Adds a field, behind any others of its name.
  ///
  /// No value can end its line: control characters become spaces, as RFC 9110, section 5.5, asks.
  package mutating func append(_ name: String, _ value: String) {
    precondition(Self.isName(name), "a field's name is a token")
    var (name, value) = (name, value)
    name.withUTF8 { bytes.append(contentsOf: $0) }
    bytes.append(": ")
    value.withUTF8 { utf8 in
      if utf8.allSatisfy(\.isFieldContent) {
        bytes.append(contentsOf: utf8)
      } else {
        bytes.append(contentsOf: utf8.lazy.map { $0.isFieldContent ? $0 : .space })
      }
    }
    bytes.append("\r\n")
  }

  /// Adds a field whose name needs no check and whose value is a number, which is not negative.
  package mutating func append(literal name: StaticString, _ number: Int64) {
    bytes.append(name)
    bytes.append(": ")
    bytes.append(number: number)
    bytes.append("\r\n")
  }

  /// Adds a block of fields, with one copy.
  package mutating func append(_ fields: HTTPFields) {
    bytes.append(contentsOf: fields.bytes)
  }

  /// Whether a text may be a field's name: ask before appending one that a user has chosen.
  package static func isName(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { utf8 in !utf8.isEmpty && utf8.allSatisfy { ByteSet.token.contains($0) } }
  }

  /// Adds a line that the parser has checked, line end included.
  mutating func append(checked line: Span<UInt8>) {
    bytes.append(line)
  }

  package mutating func reserveCapacity(_ count: Int) {
    bytes.reserveCapacity(count)
  }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
  package init(dictionaryLiteral elements: (String, String)...) {
    for (name, value) in elements { append(name, value) }
  }
}

extension HTTPFields: Sequence {
  package struct Iterator: IteratorProtocol {
    let bytes: [UInt8]
    var lines = FieldLines()

    package mutating func next() -> (name: String, value: String)? {
      let bytes = bytes
      guard let line = lines.next(in: bytes.span) else { return nil }
      return (bytes.span.text(line.name), bytes.span.text(line.value))
    }
  }

  package func makeIterator() -> Iterator {
    Iterator(bytes: bytes)
  }
}

/// A walk over well-formed field lines.
struct FieldLines {
  struct Line {
    let name: Range<Int>
    let value: Range<Int>
  }

  private var position = 0

  mutating func next(in bytes: Span<UInt8>) -> Line? {
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":"), from: position),
      let end = bytes.firstIndex(of: .lineFeed, from: colon)
    else { return nil }
    defer { position = end + 1 }
    return Line(name: position..<colon, value: bytes.trimmingBlanks(colon + 1..<end - 1))
  }

  mutating func next(named name: String, in bytes: Span<UInt8>) -> Line? {
    next(named: name.utf8.span, in: bytes)
  }

  mutating func next(named name: StaticString, in bytes: Span<UInt8>) -> Line? {
    let text = UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
    return next(named: text.span, in: bytes)
  }

  private mutating func next(named wanted: Span<UInt8>, in bytes: Span<UInt8>) -> Line? {
    while position < bytes.count {
      let start = position
      if start + wanted.count < bytes.count, bytes[start + wanted.count] == UInt8(ascii: ":"),
        bytes.matches(wanted, at: start)
      {
        return next(in: bytes)
      }
      position = (bytes.firstIndex(of: .lineFeed, from: start) ?? bytes.count) + 1
    }
    return nil
  }
}

extension Span<UInt8> {
  /// Whether `other` stands at a position, ASCII letters compared without case.
  fileprivate func matches(_ other: Span<UInt8>, at position: Int) -> Bool {
    for index in other.indices
    where self[position + index].lowercased != other[index].lowercased {
      return false
    }
    return true
  }
}
