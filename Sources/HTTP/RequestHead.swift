/// The head of a request as its lines come in, and what they say of the body behind them.
struct RequestHead: Sendable {
  enum Framing: Equatable {
    case none
    case sized(Int)
    case chunked
  }

  private(set) var method = HTTPMethod.get
  private(set) var target = ""
  private(set) var fields = HTTPFields()
  private(set) var isVersion10 = false
  private(set) var expectsContinue = false

  private var hasHost = false
  private var asksToClose = false
  private var asksToStay = false
  private var contentLength: Int?
  private var codings = TransferCodings()

  var keepsConnection: Bool { !asksToClose && (!isVersion10 || asksToStay) }

  /// Reads the request line, without its line end (RFC 9112, section 3).
  mutating func start(_ line: Span<UInt8>) throws(HTTPParseError) {
    guard let methodEnd = line.firstIndex(of: .space), methodEnd > 0,
      let targetEnd = line.firstIndex(of: .space, from: methodEnd + 1)
    else { throw .malformedRequestLine }
    for index in 0..<methodEnd where !ByteSet.token.contains(line[index]) {
      throw .malformedRequestLine
    }
    let token = line.extracting(0..<methodEnd)
    method = HTTPMethod(token)
    try readVersion(line.extracting(targetEnd + 1..<line.count))
    guard !token.isEqual(to: "CONNECT") else { throw .connectNotServed }
    try RequestTarget.check(line.extracting(methodEnd + 1..<targetEnd), method: method)
    // What passes the check is ASCII.
    target = line.extracting(methodEnd + 1..<targetEnd).asciiText
  }

  /// A minor version beyond 1 is served as 1.1, as RFC 9110, section 2.5, asks.
  private mutating func readVersion(_ text: Span<UInt8>) throws(HTTPParseError) {
    guard text.count == 8, text[0] == UInt8(ascii: "H"), text[1] == UInt8(ascii: "T"),
      text[2] == UInt8(ascii: "T"), text[3] == UInt8(ascii: "P"), text[4] == UInt8(ascii: "/"),
      text[5].isDigit, text[6] == UInt8(ascii: "."), text[7].isDigit
    else { throw .malformedVersion }
    guard text[5] == UInt8(ascii: "1") else { throw .versionNotSupported }
    isVersion10 = text[7] == UInt8(ascii: "0")
  }

  /// Reads one field line, without its line end. It is one of the fields once it is kept.
  mutating func read(_ line: Span<UInt8>) throws(HTTPParseError) {
    let field = try FieldLine(line)
    let name = line.extracting(field.name)
    fields.note(name)
    let value = line.extracting(field.value)
    switch name.count {
    case 4 where name.equalsIgnoringCase("host"): try readHost(value)
    case 6 where name.equalsIgnoringCase("expect"): try readExpectation(value)
    case 10 where name.equalsIgnoringCase("connection"): readConnection(value)
    case 14 where name.equalsIgnoringCase("content-length"): try readLength(value)
    case 17 where name.equalsIgnoringCase("transfer-encoding"): try codings.read(value)
    default: break
    }
  }

  /// Keeps field lines that were read, line ends included.
  mutating func keep(_ lines: Span<UInt8>) { fields.append(checked: lines) }

  /// What follows the head, once its last line is in.
  func framing(limit: Int) throws(HTTPParseError) -> Framing {
    guard hasHost || isVersion10 else { throw .missingHost }
    if codings.isPresent {
      guard contentLength == nil else { throw .lengthWithCoding }
      guard !isVersion10 else { throw .codingInVersion10 }
      try codings.finish()
      return .chunked
    }
    guard let contentLength, contentLength > 0 else { return .none }
    guard contentLength <= limit else { throw .bodyTooLarge }
    return .sized(contentLength)
  }

  func request(body: [UInt8]) -> HTTPRequest {
    HTTPRequest(
      method, target, fields: fields, body: body, isVersion10: isVersion10,
      keepsConnection: keepsConnection)
  }

  private mutating func readHost(_ value: Span<UInt8>) throws(HTTPParseError) {
    guard !hasHost else { throw .repeatedHost }
    guard RequestTarget.isAuthority(value) else { throw .malformedHost }
    hasHost = true
  }

  private mutating func readConnection(_ value: Span<UInt8>) {
    value.forEachListElement { option in
      if option.equalsIgnoringCase("close") { asksToClose = true }
      if option.equalsIgnoringCase("keep-alive") { asksToStay = true }
    }
  }

  /// HTTP/1.0 had no expectations: there it is ignored (RFC 9110, section 10.1.1).
  private mutating func readExpectation(_ value: Span<UInt8>) throws(HTTPParseError) {
    guard !isVersion10 else { return }
    try value.forEachListElement { expectation throws(HTTPParseError) in
      if expectation.isEmpty { return }
      guard expectation.equalsIgnoringCase("100-continue") else { throw .expectationFailed }
      expectsContinue = true
    }
  }

  /// The same number said twice is one number (RFC 9110, section 8.6); one too large to count is
  /// just too large.
  private mutating func readLength(_ value: Span<UInt8>) throws(HTTPParseError) {
    try value.forEachListElement { digits throws(HTTPParseError) in
      guard !digits.isEmpty else { throw .malformedLength }
      var length = 0
      for index in digits.indices {
        guard digits[index].isDigit else { throw .malformedLength }
        let (tens, overflow) = length.multipliedReportingOverflow(by: 10)
        let (sum, carry) = tens.addingReportingOverflow(Int(digits[index] - UInt8(ascii: "0")))
        length = overflow || carry ? Int.max : sum
      }
      guard contentLength == nil || contentLength == length else { throw .malformedLength }
      contentLength = length
    }
  }
}

extension HTTPMethod {
  /// The method that a token names.
  fileprivate init(_ token: Span<UInt8>) {
    self =
      switch token.count {
      case 3 where token.isEqual(to: "GET"): .get
      case 4 where token.isEqual(to: "POST"): .post
      default: HTTPMethod(rawValue: token.asciiText)
      }
  }
}
