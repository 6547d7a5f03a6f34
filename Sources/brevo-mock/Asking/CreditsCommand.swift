import ArgumentParser
import HTTP
import JSON

struct CreditsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "credits",
    abstract: "Show or set what is left of an account's credits.",
    discussion: "Example: brevo-mock credits --email 1")

  @OptionGroup var asking: AskingOptions

  @Option(help: "How many recipients of mail are to be left.")
  var email: Int64?

  @Option(help: "What is to be left for text messages.")
  var sms: Double?

  func validate() throws {
    guard email ?? 0 >= 0 else { throw ValidationError("--email is not negative.") }
    guard sms ?? 0 >= 0 else { throw ValidationError("--sms is not negative.") }
  }

  func run() throws {
    let change: JSONValue = ["email": email.map { .int($0) }, "sms": sms.map { .double($0) }]
    let client = try asking.client
    let isQuestion = email == nil && sms == nil
    let answer = try client.control(
      isQuestion ? .get : .put, "/credits", sending: isQuestion ? nil : change.bytes)
    try asking.show(answer) {
      let credits = try answer.object
      let (mail, messages) = (credits["email"] ?? .null, credits["sms"] ?? .null)
      return "\(mail.text) for mail, \(messages.text) for text messages"
    }
  }
}

/// Nobody's environment should give or take credits unasked.
extension CreditsCommand: CommandOfDeeds {
  static let deeds: Set = ["--email", "--sms"]
}
