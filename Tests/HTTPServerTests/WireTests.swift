import HTTP
import TestSupport
import Testing
import WireCases

@Suite("On the wire")
struct WireTests {
  @Test(arguments: WireCases.all)
  func `every case gets its answers and its end`(cases: WireCases) throws {
    let server = try TestServer(limits: cases.limits)
    for wireCase in cases.cases {
      let middle = wireCase.bytes.count / 2
      for pieces in [
        [wireCase.bytes], [Array(wireCase.bytes[..<middle]), Array(wireCase.bytes[middle...])],
      ] {
        let client = try server.connect()
        for piece in pieces { try? client.send(piece) }
        client.endSending()
        #expect(try client.readOutcomes(wireCase) == wireCase.answers, "\(wireCase)")
      }
    }
    #expect(try server.serves())
  }
}

extension RawClient {
  fileprivate func readOutcomes(_ wireCase: WireCase) throws -> [String] {
    var outcomes: [String] = []
    for expected in wireCase.answers {
      let isHead = expected == "200"
      guard let response = try readResponse(isHead: isHead) else { break }
      let isRefusal = response.head.contains("X-Refused: yes")
      let ends = response.head.contains("Connection: close\r\n") && !isRefusal
      outcomes.append(
        isRefusal || isHead
          ? "\(response.status)"
          : response.body.replacing(/^(\S+ \S+)/) { $0.1 + (ends ? " close" : "") })
    }
    let rest = try readToEnd()
    return rest.isEmpty ? outcomes : outcomes + [rest]
  }
}

extension WireCase {
  /// What the client of the case sees: nothing of a request that was cut short, and no body of a
  /// HEAD.
  fileprivate var answers: [String] {
    outcomes.filter { $0 != "…" }.map { $0.hasPrefix("HEAD ") ? "200" : $0 }
  }
}
