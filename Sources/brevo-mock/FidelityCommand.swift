import ArgumentParser
import BrevoAPI

struct FidelityCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fidelity",
    abstract: "List where documents and live service differ, and what each side does.",
    discussion: "Example: brevo-mock serve --fidelity observed takes the right-hand side.")

  func run() {
    for row in Fidelity.rows {
      print("\(row.id)  \(row.situation)")
      print("    documented: \(row.documented)")
      print("    observed:   \(row.observed)")
      print("    source:     \(row.source)")
    }
  }
}
