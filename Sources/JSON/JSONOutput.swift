/// Bytes that are being written. Nobody else can hold them, so that no append has to ask.
struct JSONOutput: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var count = 0
  private var capacity: Int

  /// - Parameter capacity: How many bytes are written without being moved.
  init(capacity: Int) {
    self.capacity = capacity
    start = .allocate(capacity: capacity)
  }

  deinit { start.deallocate() }

  var array: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

  /// The byte that was written last; 0 before the first.
  var last: UInt8 { count > 0 ? start[count - 1] : 0 }

  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    start[count] = byte
    count += 1
  }

  mutating func append(_ character: Unicode.Scalar) { append(UInt8(ascii: character)) }

  mutating func append(_ run: Span<UInt8>) {
    run.withUnsafeBufferPointer { append($0) }
  }

  mutating func append(literal text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends the name of an object's member, which has nothing to escape, and what stands around it.
  mutating func append(memberNamed name: StaticString) {
    separate()
    let length = name.utf8CodeUnitCount
    if capacity - count < length + 3 { grow(by: length + 3) }
    let target = start + count
    target[0] = UInt8(ascii: "\"")
    (target + 1).update(from: name.utf8Start, count: length)
    target[length + 1] = UInt8(ascii: "\"")
    target[length + 2] = UInt8(ascii: ":")
    count += length + 3
  }

  /// Keeps what comes from what stands before it, unless that is the bracket: no value ends with
  /// one that opens.
  mutating func separate() {
    let last = last
    if last != UInt8(ascii: "{"), last != UInt8(ascii: "[") { append(",") }
  }

  mutating func append(ascii text: String) { append(text.utf8.span) }

  mutating func append(_ number: Int64) {
    if number < 0 { append("-") }
    let magnitude = number.magnitude
    var digits = 1
    var power: UInt64 = 10
    while digits < 20, magnitude >= power {
      digits += 1
      // Beyond 19 digits nothing is left to compare with.
      power = digits < 20 ? power * 10 : power
    }
    if capacity - count < digits { grow(by: digits) }
    var rest = magnitude
    for index in 1...digits {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      start[count + digits - index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
      rest = quotient
    }
    count += digits
  }

  /// Appends the bytes from `start` that stand for themselves in a JSON string, and answers where
  /// they end.
  mutating func append(plainRunOf source: UnsafeRawBufferPointer, from start: Int) -> Int {
    let room = source.count - start
    if capacity - count < room { grow(by: room) }
    let target = UnsafeMutableRawPointer(self.start + count)
    let end = source.copyPlainRun(from: start, to: target)
    count += end - start
    return end
  }

  private mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    if capacity - count < bytes.count { grow(by: bytes.count) }
    (start + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  private mutating func grow(by needed: Int) {
    let larger = max(capacity * 2, count + needed)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    grown.update(from: start, count: count)
    start.deallocate()
    start = grown
    capacity = larger
  }
}
