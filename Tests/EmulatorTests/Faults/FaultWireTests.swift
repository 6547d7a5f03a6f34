import BrevoAPI
import BrevoStore
import Emulator
import Foundation
import HTTPServer
import JSON
import TestSupport
import Testing

/// A client over a real socket, as the emulator's users have one.
@Suite("A connection that is cut behind the commit") struct FaultWireTests {
  @Test func `leaves the mail there, once, and the retry is refused`() throws {
    let server = try HTTPServer(host: "127.0.0.1", port: 0)
    server.start(
      Emulator(
        accounts: try Accounts(in: nil, world: World(), settings: Settings()), version: "test"))
    defer {
      server.stop()
      server.wait()
    }
    let base = "http://127.0.0.1:\(server.port)"
    func curl(_ path: String, _ body: JSONValue? = nil) throws -> (code: Int32, text: String) {
      var arguments = ["-s", base + path, "-H", "api-key: k"]
      if let body { arguments += ["-H", "content-type: application/json", "-d", body.text] }
      return try Self.run("/usr/bin/curl", arguments)
    }

    let fault: JSONValue = [
      "operation": "sendTransacEmail", "when": ["nth": 1], "phase": "after",
      "what": ["reset": true],
    ]
    #expect(try curl("/_mock/faults", fault).text.contains(#""struck":0"#))
    let mail = Mail.with(["headers": ["idempotencyKey": "order-7"]])
    #expect(try curl("/v3/smtp/email", mail).code == 56, "curl: failure in receiving")
    let list = "/v3/smtp/emails?email=ann%40example.com"
    #expect(try curl(list).text.contains(#""count":1,"#))
    #expect(try curl("/v3/smtp/email", mail).text.contains("Request already processed"))
    #expect(try curl(list).text.contains(#""count":1,"#))
    #expect(try curl("/_mock/faults").text.contains(#""seen":2,"struck":1,"next":[]"#))
  }

  private static func run(_ path: String, _ arguments: [String]) throws -> (Int32, String) {
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }
}
