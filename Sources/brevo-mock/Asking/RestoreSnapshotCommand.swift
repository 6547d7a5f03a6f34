import ArgumentParser
import HTTP

struct RestoreSnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Bring back all that an account held when a snapshot was saved.",
    discussion: "Example: brevo-mock snapshot restore before")

  @OptionGroup var snapshot: SnapshotOptions

  func run() throws {
    let answer = try snapshot.asking.client.control(.post, snapshot.path + "/restore")
    snapshot.asking.show(answer) { "\(snapshot.asking.account) is as it was at \(snapshot.name)" }
  }
}
