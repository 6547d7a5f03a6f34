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
    discussion: "Example: brevo-mock endpoints --json")

  @Flag(help: "As JSON, with the statuses that each operation answers.")
  var json = false

  func run() {
    let endpoints = Catalogue.endpoints
    if json {
      print(JSONValue.array(endpoints.map(\.json)).prettyText)
      return
    }
    let width = endpoints.map(\.path.count).max() ?? 0
    for endpoint in endpoints {
      let method = endpoint.method.rawValue.padded(to: 6)
      print("\(method) \(endpoint.path.padded(to: width))  \(endpoint.name)")
    }
    print("\(endpoints.count) of 50 documented operations")
  }
}

extension BrevoEndpoint {
  fileprivate var json: JSONValue {
    [
      "method": .string(method.rawValue), "path": .string(Emulator.basePath + path),
      "operation": .string(name), "summary": .string(summary),
      "statuses": .array(responses.map { .int(Int64($0.status.code)) }),
    ]
  }
}

extension String {
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
