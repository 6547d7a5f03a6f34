import ArgumentParser
import JSON

struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Look for what commonly keeps tests from working, and say what to do.",
    discussion: """
      Example: brevo-mock doctor --port-file port.txt

      Exits with 1 if something is wrong. A note is of what somebody may have wanted.
      """)

  @OptionGroup var asking: AskingOptions

  func run() throws {
    let findings = try Examination(client: asking.client, account: asking.account).findings
    if asking.json {
      print((["findings": .array(findings.map(\.json))] as JSONValue).prettyText)
    } else {
      for finding in findings { print(finding.text) }
    }
    let count = findings.count { $0.verdict == .wrong }
    guard count == 0 else {
      throw Failure(.failure, "\(count) of \(findings.count) checks found something wrong")
    }
  }
}

/// What a check came to.
struct Finding {
  enum Verdict: String {
    case fine
    /// It may be what somebody wanted.
    case note
    case wrong
  }

  var check: String
  var verdict: Verdict
  var sentence: String
  /// What to do about it; nil if there is nothing to do.
  var advice: String?

  var text: String {
    let line = "\(verdict.rawValue.padded(to: 5))  \(check.padded(to: 9))  \(sentence)"
    return advice.map { "\(line)\n\("".padded(to: 18))\($0)" } ?? line
  }

  var json: JSONValue {
    [
      "check": .string(check), "verdict": .string(verdict.rawValue),
      "sentence": .string(sentence), "advice": advice.map { .string($0) },
    ]
  }
}
