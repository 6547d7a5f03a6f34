import APIContract
import ArgumentParser
import Emulator
import JSON

struct OpenAPICommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "openapi",
    abstract: "Print the OpenAPI document that the server serves.",
    discussion: "Example: brevo-mock openapi > openapi.json")

  func run() {
    print(OpenAPI.ofEmulator(version: Program.version).document.prettyText, terminator: "")
  }
}
