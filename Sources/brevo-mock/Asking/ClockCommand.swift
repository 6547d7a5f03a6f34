import ArgumentParser
import CivilTime
import HTTP
import JSON

struct ClockCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clock",
    abstract: "Show, set, move, freeze or thaw an account's clock.",
    discussion: """
      Example: brevo-mock clock --advance 2h

      What becomes due on the way happens before it answers.
      """)

  /// What a clock does from now on.
  enum Pace: EnumerableFlag {
    case freeze
    case thaw

    static func help(for pace: Self) -> ArgumentHelp? {
      switch pace {
      case .freeze: "Let it stand still."
      case .thaw: "Let it go on from what it shows."
      }
    }
  }

  @OptionGroup var asking: AskingOptions

  @Option(help: "What it is to show: 2026-01-31T12:00:00Z.")
  var set: Instant?

  @Option(help: "How far to move it on: 90s, 5m, 2h.")
  var advance: TimeSpan?

  @Flag(exclusivity: .exclusive)
  var pace: Pace?

  func validate() throws {
    guard set == nil || advance == nil else {
      throw ValidationError("--set and --advance do not go together.")
    }
    guard (advance?.milliseconds ?? 0) % 1000 == 0 else {
      throw ValidationError("--advance takes whole seconds.")
    }
  }

  func run() throws {
    let change: JSONValue = [
      "now": set.map { .string($0.formatted(.milliseconds(.utc))) },
      "advanceSeconds": advance.map { .int($0.milliseconds / 1000) },
      "frozen": pace.map { .bool($0 == .freeze) },
    ]
    let client = try asking.client
    let isQuestion = change.object?.members.isEmpty ?? true
    let answer = try client.control(
      isQuestion ? .get : .put, "/clock", sending: isQuestion ? nil : change.bytes)
    try asking.show(answer) {
      let clock = try answer.object
      return (clock["now"]?.string ?? "") + (clock["frozen"]?.bool == true ? ", frozen" : "")
    }
  }
}

/// `--freeze` of serve is a setting; here it is a deed, which no environment should do unasked.
extension ClockCommand: CommandOfDeeds {
  static let deeds: Set = ["--set", "--advance", "--freeze", "--thaw"]
}

extension TimeSpan: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}
