/// What is read of an answer: its status, and how long its body says to be.
struct ResponseHead: Equatable {
  enum Parse: Equatable {
    /// It goes on behind these bytes.
    case partial
    /// With the number of bytes that it took.
    case head(ResponseHead, end: Int)
    case malformed
  }

  let status: Int
  /// Nil if only the connection's end tells.
  let bodyLength: Int?

  private static let version = Array("HTTP/1.".utf8)

  /// Reads the first head that is no interim one; lines may end without a carriage return.
  static func parse(_ bytes: [UInt8]) -> Parse {
    var start = 0
    while true {
      let line = bytes[start...].prefix { $0 != .lineFeed }
      guard line.starts(with: version.prefix(line.count)) else { return .malformed }
      guard let end = endOfHead(bytes, from: start) else {
        return line.count > 1024 ? .malformed : .partial
      }
      guard let status = status(line) else { return .malformed }
      if status < 200, status != 101 {
        start = end
        continue
      }
      let length = status == 204 || status == 304 ? 0 : bodyLength(bytes[start..<end])
      return .head(ResponseHead(status: status, bodyLength: length), end: end)
    }
  }

  /// `HTTP/1.1 200 OK`, with or without a reason.
  private static func status(_ line: ArraySlice<UInt8>) -> Int? {
    let rest = line.dropFirst(version.count)
    let digits = rest.dropFirst(2).prefix(3)
    guard rest.first.map(isDigit) == true, rest.dropFirst().first == .space, digits.count == 3,
      digits.allSatisfy(isDigit),
      [nil, .space, .carriageReturn].contains(rest.dropFirst(5).first)
    else { return nil }
    let status = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    return 100..<600 ~= status ? status : nil
  }

  private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

  /// The position behind the empty line.
  private static func endOfHead(_ bytes: [UInt8], from start: Int) -> Int? {
    var position = start
    var isAtLineStart = false
    while position < bytes.count {
      switch bytes[position] {
      case .lineFeed where isAtLineStart: return position + 1
      case .lineFeed: isAtLineStart = true
      case .carriageReturn: break
      default: isAtLineStart = false
      }
      position += 1
    }
    return nil
  }

  private static func bodyLength(_ head: ArraySlice<UInt8>) -> Int? {
    for line in head.split(separator: .lineFeed).dropFirst() {
      let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1)
      guard parts.count == 2,
        String(decoding: parts[0], as: UTF8.self).lowercased() == "content-length"
      else { continue }
      return Int(
        String(decoding: parts[1].filter { $0 > .space }, as: UTF8.self)
      ).flatMap { $0 >= 0 ? $0 : nil }
    }
    return nil
  }
}

extension UInt8 {
  fileprivate static let lineFeed: UInt8 = 0x0a
  fileprivate static let carriageReturn: UInt8 = 0x0d
  fileprivate static let space: UInt8 = 0x20
}
