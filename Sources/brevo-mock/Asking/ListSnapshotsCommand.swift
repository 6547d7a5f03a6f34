import ArgumentParser
import HTTP
import JSON

struct ListSnapshotsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the snapshots of an account.",
    discussion: "Example: brevo-mock snapshot list --json")

  @OptionGroup var asking: AskingOptions

  func run() throws {
    let answer = try asking.client.control(.get, "/snapshots")
    try asking.show(answer) {
      let lines = (try answer.object["snapshots"]?.array ?? []).map { item in
        let row = item.object
        return [
          row?["name"]?.string ?? "", row?["at"]?.string ?? "", "\(row?["bytes"]?.int ?? 0) bytes",
        ].joined(separator: "  ")
      }
      return lines.isEmpty ? "there is none" : lines.joined(separator: "\n")
    }
  }
}
