import Emulator
import HTTP
import HTTPServer
import JSON
import TestSupport
import Testing
import WireCases

@Suite("What is no request at all") struct WireRefusalTests {
  @Test(arguments: WireCases.all)
  func `is refused in the envelope that the service has`(cases: WireCases) throws {
    let server = try HTTPServer(host: "127.0.0.1", port: 0, limits: cases.limits)
    server.start(try TestClient().emulator)
    for wireCase in cases.cases {
      guard let status = wireCase.refusal, let outcome = wireCase.outcomes.last else { continue }
      let client = try RawClient(server.port)
      try client.send(wireCase.bytes)
      for _ in wireCase.outcomes(cutAt: wireCase.bytes.count).dropLast() {
        _ = try client.readResponse()
      }
      let isHead = outcome.hasPrefix("HEAD ")
      let answer = try #require(try client.readResponse(isHead: isHead))
      #expect(answer.status == status, "\(wireCase)")
      #expect(answer.head.contains("\r\nContent-Type: application/json\r\n"), "\(wireCase)")
      #expect(answer.body.isEmpty == isHead, "\(wireCase)")
      if !isHead {
        let body = try JSONValue(parsing: Array(answer.body.utf8)).object
        #expect(body?.members.map(\.name) == ["code", "message"], "\(wireCase)")
        #expect(body?["code"] == "bad_request", "\(wireCase)")
        #expect(body?["message"]?.string?.isEmpty == false, "\(wireCase)")
      }
      #expect(try client.readToEnd() == "", "\(wireCase)")
    }
  }
}
