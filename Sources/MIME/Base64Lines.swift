/// RFC 2045, section 6.8: Base64 in lines of 76 characters.
enum Base64Lines {
  /// The bytes of a line.
  private static let count = 57

  static func encoded(_ bytes: [UInt8]) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count / 3 * 4 + bytes.count / count * 2 + 8)
    for start in stride(from: 0, to: bytes.count, by: count) {
      let line = bytes[start..<min(start + count, bytes.count)]
      for group in stride(from: line.startIndex, to: line.endIndex, by: 3) {
        append(line[group..<min(group + 3, line.endIndex)], to: &output)
      }
      output += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func append(_ group: ArraySlice<UInt8>, to output: inout [UInt8]) {
    var bits: UInt32 = 0
    for byte in group { bits = bits << 8 | UInt32(byte) }
    bits <<= UInt32(8 * (3 - group.count))
    for place in 0..<4 {
      let isPadding = place > group.count
      let value = Int(bits >> UInt32(18 - 6 * place) & 63)
      output.append(isPadding ? UInt8(ascii: "=") : alphabet[value])
    }
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
