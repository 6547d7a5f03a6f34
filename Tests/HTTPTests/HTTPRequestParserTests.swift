import HTTP
import Testing
import WireCases

@Suite("The request parser")
struct HTTPRequestParserTests {
  @Test(arguments: WireCases.all)
  func `finds in every case what it should, wherever the bytes are cut`(cases: WireCases) {
    for wireCase in cases.cases {
      let bytes = wireCase.bytes
      let whole = cases.findings(in: [bytes[...]])
      for cut in 0...bytes.count {
        let findings = cases.findings(in: [bytes[..<cut], bytes[cut...]])
        #expect(
          findings.map(\.summary) == wireCase.outcomes(cutAt: cut), "\(wireCase), cut at \(cut)")
        #expect(findings.withoutAsking == whole.withoutAsking, "\(wireCase), cut at \(cut)")
      }
      let single = cases.findings(in: bytes.indices.map { bytes[$0...$0] })
      #expect(single.map(\.summary) == wireCase.outcomes, "\(wireCase), byte by byte")
      #expect(single.withoutAsking == whole.withoutAsking, "\(wireCase), byte by byte")
    }
  }

  /// Texts are looked at eight bytes at a time: none hides among the others.
  @Test(arguments: 0..<20)
  func `sees every byte that may not stand in a target or a value`(place: Int) {
    for byte in UInt8.min ... .max {
      var text = [UInt8](repeating: UInt8(ascii: "a"), count: 20)
      text[place] = byte
      let mayBeInTarget = (0x21...0x7e).contains(byte) && byte != UInt8(ascii: "#")
      let mayBeInValue = byte >= 0x20 && byte != 0x7f || byte == 0x09
      let target = Array("GET /".utf8) + text + Array(" HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
      let value = Array("GET / HTTP/1.1\r\nHost: a\r\nX: ".utf8) + text + Array("\r\n\r\n".utf8)
      #expect(isRequest(target) == mayBeInTarget, "\(byte)")
      #expect(isRequest(value) == mayBeInValue, "\(byte)")
    }
  }

  private func isRequest(_ bytes: [UInt8]) -> Bool {
    var parser = HTTPRequestParser()
    var position = 0
    if case .request = parser.parse(bytes.span, from: &position) { return true }
    return false
  }

  @Test func `is held to many cases`() {
    #expect(WireCases.all.map(\.cases.count).reduce(0, +) >= 200)
  }
}

/// What is found in bytes, all of it.
private enum Finding: Equatable {
  case asksForBody
  case request(HTTPRequest)
  case refusal(HTTPParseError, isHead: Bool)
  case unfinished

  /// In the words of `WireCase.outcomes`.
  var summary: String {
    switch self {
    case .asksForBody: "100"
    case .request(let request): request.summary
    case .refusal(let error, let isHead): (isHead ? "HEAD " : "") + "\(error.status.code)"
    case .unfinished: "…"
    }
  }
}

extension [Finding] {
  fileprivate var withoutAsking: Self { filter { $0 != .asksForBody } }
}

extension WireCases {
  /// What a parser makes of bytes that arrive in pieces, up to the last that it would be given.
  fileprivate func findings(in pieces: [ArraySlice<UInt8>]) -> [Finding] {
    var parser = HTTPRequestParser(limits: limits)
    var findings: [Finding] = []
    for piece in pieces {
      let bytes = Array(piece)
      var position = 0
      repeat {
        switch parser.parse(bytes.span, from: &position) {
        case .partial:
          if parser.takeContinue() { findings.append(.asksForBody) }
        case .request(let request):
          findings.append(.request(request))
          if !request.keepsConnection { return findings }
        case .failure(let error):
          return findings + [.refusal(error, isHead: parser.isHead)]
        }
      } while position < bytes.count
    }
    return parser.phase == .idle ? findings : findings + [.unfinished]
  }
}

extension HTTPRequest {
  fileprivate var summary: String {
    let query = queryText.map { "?" + $0 } ?? ""
    let connection = keepsConnection ? isVersion10 ? " keep-alive" : "" : " close"
    let content = body.isEmpty ? "" : " = " + String(decoding: body, as: UTF8.self)
    return "\(method.rawValue) \(path)\(query)\(connection)\(content)"
  }
}
