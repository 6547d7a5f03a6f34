import ArgumentParser
import HTTP

struct SeedCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seed",
    abstract: "Put a world in the place of all that an account holds.",
    discussion: "Example: brevo-mock seed demo")

  @OptionGroup var asking: AskingOptions

  @Argument(help: "A world as a JSON file, or one by name: demo.")
  var world: String

  func run() throws {
    let bytes = try WorldFile.read(world)
    asking.show(try asking.client.control(.put, "/world", sending: bytes)) {
      "\(asking.account) holds \(world)"
    }
  }
}
