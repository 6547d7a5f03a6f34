import ArgumentParser
import HTTP
import JSON

struct ListFaultsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List what is to go wrong, and how often it did.",
    discussion: "Example: brevo-mock fault list")

  @OptionGroup var asking: AskingOptions

  func run() throws {
    let answer = try asking.client.control(.get, "/faults")
    try asking.show(answer) {
      let lines = (try answer.object["faults"]?.array ?? []).compactMap { $0.object?.faultLine }
      return lines.isEmpty ? "there is none" : lines.joined(separator: "\n")
    }
  }
}
