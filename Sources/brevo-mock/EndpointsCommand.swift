import APIContract
import ArgumentParser
import BrevoAPI
import Emulator
import HTTP
import JSON

struct EndpointsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "endpoints",
    abstract: "List the operations that are answered.",
    discussion: """
      Example: brevo-mock endpoints --json

      With --control, those below /_mock, by which tests steer the emulator.
      """)

  @Flag(help: "As JSON, with the statuses that each operation answers.")
  var json = false

  @Flag(help: "Those that control the emulator, in the place of the documented ones.")
  var control = false

  func run() {
    let path = Emulator.controlPath
    let rows =
      control
      ? Control.endpoints.map { Row($0, below: path) }
        + Operations.endpoints.map { Row($0, below: path) }
      : Catalogue.endpoints.map { Row($0, below: Emulator.basePath) }
    if json {
      print(JSONValue.array(rows.map(\.json)).prettyText)
      return
    }
    let width = rows.map(\.path.count).max() ?? 0
    for row in rows {
      print("\(row.method.padded(to: 6)) \(row.path.padded(to: width))  \(row.name)")
    }
    if !control { print("\(rows.count) of 50 documented operations") }
  }
}

/// What is told of an endpoint.
private struct Row {
  let method: String
  /// Below the base path of the documented API, which goes without saying, or from the root on.
  let path: String
  let name: String
  let json: JSONValue

  init<Context>(_ endpoint: Endpoint<Context>, below basePath: String) {
    method = endpoint.method.rawValue
    path = basePath == Emulator.basePath ? endpoint.path : basePath + endpoint.path
    name = endpoint.name
    json = [
      "method": .string(method), "path": .string(basePath + endpoint.path),
      "operation": .string(name), "summary": .string(endpoint.summary),
      "statuses": .array(endpoint.responses.map { .int(Int64($0.status.code)) }),
    ]
  }
}

extension String {
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
