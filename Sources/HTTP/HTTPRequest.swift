/// One request, complete and in memory.
///
/// A class, because it is handed on from stage to stage, and kept in journals: that costs one
/// reference.
package final class HTTPRequest: Sendable {
  package let method: HTTPMethod

  /// The request target as received.
  package let target: String

  /// The path of the target, percent-encoded where it must be; `*` for `OPTIONS *`.
  package let path: String

  /// What follows the first `?` of the target, still encoded; nil without one.
  package let queryText: String?

  /// The host, and port if there is one, that the request is meant for: the target's if it names
  /// one, else `Host`'s.
  package var authority: String? { targetAuthority ?? fields["Host"] }

  /// Whether there is an authority, and one that passes a test of its bytes.
  package func isAuthority(_ test: (Span<UInt8>) -> Bool) -> Bool {
    if let targetAuthority { return test(targetAuthority.utf8.span) }
    return fields.has("host", where: test)
  }

  package let fields: HTTPFields
  package let body: [UInt8]

  /// Whether it was HTTP/1.0 that was spoken.
  package let isVersion10: Bool

  /// Whether the client wants to use its connection again.
  package let keepsConnection: Bool

  /// Whether there are signs in the target that are escaped or should be: `%`, `+`, `<` or `>`.
  package var hasSignsInTarget: Bool {
    let bytes = target.utf8.span
    // Below the comma are the first two, and others that come with a query.
    let suspects = bytes.startOfSuspects(
      below: UInt8(ascii: ","), or: UInt8(ascii: "<"), UInt8(ascii: ">"))
    for index in suspects..<bytes.count where ByteSet.escapeSigns.contains(bytes[index]) {
      return true
    }
    return false
  }

  private let targetAuthority: String?

  /// A request for a target in origin form (`/path?query`) or absolute form
  /// (`http://host/path?query`), or for `*`.
  package init(
    _ method: HTTPMethod, _ target: String, fields: HTTPFields = [:], body: [UInt8] = [],
    isVersion10: Bool = false, keepsConnection: Bool = true
  ) {
    self.method = method
    self.target = target
    self.fields = fields
    self.body = body
    self.isVersion10 = isVersion10
    self.keepsConnection = keepsConnection

    let text = target.utf8
    var start = text.startIndex
    if text.first == UInt8(ascii: "/") || target == "*" {
      targetAuthority = nil
    } else if let scheme = RequestTarget.schemeLength(text.span) {
      let host = text.index(text.startIndex, offsetBy: scheme)
      start =
        text[host...].firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") }
        ?? text.endIndex
      targetAuthority = String(target[host..<start])
    } else {
      preconditionFailure("a target is a path, a URL or *")
    }

    let bytes = text.span
    let mark = bytes.firstIndex(
      of: UInt8(ascii: "?"), from: text.distance(from: text.startIndex, to: start)
    ).map { text.index(text.startIndex, offsetBy: $0) }
    queryText = mark.map { String(target[text.index(after: $0)...]) }
    // Without host and query the path is the target: the same string, not a copy.
    let isWhole = start == text.startIndex && mark == nil
    let path = isWhole ? target : String(target[start..<(mark ?? text.endIndex)])
    self.path = path.isEmpty ? "/" : PercentEncoding.normalized(path)
  }
}

extension HTTPRequest: Equatable {
  package static func == (left: HTTPRequest, right: HTTPRequest) -> Bool {
    left === right
      || left.method == right.method && left.target == right.target && left.fields == right.fields
        && left.body == right.body && left.isVersion10 == right.isVersion10
        && left.keepsConnection == right.keepsConnection
  }
}
