import ArgumentParser
import HTTP

struct ClearFaultsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clear",
    abstract: "Let nothing go wrong any more.",
    discussion: "Example: brevo-mock fault clear")

  @OptionGroup var asking: AskingOptions

  func run() throws {
    asking.show(try asking.client.control(.delete, "/faults")) { "no fault is left" }
  }
}
