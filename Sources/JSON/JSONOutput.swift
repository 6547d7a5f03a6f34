/// Bytes that are being written. Nobody else can hold them, so that no append has to ask.
struct JSONOutput: ~Copyable {
  private var start: UnsafeMutablePointer<UInt8>
  private var count = 0
  private var capacity: Int

  init(capacity: Int) {
    self.capacity = capacity
    start = .allocate(capacity: capacity)
  }

  deinit { start.deallocate() }

  var array: [UInt8] { Array(UnsafeBufferPointer(start: start, count: count)) }

  mutating func append(_ byte: UInt8) {
    if count == capacity { grow(by: 1) }
    start[count] = byte
    count += 1
  }

  mutating func append(_ character: Unicode.Scalar) { append(UInt8(ascii: character)) }

  mutating func append(_ run: Span<UInt8>) {
    if capacity - count < run.count { grow(by: run.count) }
    run.withUnsafeBufferPointer { bytes in
      guard let source = bytes.baseAddress else { return }
      (start + count).update(from: source, count: bytes.count)
    }
    count += run.count
  }

  mutating func append(ascii text: String) { append(text.utf8.span) }

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

  private mutating func grow(by needed: Int) {
    let larger = max(capacity * 2, count + needed)
    let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
    grown.update(from: start, count: count)
    start.deallocate()
    start = grown
    capacity = larger
  }
}
