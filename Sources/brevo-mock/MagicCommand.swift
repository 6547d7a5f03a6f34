import ArgumentParser
import BrevoStore

struct MagicCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "magic",
    abstract: "List the addresses whose mail meets a fate of its own.",
    discussion: """
      Example: send a mail to hard-bounce@magic.test, or to hard-bounce+anything@magic.test, and it
      bounces.
      """)

  func run() {
    let width = MagicRecipient.table.map(\.localPart.count).max() ?? 0
    for recipient in MagicRecipient.table {
      let fate = recipient.fate.map(\.lifecycle.name).joined(separator: ", ")
      print("\(recipient.localPart.padded(to: width))@\(MagicRecipient.domain)  \(fate)")
    }
  }
}
