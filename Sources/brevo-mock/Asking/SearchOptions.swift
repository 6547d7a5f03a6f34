import ArgumentParser
import BrevoAPI
import HTTP
import JSON

/// Which messages are meant, and what is taken out of them.
struct SearchOptions: ParsableArguments {
  @Option(help: "Address or number of the recipient.")
  var to: String?

  @Option(help: "Address of the sender.")
  var from: String?

  @Option(help: "What stands somewhere in the subject.")
  var subject: String?

  @Option(help: "One of the tags.")
  var tag: String?

  @Option(help: "The template that they were made from.")
  var templateID: Int64?

  @Option(help: "The id that sending answered.")
  var messageID: String?

  @Option(help: "What stands somewhere in the text or the HTML.")
  var contains: String?

  @Option(help: "When they left at the earliest: 2026-01-31T12:00:00Z.")
  var since: String?

  @Option(help: "What they are: email, sms, notice.")
  var kind: String?

  @Option(help: "What is taken out of each and printed alone: otp or link.")
  var extract: Extract?

  /// These conditions and `others` as a query, with its question mark.
  func query(_ others: [(name: String, value: String?)] = []) -> String {
    let own: [(name: String, value: String?)] = [
      ("to", to), ("from", from), ("subject", subject), ("tag", tag),
      ("templateId", templateID.map { "\($0)" }), ("messageId", messageID), ("contains", contains),
      ("since", since), ("kind", kind), ("extract", extract?.rawValue),
    ]
    let items = (own + others).compactMap { name, value in
      value.map { "\(name)=\(PercentEncoding.encode($0))" }
    }
    return items.isEmpty ? "" : "?" + items.joined(separator: "&")
  }

  /// A line for each message of an answer: what was taken out of it, or what it is.
  func lines(_ answer: ControlClient.Answer) throws -> [String] {
    let messages = (try answer.object["messages"]?.array ?? []).compactMap(\.object)
    guard let extract else { return messages.map(\.messageLine) }
    let found = messages.compactMap { $0["extracted"]?.string }
    guard !found.isEmpty || messages.isEmpty else {
      throw Failure(
        .failure, "no message that matches has what --extract \(extract.rawValue) takes")
    }
    return found
  }
}

extension Extract: ExpressibleByArgument {}

extension JSONObject {
  /// A message in one line.
  var messageLine: String {
    let text = { (name: String) in self[name]?.string ?? "" }
    return "\(text("at"))  \(text("kind"))  \(text("to"))  \(text("subject"))  \(text("id"))"
  }
}
