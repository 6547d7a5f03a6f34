import ArgumentParser
import Glibc
import JSON

struct StopCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop",
    abstract: "End a server that start has started, and wait until it has ended.",
    discussion: "Example: brevo-mock stop --port-file port.txt")

  @OptionGroup var address: AddressOptions

  @Option(help: "Seconds to wait at most.")
  var timeout = 30.0

  @Flag(help: "Print as JSON which process was ended.")
  var json = false

  func run() throws {
    let place = try Place(address)
    let nobody = Failure(.failure, "no server that start has started runs at \(place.portFile)")
    guard access(place.processFile, F_OK) == 0 else { throw nobody }
    let file = try ProcessFile(place.processFile)
    if file.lock() {
      file.remove()
      throw nobody
    }
    guard let process = file.process else { throw nobody }
    kill(process, SIGTERM)
    guard Probe.wait(seconds: timeout, until: { file.lock() }) else {
      throw Failure(.failure, "process \(process) has not ended in \(Int(timeout)) seconds")
    }
    file.remove()
    if json { print((["process": .int(Int64(process))] as JSONValue).prettyText) }
  }
}
