import HTTP

extension FuzzTarget {
  /// Requests as they come from a socket.
  static let http = FuzzTarget(name: "http") { bytes in
    for limits in [HTTPLimits(), .narrow] {
      let whole = Conversation(bytes, inPiecesOf: max(1, bytes.count), limits)
      for size in [1, 3, 16] {
        require(
          Conversation(bytes, inPiecesOf: size, limits) == whole,
          "in pieces of \(size) bytes it is not what it is as a whole, \(whole)")
      }
      for request in whole.requests {
        require(request.body.count <= limits.body, "a body is larger than is granted")
        let again = Conversation(request.wireBytes, inPiecesOf: .max, .wide)
        require(
          again.requests.count == 1 && again.requests[0].isSame(as: request),
          "written again, \(request) is read as \(again)")
      }
    }
  }
}

/// All that a parser makes of some bytes.
private struct Conversation: Equatable {
  var requests: [HTTPRequest] = []
  var failure: HTTPParseError?
  /// What the next byte would belong to.
  var phase = HTTPRequestParser.Phase.idle

  init(_ bytes: [UInt8], inPiecesOf size: Int, _ limits: HTTPLimits) {
    var parser = HTTPRequestParser(limits: limits)
    var start = 0
    while start < bytes.count {
      let piece = Array(bytes[start...].prefix(size))
      start += piece.count
      var position = 0
      while position < piece.count {
        switch parser.parse(piece.span, from: &position) {
        case .partial: require(position == piece.count, "bytes were left")
        case .request(let request): requests.append(request)
        case .failure(let error):
          failure = error
          return
        }
      }
    }
    phase = parser.phase
  }
}

extension HTTPLimits {
  /// Such that small inputs reach them.
  fileprivate static let narrow: HTTPLimits = {
    var limits = HTTPLimits()
    limits.requestLine = 40
    limits.fieldSection = 80
    limits.fieldCount = 4
    limits.body = 20
    return limits
  }()

  /// Texts that are no UTF-8 are longer when they are written again.
  fileprivate static let wide: HTTPLimits = {
    var limits = HTTPLimits()
    limits.fieldSection *= 4
    return limits
  }()
}

extension HTTPRequest {
  fileprivate var wireBytes: [UInt8] {
    var bytes = Array("\(method.rawValue) \(target) HTTP/1.\(isVersion10 ? 0 : 1)\r\n".utf8)
    for (name, value) in fields { bytes += Array("\(name): \(value)\r\n".utf8) }
    bytes += Array("\r\n".utf8)
    guard fields["Transfer-Encoding"] != nil else { return bytes + body }
    if !body.isEmpty {
      bytes += Array("\(String(body.count, radix: 16))\r\n".utf8) + body + Array("\r\n".utf8)
    }
    return bytes + Array("0\r\n\r\n".utf8)
  }

  fileprivate func isSame(as other: HTTPRequest) -> Bool {
    method == other.method && target == other.target && path == other.path
      && queryText == other.queryText && authority == other.authority && body == other.body
      && isVersion10 == other.isVersion10 && keepsConnection == other.keepsConnection
      && fields.elementsEqual(other.fields, by: ==)
  }
}
