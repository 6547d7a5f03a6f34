/// The report as people and their tools read it.
extension Report {
  /// What is to be looked at, in a line each.
  var findings: [(kind: String, name: String, sentence: String)] {
    refusals.filter { $0.status >= 500 }.map {
      ("server-error", $0.operation, "\($0.status), \($0.count) times: \($0.sentence)")
    }
      + lints.map { lint, count in
        ("lint", lint.name, "\(count) times: \(lint.sentence) \(lint.advice)")
      }
      + unread.map {
        ("unread", $0.operation, "\($0.count) times: \($0.field) is read by nothing")
      }
      + unmetExpectations.map { ("expectation", "unmet", $0) }
  }

  private func share(_ count: String, _ all: String) -> String {
    let figures = Dictionary(uniqueKeysWithValues: summary.map { ($0.name, $0.count) })
    return "\(figures[count] ?? 0) of \(figures[all] ?? 0)"
  }

  private var headline: String {
    """
    \(calls) calls; \(share("operationsExercised", "operations")) operations, \
    \(share("statusesSeen", "statuses")) statuses
    """
  }

  var text: String {
    var lines = [headline, ""]
    let width = exercised.map(\.name.count).max() ?? 0
    for operation in exercised {
      let padding = String(repeating: " ", count: width - operation.name.count)
      lines.append("\(operation.name)\(padding)  \(operation.statusWords)")
    }
    if strayCalls > 0 { lines.append("no operation of the API: \(strayCalls)") }
    for refusal in refusals {
      let name = refusal.operation.isEmpty ? "-" : refusal.operation
      lines.append(
        "refused: \(name) \(refusal.status), \(refusal.count) times: \(refusal.sentence)")
    }
    for finding in findings {
      lines.append("\(finding.kind): \(finding.name): \(finding.sentence)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  var markdown: String {
    var lines = ["# Contract report", "", headline + ".", ""]
    lines += ["| operation | calls | seen | not seen |", "| --- | --- | --- | --- |"]
    for operation in exercised {
      let unseen = operation.unseen.map { "\($0)" }.joined(separator: ", ")
      lines.append(
        "| \(operation.name) | \(operation.calls) | \(operation.statusWords) | \(unseen) |")
    }
    if !refusals.isEmpty {
      lines += ["", "| refused | status | why | count |", "| --- | --- | --- | --- |"]
      lines += refusals.map {
        "| \($0.operation) | \($0.status) | \($0.sentence.escapedForTable) | \($0.count) |"
      }
    }
    if !findings.isEmpty {
      lines += ["", "| finding | where | what |", "| --- | --- | --- |"]
      lines += findings.map { "| \($0.kind) | \($0.name) | \($0.sentence.escapedForTable) |" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// For the tools that read what JUnit writes: an operation is a test, and so is a finding, which
  /// has failed.
  var junit: String {
    var cases = operations.map { operation in
      let begin = #"<testcase classname="operations" name="\#(operation.name)""#
      return operation.calls > 0
        ? "\(begin)/>" : #"\#(begin)><skipped message="not exercised"/></testcase>"#
    }
    cases += findings.map { finding in
      let name = "\(finding.name): \(finding.sentence)".escapedForXML
      return """
        <testcase classname="\(finding.kind)" name="\(name)">\
        <failure message="\(finding.sentence.escapedForXML)"/></testcase>
        """
    }
    let skipped = operations.count - exercised.count
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuite name="brevo-mock" tests="\(cases.count)" failures="\(findings.count)" \
      errors="0" skipped="\(skipped)">
      \(cases.map { "  \($0)\n" }.joined())</testsuite>

      """
  }
}

extension Report.Operation {
  fileprivate var statusWords: String {
    seen.map { "\($0.status) (\($0.count))" }.joined(separator: ", ")
  }
}

extension String {
  fileprivate var escapedForXML: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      // XML has no word for the other control characters.
      case "\u{0}"..<" ": text += " "
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  fileprivate var escapedForTable: String {
    split(whereSeparator: \.isNewline).joined(separator: " ").replacing("|", with: #"\|"#)
  }
}
