import ArgumentParser
import HTTP

struct SnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "snapshot",
    abstract: "Put aside what an account holds, and bring it back.",
    discussion: "Example: brevo-mock snapshot save before && brevo-mock snapshot restore before",
    subcommands: [
      SaveSnapshotCommand.self, ListSnapshotsCommand.self, RestoreSnapshotCommand.self,
      ForkSnapshotCommand.self, DeleteSnapshotCommand.self,
    ])
}

/// The snapshot that a command is about.
struct SnapshotOptions: ParsableArguments {
  @OptionGroup var asking: AskingOptions

  @Argument(help: "The snapshot's name.")
  var name: String

  var path: String { "/snapshots/\(PercentEncoding.encode(name))" }
}
