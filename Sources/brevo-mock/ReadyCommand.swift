import ArgumentParser

struct ReadyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ready",
    abstract: "Tell whether a server is ready, by exit code 0 or 1.",
    discussion: "Example: brevo-mock ready --wait --timeout 5")

  @OptionGroup var address: AddressOptions

  @Flag(help: "Wait until it is.")
  var wait = false

  @Option(help: "Seconds to wait at most.")
  var timeout = 10.0

  func run() throws {
    let isReady = Probe.wait(seconds: wait ? timeout : 0) {
      guard let port = try? address.currentPort else { return false }
      return Probe.isReady(host: address.host, port: port)
    }
    guard isReady else {
      let place = address.portFile ?? address.url(port: address.port)
      throw Failure(.failure, "no server is ready at \(place)")
    }
  }
}
