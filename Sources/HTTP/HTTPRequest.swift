/// One request, complete and in memory.
package struct HTTPRequest: Sendable, Equatable {
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

  package var fields: HTTPFields
  package var body: [UInt8]

  /// Whether it was HTTP/1.0 that was spoken.
  package var isVersion10 = false

  /// Whether the client wants to use its connection again.
  package var keepsConnection = true

  private let targetAuthority: String?

  /// A request for a target in origin form (`/path?query`) or absolute form
  /// (`http://host/path?query`), or for `*`.
  package init(
    _ method: HTTPMethod, _ target: String, fields: HTTPFields = [:], body: [UInt8] = []
  ) {
    self.method = method
    self.target = target
    self.fields = fields
    self.body = body

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

    let mark = text[start...].firstIndex(of: UInt8(ascii: "?"))
    queryText = mark.map { String(target[text.index(after: $0)...]) }
    // Without host and query the path is the target: the same string, not a copy.
    let isWhole = start == text.startIndex && mark == nil
    let path = isWhole ? target : String(target[start..<(mark ?? text.endIndex)])
    self.path = path.isEmpty ? "/" : PercentEncoding.normalized(path)
  }
}
