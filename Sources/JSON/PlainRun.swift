extension UnsafeRawBufferPointer {
  /// Where the bytes from `start` end that stand for themselves in a JSON string, all but quotes,
  /// backslashes and control characters, and whether they are known to be ASCII. They need not be
  /// known to be, where others follow that are not.
  ///
  /// Looks at sixteen bytes at a time: mail bodies are one long string.
  func plainRun(from start: Int) -> (end: Int, isKnownASCII: Bool) {
    var index = start
    var seen = SIMD16<UInt8>()
    while index + 16 <= count {
      let block = loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
      seen |= block
      if let length = plainLength(block) { return (index + length, isASCII(seen)) }
      index += 16
    }
    while index < count, self[index] >= 0x20, self[index] != 0x22, self[index] != 0x5C {
      seen[0] |= self[index]
      index += 1
    }
    return (index, isASCII(seen))
  }

  /// Copies the bytes of that run as it looks for its end, first 32 at a time. Whole words are copied
  /// before it is known where among their bytes the run ends: `target` has room for all bytes from
  /// `start`.
  func copyPlainRun(from start: Int, to target: UnsafeMutableRawPointer) -> Int {
    guard let source = baseAddress else { return start }
    // What stands at an index of the source goes there from here.
    let target = target - start
    var index = start
    while index + 32 <= count {
      let block = source.loadUnaligned(fromByteOffset: index, as: SIMD32<UInt8>.self)
      (target + index).storeBytes(of: block, as: SIMD32<UInt8>.self)
      if hasSpecial(block) { break }
      index += 32
    }
    while index < count {
      // The last word is a whole one, too, if there are enough bytes before it, which are plain.
      let place = Swift.min(index, count - 8)
      guard place >= start else { break }
      let word = source.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      (target + place).storeBytes(of: word, as: UInt64.self)
      let stops = specialBytes(UInt64(littleEndian: word))
      if stops != 0 { return place + stops.trailingZeroBitCount / 8 }
      index = place + 8
    }
    while index < count, self[index] >= 0x20, self[index] != 0x22, self[index] != 0x5C {
      target.storeBytes(of: self[index], toByteOffset: index, as: UInt8.self)
      index += 1
    }
    return index
  }
}

/// The high bit of each special byte. A borrow can also flag bytes above a special one, so that only
/// the lowest flag is to be trusted.
private func specialBytes(_ word: UInt64) -> UInt64 {
  let ones: UInt64 = 0x0101_0101_0101_0101
  let quotes = word ^ (ones &* 0x22)
  let backslashes = word ^ (ones &* 0x5C)
  let below32 = (word &- ones &* 0x20) & ~word
  let zeroed = ((quotes &- ones) & ~quotes) | ((backslashes &- ones) & ~backslashes)
  return (below32 | zeroed) & highBits
}

/// The bit of each of eight bytes that no ASCII character has.
private let highBits: UInt64 = 0x8080_8080_8080_8080

/// Whether any of 32 bytes is special.
private func hasSpecial(_ block: SIMD32<UInt8>) -> Bool {
  // Only operators between blocks are compiled to instructions for blocks.
  let special =
    (block .< SIMD32<UInt8>(repeating: 0x20)) .| (block .== SIMD32<UInt8>(repeating: 0x22))
    .| (block .== SIMD32<UInt8>(repeating: 0x5C))
  let words = unsafeBitCast(special, to: SIMD4<UInt64>.self)
  let halves = words.lowHalf | words.highHalf
  return halves[0] | halves[1] != 0
}

/// How many of sixteen bytes stand before the first special one; nil if none is special.
private func plainLength(_ block: SIMD16<UInt8>) -> Int? {
  // Only operators between blocks are compiled to instructions for blocks.
  let special =
    (block .< SIMD16<UInt8>(repeating: 0x20)) .| (block .== SIMD16<UInt8>(repeating: 0x22))
    .| (block .== SIMD16<UInt8>(repeating: 0x5C))
  // The lanes of a mask are all ones or all zeroes.
  let words = unsafeBitCast(special, to: SIMD2<UInt64>.self)
  if words[0] != 0 { return UInt64(littleEndian: words[0]).trailingZeroBitCount / 8 }
  if words[1] != 0 { return UInt64(littleEndian: words[1]).trailingZeroBitCount / 8 + 8 }
  return nil
}

private func isASCII(_ block: SIMD16<UInt8>) -> Bool {
  let words = unsafeBitCast(block, to: SIMD2<UInt64>.self)
  return (words[0] | words[1]) & highBits == 0
}
