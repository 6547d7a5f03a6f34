import ArgumentParser
import JSON

struct FaultCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fault",
    abstract: "Let requests of an account go wrong.",
    discussion: "Example: brevo-mock fault add --operation sendTransacEmail --nth 2 --status 503",
    subcommands: [AddFaultCommand.self, ListFaultsCommand.self, ClearFaultsCommand.self])
}

extension JSONObject {
  /// A fault in one line: its number, for what it is, what it does, and how often it did.
  var faultLine: String {
    let told = ["operation", "method", "path", "match", "when", "phase", "what"]
    let words = told.compactMap { name in
      self[name].map { "\(name) \($0.string ?? $0.text)" }
    }
    let struck = "struck \(self["struck"]?.int ?? 0) of \(self["seen"]?.int ?? 0)"
    return "\(self["id"]?.int ?? 0)  \(words.joined(separator: "  "))  \(struck)"
  }
}
