import ArgumentParser
import Emulator

/// Whom the server answers to.
struct DoorOptions: ParsableArguments {
  @Option(
    help: """
      A host that may stand in Host and Origin, beside addresses and names without a dot; may be \
      repeated, or hold several with commas between them.
      """)
  var allowHost: [String] = []

  private var names: [String] { allowHost.flatMap { $0.split(separator: ",").map(String.init) } }

  func validate() throws {
    guard names.allSatisfy(HostPolicy.isHost) else {
      throw ValidationError("--allow-host is a host: a name like mock.example.com, or an address.")
    }
  }

  var hosts: HostPolicy { HostPolicy(allowed: names) }
}
