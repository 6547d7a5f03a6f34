extension Span<UInt8> {
  /// Where the bytes from `start` end that stand for themselves in a JSON string, all but quotes,
  /// backslashes and control characters, and whether they are ASCII.
  ///
  /// Looks at eight bytes at a time: mail bodies are one long string.
  func plainRun(from start: Int) -> (end: Int, isASCII: Bool) {
    var index = start
    var seen: UInt64 = 0
    while index + 8 <= count {
      // In bounds by the condition above; any eight bytes are a valid UInt64.
      let word = unsafe bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: index, as: UInt64.self)
      let stops = specialBytes(UInt64(littleEndian: word))
      if stops != 0 {
        // The bytes below the lowest flag are of the run; that one's own byte is ASCII.
        seen |= UInt64(littleEndian: word) & ((stops & (0 &- stops)) &- 1)
        return (index + stops.trailingZeroBitCount / 8, seen & highBits == 0)
      }
      seen |= UInt64(littleEndian: word)
      index += 8
    }
    while index < count, self[index] >= 0x20, self[index] != 0x22, self[index] != 0x5C {
      seen |= UInt64(self[index])
      index += 1
    }
    return (index, seen & highBits == 0)
  }
}

extension UnsafeRawBufferPointer {
  /// Copies the bytes of that run as it looks for its end, first sixteen at a time. Whole words are
  /// copied before it is known where among their bytes the run ends: `target` has room for all bytes
  /// from `start`.
  func copyPlainRun(from start: Int, to target: UnsafeMutableRawPointer) -> Int {
    guard let source = baseAddress else { return start }
    var index = start
    while index + 16 <= count {
      let block = source.loadUnaligned(fromByteOffset: index, as: SIMD16<UInt8>.self)
      (target + (index - start)).storeBytes(of: block, as: SIMD16<UInt8>.self)
      if hasSpecialBytes(block) { break }
      index += 16
    }
    while index + 8 <= count {
      let word = source.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      (target + (index - start)).storeBytes(of: word, as: UInt64.self)
      let stops = specialBytes(UInt64(littleEndian: word))
      if stops != 0 { return index + stops.trailingZeroBitCount / 8 }
      index += 8
    }
    while index < count, self[index] >= 0x20, self[index] != 0x22, self[index] != 0x5C {
      target.storeBytes(of: self[index], toByteOffset: index - start, as: UInt8.self)
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

/// Whether there is any special byte among sixteen.
private func hasSpecialBytes(_ block: SIMD16<UInt8>) -> Bool {
  // Only operators between blocks are compiled to instructions for blocks.
  let special =
    (block .< SIMD16<UInt8>(repeating: 0x20)) .| (block .== SIMD16<UInt8>(repeating: 0x22))
    .| (block .== SIMD16<UInt8>(repeating: 0x5C))
  // The lanes of a mask are all ones or all zeroes.
  let halves = unsafeBitCast(special, to: SIMD2<UInt64>.self)
  return halves[0] | halves[1] != 0
}
