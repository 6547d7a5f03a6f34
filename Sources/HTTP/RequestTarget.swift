import Glibc

/// The forms of a request target (RFC 9112, section 3.2), checked on the bytes.
enum RequestTarget {
  /// Refuses a target that is none: what passes, `HTTPRequest` can take apart.
  static func check(_ target: Span<UInt8>, method: HTTPMethod) throws(HTTPParseError) {
    guard !target.isEmpty else { throw .malformedRequestLine }
    let suspects = target.startOfSuspects(
      below: 0x21, or: 0x7F, UInt8(ascii: "#"), orNotASCII: true)
    for index in suspects..<target.count where !ByteSet.target.contains(target[index]) {
      throw .malformedTarget
    }
    if target[0] == UInt8(ascii: "/") { return }
    if target.count == 1, target[0] == UInt8(ascii: "*") {
      guard method == .options else { throw .malformedTarget }
      return
    }
    guard let scheme = schemeLength(target) else { throw .malformedTarget }
    var end = scheme
    while end < target.count, target[end] != UInt8(ascii: "/"), target[end] != UInt8(ascii: "?") {
      end += 1
    }
    guard scheme < end, isAuthority(target.extracting(scheme..<end)),
      target[scheme] != UInt8(ascii: ":")
    else { throw .malformedTarget }
  }

  /// The length of `http://` or `https://` at the start of an absolute form.
  static func schemeLength(_ target: Span<UInt8>) -> Int? {
    if target.count > 7, target.extracting(0..<7).equalsIgnoringCase("http://") { return 7 }
    if target.count > 8, target.extracting(0..<8).equalsIgnoringCase("https://") { return 8 }
    return nil
  }

  /// Whether a text is `uri-host [":" port]` (RFC 9110, section 7.2); the host may be empty, as in
  /// `Host:`.
  static func isAuthority(_ text: Span<UInt8>) -> Bool {
    var position = 0
    if text.count > 0, text[0] == UInt8(ascii: "[") {
      guard let end = text.firstIndex(of: UInt8(ascii: "]")) else { return false }
      var address = in6_addr()
      guard inet_pton(AF_INET6, text.text(1..<end), &address) == 1 else { return false }
      position = end + 1
    } else {
      while position < text.count, ByteSet.registeredName.contains(text[position]) {
        if text[position] == UInt8(ascii: "%"), text.escapedByte(at: position) == nil {
          return false
        }
        position += 1
      }
    }
    guard position < text.count else { return true }
    guard text[position] == UInt8(ascii: ":") else { return false }
    for index in position + 1..<text.count where !text[index].isDigit { return false }
    return true
  }
}
