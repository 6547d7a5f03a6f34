import ArgumentParser
import Glibc

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
    let pause: UInt32 = 5_000  // microseconds
    var attempts = wait ? max(1, Int(timeout * 1_000_000) / Int(pause)) : 1
    while true {
      if let port = try? address.currentPort, Probe.isReady(host: address.host, port: port) {
        return
      }
      attempts -= 1
      guard attempts > 0 else { break }
      usleep(pause)
    }
    let place = address.portFile ?? address.url(port: address.port)
    throw Failure(.failure, "no server is ready at \(place)")
  }
}
