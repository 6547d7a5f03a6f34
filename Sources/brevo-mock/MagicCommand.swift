import ArgumentParser
import BrevoStore

struct MagicCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "magic",
    abstract: "List the addresses and numbers whose messages meet a fate of their own.",
    discussion: """
      Example: send a mail to hard-bounce@magic.test, or to hard-bounce+anything@magic.test, and it
      bounces. So does a text message to +15550101.
      """)

  func run() {
    let width = MagicRecipient.table.map(\.address.count).max() ?? 0
    for recipient in MagicRecipient.table {
      let fate = recipient.eventNames.joined(separator: ", ")
      print("\(recipient.address.padded(to: width))  \(fate)")
    }
  }
}
