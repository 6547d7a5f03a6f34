/// Rows that wait to be inserted together, as bytes: nothing is held by reference, and SQLite reads
/// their texts where they lie.
package struct RowBuffer: ~Copyable {
  let insertion: StaticString
  let columnCount: Int
  let ending: StaticString
  private var valueCount = 0
  /// One value after the other. Each begins with a word that says what follows it: the bytes of a
  /// text, of which it is the number; a word of a number; or nothing.
  private var bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private var end = 0

  private static let wordSize = MemoryLayout<Int64>.size
  private static let number: Int64 = -1
  private static let null: Int64 = -2
  /// How much memory is kept for rows that come later.
  private static let room = 16 << 10

  /// - Parameters:
  ///   - insertion: The statement without its values: `INSERT INTO pet (id, name)`.
  ///   - columnCount: How many columns that names, which is how many values a row has.
  ///   - ending: What follows the values: `ON CONFLICT DO NOTHING`.
  package init(_ insertion: StaticString, columnCount: Int, ending: StaticString = "") {
    self.insertion = insertion
    self.columnCount = columnCount
    self.ending = ending
  }

  deinit { bytes.deallocate() }

  package var isEmpty: Bool { valueCount == 0 }

  /// How many rows there are.
  package var count: Int {
    let (rows, rest) = valueCount.quotientAndRemainder(dividingBy: columnCount)
    precondition(rest == 0, "\(rest) values too many for: \(insertion)")
    return rows
  }

  package mutating func int(_ number: Int64?) {
    guard let number else { return null() }
    reserve(2 * Self.wordSize)
    append(Self.number)
    append(number)
    valueCount += 1
  }

  package mutating func bool(_ flag: Bool) { int(flag ? 1 : 0) }

  package mutating func text(_ text: String?) {
    guard let text else { return null() }
    text.utf8.span.withUnsafeBytes { utf8 in
      reserve(Self.wordSize + utf8.count)
      append(Int64(utf8.count))
      UnsafeMutableRawBufferPointer(rebasing: bytes[end...]).copyMemory(from: utf8)
      end += utf8.count
    }
    valueCount += 1
  }

  package mutating func null() {
    reserve(Self.wordSize)
    append(Self.null)
    valueCount += 1
  }

  /// Forgets the rows.
  package mutating func removeAll() {
    valueCount = 0
    end = 0
    guard bytes.count > Self.room else { return }
    bytes.deallocate()
    bytes = UnsafeMutableRawBufferPointer(start: nil, count: 0)
  }

  private mutating func append(_ word: Int64) {
    bytes.storeBytes(of: word, toByteOffset: end, as: Int64.self)
    end += Self.wordSize
  }

  @inline(__always)
  private mutating func reserve(_ needed: Int) {
    if bytes.count - end < needed { grow(by: needed) }
  }

  private mutating func grow(by needed: Int) {
    let grown = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(1 << 10, bytes.count * 2, end + needed), alignment: Self.wordSize)
    grown.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<end]))
    bytes.deallocate()
    bytes = grown
  }
}

extension RowBuffer {
  /// Walks over the values, from the first to the last.
  struct Reader {
    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    fileprivate init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// Gives the next values to a statement, which must have run before the rows change.
    mutating func bind(_ count: Int, to binder: inout Binder) {
      for _ in 0..<count {
        switch word() {
        case RowBuffer.null: binder.null()
        case RowBuffer.number: binder.int(word())
        case let length:
          binder.text(
            lyingAt: UnsafeRawBufferPointer(rebasing: bytes[position...].prefix(Int(length))))
          position += Int(length)
        }
      }
    }

    private mutating func word() -> Int64 {
      defer { position += RowBuffer.wordSize }
      return bytes.loadUnaligned(fromByteOffset: position, as: Int64.self)
    }
  }

  var reader: Reader { Reader(UnsafeRawBufferPointer(bytes)) }
}
