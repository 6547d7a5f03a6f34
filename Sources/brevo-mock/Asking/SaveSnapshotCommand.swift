import ArgumentParser
import HTTP
import JSON

struct SaveSnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "save",
    abstract: "Put aside all that an account holds.",
    discussion: "Example: brevo-mock snapshot save before")

  @OptionGroup var snapshot: SnapshotOptions

  func run() throws {
    let answer = try snapshot.asking.client.control(.put, snapshot.path)
    try snapshot.asking.show(answer) {
      "\(snapshot.name) is saved: \(try answer.object["bytes"]?.int ?? 0) bytes"
    }
  }
}
