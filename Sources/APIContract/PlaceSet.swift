/// Some of the places in a list of clauses, as the bits of one word.
struct PlaceSet: Sendable {
  /// How many places a list may have.
  static let capacity = UInt64.bitWidth

  private var bits: UInt64 = 0

  init() {}

  init(_ places: some Sequence<Int>) {
    for place in places { insert(place) }
  }

  var isEmpty: Bool { bits == 0 }
  var count: Int { bits.nonzeroBitCount }

  mutating func insert(_ place: Int) { bits |= Self.bit(place) }

  mutating func remove(_ place: Int) { bits &= ~Self.bit(place) }

  func contains(_ place: Int) -> Bool { bits & Self.bit(place) != 0 }

  func isSuperset(of other: Self) -> Bool { other.bits & ~bits == 0 }

  func isDisjoint(with other: Self) -> Bool { other.bits & bits == 0 }

  func union(_ other: Self) -> Self { Self(bits: bits | other.bits) }

  func intersection(_ other: Self) -> Self { Self(bits: bits & other.bits) }

  private init(bits: UInt64) { self.bits = bits }

  private static func bit(_ place: Int) -> UInt64 {
    assert((0..<capacity).contains(place), "a list has no such place")
    return 1 &<< UInt64(truncatingIfNeeded: place)
  }
}

/// From the first place to the last.
extension PlaceSet: Sequence, IteratorProtocol {
  mutating func next() -> Int? {
    if bits == 0 { return nil }
    defer { bits &= bits - 1 }
    return bits.trailingZeroBitCount
  }
}
