import ArgumentParser
import Emulator
import HTTP
import JSON

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Tell where a server runs, and what it holds; exit with 1 if there is none.",
    discussion: "Example: brevo-mock status --port-file port.txt")

  @OptionGroup var asking: AskingOptions

  func run() throws {
    let client = try asking.client
    let version = try client.version()
    // Asking an account for its messages would make it.
    let accounts = try client.control(.get, "/accounts?limit=0").object["count"]?.int ?? 0
    let own = "/accounts/\(PercentEncoding.encode(asking.account))"
    let exists = try client.ask(.get, Emulator.controlPath + own).status == 200
    let messages =
      exists ? try client.control(.get, "/messages?limit=0").object["count"]?.int ?? 0 : 0
    if asking.json {
      let answer: JSONValue = [
        "url": .string(client.origin), "version": .string(version), "accounts": .int(accounts),
        "messages": .int(messages),
      ]
      return print(answer.prettyText)
    }
    print("\(client.origin) runs, version \(version)")
    print("accounts  \(accounts)")
    print("messages  \(messages) of \(asking.account)")
  }
}

extension ControlClient {
  /// The version of the program that serves.
  func version() throws -> String {
    let document = try ask(.get, "/openapi.json").object
    guard document["info"]?.object?["title"]?.string == "brevo-mock",
      let version = document["info"]?.object?["version"]?.string
    else { throw Failure(.failure, "what answers at \(origin) is no brevo-mock") }
    return version
  }
}
