import ArgumentParser
import HTTP

struct ResetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reset",
    abstract: "Bring an account back to what it began with.",
    discussion: "Example: brevo-mock reset --key xkeysib-test-7")

  @OptionGroup var asking: AskingOptions

  func run() throws {
    let account = PercentEncoding.encode(asking.account)
    asking.show(try asking.client.control(.post, "/accounts/\(account)/reset")) {
      "\(asking.account) is as it began"
    }
  }
}
