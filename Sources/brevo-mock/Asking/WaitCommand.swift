import ArgumentParser
import Emulator
import HTTP
import JSON

struct WaitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wait",
    abstract: "Wait until messages that match are there, and list them.",
    discussion: """
      Example: code=$(brevo-mock wait --to ann@example.com --extract otp)

      Exits with 1 if they do not come in time, and says which messages come nearest.
      """)

  @OptionGroup var asking: AskingOptions
  @OptionGroup(title: "Conditions") var search: SearchOptions

  @Option(help: "How many must be there.")
  var count = 1

  @Option(help: "Seconds to wait at most; 60 is the longest.")
  var timeout = 10.0

  func validate() throws {
    guard (0...60).contains(timeout) else { throw ValidationError("--timeout is 0 to 60.") }
  }

  func run() throws {
    let milliseconds = Int((timeout * 1000).rounded())
    var client = try asking.client
    client.patience += Int(timeout)
    let query = search.query([("count", "\(count)"), ("timeout", "\(milliseconds)ms")])
    let answer = try client.ask(.get, "\(Emulator.controlPath)/messages/wait\(query)")
    guard answer.status == 200 else {
      if asking.json { print(answer.text) }
      throw unmet(answer)
    }
    try asking.show(answer) { try search.lines(answer).joined(separator: "\n") }
  }

  private func unmet(_ answer: ControlClient.Answer) -> Failure {
    var failure = Failure(answer)
    let nearest = (try? answer.object)?["nearest"]?.array ?? []
    for message in nearest.compactMap(\.object) {
      let differs = (message["differs"]?.array ?? []).compactMap(\.string)
      failure.description +=
        "\n  \(message.messageLine)  differs in \(differs.joined(separator: ", "))"
    }
    return failure
  }
}
