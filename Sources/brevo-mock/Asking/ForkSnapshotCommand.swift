import ArgumentParser
import HTTP
import JSON

struct ForkSnapshotCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fork",
    abstract: "Make another account that begins as a snapshot.",
    discussion: "Example: brevo-mock snapshot fork before xkeysib-other")

  @OptionGroup var snapshot: SnapshotOptions

  @Argument(help: "The API key of the other account.")
  var other: String

  @Flag(help: "Let it take the place of an account that is there.")
  var replace = false

  func run() throws {
    let body: JSONValue = ["key": .string(other), "replace": .bool(replace)]
    let answer = try snapshot.asking.client.control(
      .post, snapshot.path + "/fork", sending: body.bytes)
    snapshot.asking.show(answer) { "\(other) begins as \(snapshot.name)" }
  }
}
