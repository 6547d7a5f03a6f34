import HTTP
import Testing
import WireCases

@Suite("The request parser")
struct HTTPRequestParserTests {
  @Test(arguments: WireCases.all)
  func `finds in every case what it should`(cases: WireCases) {
    for wireCase in cases.cases {
      let outcomes = cases.outcomes(of: [wireCase.bytes[...]])
      #expect(outcomes == wireCase.outcomes, "\(wireCase)")
    }
  }

  @Test(arguments: WireCases.all)
  func `finds the same wherever the bytes are cut`(cases: WireCases) {
    for wireCase in cases.cases {
      let bytes = wireCase.bytes
      for cut in bytes.indices {
        let outcomes = cases.outcomes(of: [bytes[..<cut], bytes[cut...]])
        #expect(outcomes == wireCase.outcomes, "\(wireCase), cut at \(cut)")
      }
      let single = cases.outcomes(of: bytes.indices.map { bytes[$0...$0] })
      #expect(single == wireCase.outcomes, "\(wireCase), byte by byte")
    }
  }

  @Test func `is held to many cases`() {
    #expect(WireCases.all.map(\.cases.count).reduce(0, +) >= 200)
  }
}

extension WireCases {
  /// What a parser makes of bytes that arrive in pieces, in the words of `WireCase.outcomes`.
  func outcomes(of pieces: [ArraySlice<UInt8>]) -> [String] {
    var parser = HTTPRequestParser(limits: limits)
    var outcomes: [String] = []
    for piece in pieces {
      let bytes = Array(piece)
      var position = 0
      repeat {
        switch parser.parse(bytes.span, from: &position) {
        case .partial: break
        case .request(let request):
          outcomes.append(request.summary)
          if !request.keepsConnection { return outcomes }
        case .failure(let error):
          return outcomes + ["\(error.status.code)"]
        }
      } while position < bytes.count
    }
    return parser.phase == .idle ? outcomes : outcomes + ["…"]
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
