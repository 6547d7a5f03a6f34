import BrevoAPI
import BrevoStore
import Emulator
import Foundation
import HTTPServer
import JSON
import TestSupport
import Testing

/// What the documentation says is tried: its shell examples are run against a server, one after the
/// other, and their answers compared with those that are shown.
@Suite("The documentation's walk") struct WalkTests {
  static let folder = "Sources/Emulator/Emulator.docc"

  struct Example {
    let command: String
    let answer: String
  }

  @Test(
    arguments: [
      ("Delivery", 12), ("Outbox", 12), ("Accounts", 4), ("Callbacks", 2), ("Journal", 7),
      ("Faults", 7), ("HTTP", 1),
    ])
  func `can be walked`(page: String, leastCount: Int) throws {
    let text = try Repository.text("\(Self.folder)/\(page).md")
    let examples = text.matches(
      of: /```sh\n(.*?)```\n\n```json\n(.*?)```/.dotMatchesNewlines()
    )
    .map { Example(command: String($0.1), answer: String($0.2)) }
    let count = text.matches(of: /```sh/).count
    #expect(examples.count == count, "an example has no answer")
    #expect(count >= leastCount)

    let server = try HTTPServer(host: "127.0.0.1", port: 0)
    server.start(
      Emulator(
        accounts: try Accounts(in: nil, world: World(), settings: Settings()), version: "test"))
    defer {
      server.stop()
      server.wait()
    }
    for example in examples {
      let command = example.command.replacing("127.0.0.1:2738", with: "127.0.0.1:\(server.port)")
      let output = try Self.run(command)
      let answer = try JSONValue(parsing: Array(output.utf8))
      let shown = try JSONValue(parsing: Array(example.answer.utf8))
      #expect(Self.shape(answer) == Self.shape(shown), "\(example.command)")
    }
  }

  /// What of an answer is the same whenever it is given: dates and words, but not the digits of ids.
  private static func shape(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text):
      let isID = text.hasPrefix("<") || text.contains(/^[0-9a-f]{8}-/)
      return .string(isID ? text.replacing(/[0-9a-f]/, with: "0") : text)
    case .array(let items): return .array(items.map(shape))
    case .object(let object):
      return .object(JSONObject(object.members.map { ($0.name, shape($0.value)) }))
    default: return value
    }
  }

  private static func run(_ command: String) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-euc", command]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw TestFailure("it failed: \(command)") }
    return String(decoding: bytes, as: UTF8.self)
  }
}
