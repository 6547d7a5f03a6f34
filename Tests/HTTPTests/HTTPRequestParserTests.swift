import HTTP
import Testing
import WireCases

@Suite("The request parser")
struct HTTPRequestParserTests {
  @Test(arguments: WireCases.all)
  func `finds in every case what it should`(cases: WireCases) {
    for wireCase in cases.cases {
      let outcomes = cases.outcomes(of: [wireCase.bytes[...]])
      #expect(outcomes.map(\.summary) == wireCase.outcomes, "\(wireCase)")
    }
  }

  @Test(arguments: WireCases.all)
  func `finds the same wherever the bytes are cut`(cases: WireCases) {
    for wireCase in cases.cases {
      let bytes = wireCase.bytes
      let whole = cases.outcomes(of: [bytes[...]])
      for cut in bytes.indices {
        let outcomes = cases.outcomes(of: [bytes[..<cut], bytes[cut...]])
        #expect(outcomes == whole, "\(wireCase), cut at \(cut)")
      }
      let single = cases.outcomes(of: bytes.indices.map { bytes[$0...$0] })
      #expect(single == whole, "\(wireCase), byte by byte")
    }
  }

  @Test func `is held to many cases`() {
    #expect(WireCases.all.map(\.cases.count).reduce(0, +) >= 200)
  }
}

extension WireCases {
  /// What a parser makes of bytes that arrive in pieces; `.partial` at the end, if something is.
  func outcomes(of pieces: [ArraySlice<UInt8>]) -> [HTTPRequestParser.Outcome] {
    var parser = HTTPRequestParser(limits: limits)
    var outcomes: [HTTPRequestParser.Outcome] = []
    for piece in pieces {
      let bytes = Array(piece)
      var position = 0
      repeat {
        let outcome = parser.parse(bytes.span, from: &position)
        if outcome != .partial { outcomes.append(outcome) }
        if outcome.isLast { return outcomes }
      } while position < bytes.count
    }
    return parser.phase == .idle ? outcomes : outcomes + [.partial]
  }
}

extension HTTPRequestParser.Outcome {
  fileprivate var isLast: Bool {
    switch self {
    case .partial: false
    case .request(let request): !request.keepsConnection
    case .failure: true
    }
  }

  /// In the words of `WireCase.outcomes`.
  fileprivate var summary: String {
    switch self {
    case .partial: "…"
    case .request(let request): request.summary
    case .failure(let error): "\(error.status.code)"
    }
  }
}

extension HTTPRequest {
  fileprivate var summary: String {
    let query = queryText.map { "?" + $0 } ?? ""
    let end = keepsConnection ? "" : " close"
    let content = body.isEmpty ? "" : " = " + String(decoding: body, as: UTF8.self)
    return "\(method.rawValue) \(path)\(query)\(end)\(content)"
  }
}
