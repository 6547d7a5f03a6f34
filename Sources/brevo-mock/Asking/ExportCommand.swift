import ArgumentParser
import HTTP

struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Print what an account holds, but for its mail and its clock, as a world.",
    discussion: "Example: brevo-mock export > world.json; brevo-mock seed world.json")

  @OptionGroup var asking: AskingOptions

  func run() throws {
    let world = try asking.client.control(.get, "/world")
    print(world.text, terminator: "")
  }
}
