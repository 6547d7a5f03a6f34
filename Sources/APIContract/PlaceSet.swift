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

  mutating func insert(_ place: Int) { bits |= 1 << UInt64(place) }

  func contains(_ place: Int) -> Bool { bits >> UInt64(place) & 1 == 1 }

  func isSuperset(of other: Self) -> Bool { other.bits & ~bits == 0 }

  func isDisjoint(with other: Self) -> Bool { other.bits & bits == 0 }

  func union(_ other: Self) -> Self { Self(bits: bits | other.bits) }

  func intersection(_ other: Self) -> Self { Self(bits: bits & other.bits) }

  private init(bits: UInt64) { self.bits = bits }
}

/// From the first place to the last.
extension PlaceSet: Sequence, IteratorProtocol {
  mutating func next() -> Int? {
    if bits == 0 { return nil }
    defer { bits &= bits - 1 }
    return bits.trailingZeroBitCount
  }
}
