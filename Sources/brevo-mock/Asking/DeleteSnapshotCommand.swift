import ArgumentParser
import HTTP

struct DeleteSnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete",
    abstract: "Delete a snapshot.",
    discussion: "Example: brevo-mock snapshot delete before")

  @OptionGroup var snapshot: SnapshotOptions

  func run() throws {
    let answer = try snapshot.asking.client.control(.delete, snapshot.path)
    snapshot.asking.show(answer) { "\(snapshot.name) is deleted" }
  }
}
