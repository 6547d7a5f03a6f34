/// The fields of a message, in order, as they stand on the wire: one run of bytes, `name: value`
/// and a line end each.
///
/// A request's fields are kept with one copy and cost nothing until somebody asks for one; an
/// answer's are written with one. What is in here is always well-formed: a parser has checked it,
/// or `append` has.
package struct HTTPFields: Sendable, Equatable {
  private(set) var bytes: [UInt8] = []
  private var names = Names()

  package init() {}

  package var isEmpty: Bool { bytes.isEmpty }

  /// In bytes, as on the wire.
  package var size: Int { bytes.count }

  /// The first value of a name, whatever its case, without white space around it.
  package subscript(name: String) -> String? {
    let name = name.utf8.span
    guard names.mayContain(name) else { return nil }
    var lines = FieldLines()
    let bytes = bytes.span
    guard let line = lines.next(named: name, in: bytes) else { return nil }
    return bytes.text(line.value)
  }

  /// Whether there is a field of that name, whatever its case.
  package func has(_ name: StaticString) -> Bool {
    guard names.mayContain(name.utf8.span) else { return false }
    var lines = FieldLines()
    return lines.next(named: name.utf8.span, in: bytes.span) != nil
  }

  /// Whether there is a field of that name, and the first value of it passes a test of its bytes.
  func has(_ name: StaticString, where test: (Span<UInt8>) -> Bool) -> Bool {
    guard names.mayContain(name.utf8.span) else { return false }
    var lines = FieldLines()
    let bytes = bytes.span
    guard let line = lines.next(named: name.utf8.span, in: bytes) else { return false }
    return test(bytes.extracting(line.value))
  }

  /// Whether there is a field of that name, and the first value of it is a text, letters compared
  /// without case.
  package func has(_ name: StaticString, _ value: StaticString) -> Bool {
    has(name) { $0.equalsIgnoringCase(value) }
  }

  /// Whether one of the names may be that of a field: a false answer is certain, a true one is not.
  package func mayHaveAny(of names: Names) -> Bool { self.names.mayContainAny(of: names) }

  /// Every value of a name, in order.
  package func values(_ name: String) -> [String] {
    var values: [String] = []
    var lines = FieldLines()
    let bytes = bytes.span
    while let line = lines.next(named: name.utf8.span, in: bytes) {
      values.append(bytes.text(line.value))
    }
    return values
  }

  /// Adds a field, behind any others of its name.
  ///
  /// No value can end its line: control characters become spaces, as RFC 9110, section 5.5, asks.
  package mutating func append(_ name: String, _ value: String) {
    precondition(Self.isName(name), "a field's name is a token")
    append(room: name.utf8.count + value.utf8.count + FieldWriter.frame) {
      $0.append(name.utf8.span, value.utf8.span)
    }
  }

  /// Adds the fields that are written, in one go. They take no more than `room` bytes, line ends
  /// included.
  package mutating func append(room: Int, _ write: (inout FieldWriter) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: room) { room in
      var writer = FieldWriter(room)
      write(&writer)
      let lines = writer.lines.text
      // Bytes that are shared are copied, even if nothing is added to them.
      if lines.isEmpty { return }
      bytes.append(contentsOf: lines)
      names.formUnion(writer.names)
    }
  }

  /// Adds a block of fields, with one copy.
  package mutating func append(_ fields: HTTPFields) {
    names.formUnion(fields.names)
    bytes.append(contentsOf: fields.bytes)
  }

  /// Whether a text may be a field's name: ask before appending one that a user has chosen.
  package static func isName(_ text: String) -> Bool {
    text.utf8.span.isToken
  }

  /// Notes that a line with this name is among those that follow.
  mutating func note(_ name: Span<UInt8>) { names.insert(name) }

  /// Adds lines that the parser has checked, and whose names were noted, line ends included.
  mutating func append(checked lines: Span<UInt8>) {
    // The first lines are mostly all there are: they get the room that they need.
    if bytes.isEmpty { bytes = lines.array } else { bytes.append(lines) }
  }
}

extension HTTPFields {
  /// Tells of most names that no field has them, without a look at the fields: most questions are
  /// about such. A Bloom filter of one bit a name, made of its length and its first letter.
  package struct Names: Sendable, Equatable {
    private var bits: UInt64 = 0

    package init(_ names: StaticString...) {
      for name in names { insert(name.utf8.span) }
    }

    mutating func insert(_ name: Span<UInt8>) { bits |= Self.bit(name) }
    mutating func formUnion(_ other: Self) { bits |= other.bits }
    func mayContain(_ name: Span<UInt8>) -> Bool { bits & Self.bit(name) != 0 }
    func mayContainAny(of other: Self) -> Bool { bits & other.bits != 0 }

    private static func bit(_ name: Span<UInt8>) -> UInt64 {
      guard !name.isEmpty else { return 0 }
      return 1 << UInt64((name.count &* 11 &+ Int(name[0].lowercased)) & 63)
    }
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
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":"), from: position)
    else { return nil }
    return line(named: position..<colon, in: bytes)
  }

  /// The line with a name, which the walk goes beyond.
  private mutating func line(named name: Range<Int>, in bytes: Span<UInt8>) -> Line? {
    guard let end = bytes.firstIndex(of: .lineFeed, from: name.upperBound) else { return nil }
    position = end + 1
    return Line(name: name, value: bytes.trimmingBlanks(name.upperBound + 1..<end - 1))
  }

  mutating func next(named wanted: Span<UInt8>, in bytes: Span<UInt8>) -> Line? {
    while position < bytes.count {
      let start = position
      if start + wanted.count < bytes.count, bytes[start + wanted.count] == UInt8(ascii: ":"),
        bytes.matches(wanted, at: start)
      {
        return line(named: start..<start + wanted.count, in: bytes)
      }
      position = (bytes.firstIndex(of: .lineFeed, from: start) ?? bytes.count) + 1
    }
    return nil
  }
}

extension Span<UInt8> {
  /// Whether `other` stands at a position, ASCII letters compared without case.
  fileprivate func matches(_ other: Span<UInt8>, at position: Int) -> Bool {
    for index in other.indices where !self[position + index].equalsIgnoringCase(other[index]) {
      return false
    }
    return true
  }
}
