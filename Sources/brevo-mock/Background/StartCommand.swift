import ArgumentParser
import Glibc
import JSON

struct StartCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "start",
    abstract: "Serve in the background, and print what env prints once it is ready.",
    discussion: """
      Example: eval "$(brevo-mock start --port 0 --port-file port.txt --log text)"

      It takes the flags of serve, too. Beside the port file are the server's log and the number of
      its process, with .log and .pid behind its name; without a port file they are in a folder of the
      user's own. End it with stop, and the same --port or --port-file.
      """)

  @OptionGroup var address: AddressOptions
  @OptionGroup var variables: VariableOptions

  @Option(help: "Seconds to wait at most until it is ready.")
  var timeout = 30.0

  @Flag(help: "Print as JSON where the server and its files are.")
  var json = false

  @Argument(parsing: .allUnrecognized, help: "Flags of serve.")
  var flags: [String] = []

  func run() throws {
    // What serve would refuse is refused here, in its words.
    _ = try BrevoMock.parseAsRoot(["serve"] + flags)
    let place = try Place(address)
    let file = try ProcessFile(place.processFile)
    guard file.lock() else {
      let process = file.process.map { " as process \($0)" } ?? ""
      throw Failure(
        .failure, "a server runs here already\(process); its place is \(place.portFile)")
    }
    // The lock says that nobody is there: what is left is of one that was killed.
    File.remove(place.portFile)
    let process: BackgroundProcess
    do {
      process = try BackgroundProcess(arguments: arguments(place), log: place.logFile)
      file.name(process.id)
      try awaitReady(process, at: place)
    } catch {
      file.remove()
      throw error
    }
    try tell(process, at: place)
  }

  private func arguments(_ place: Place) -> [String] {
    ["serve", "--host", address.host, "--port", "\(address.port)", "--port-file", place.portFile]
      + flags
  }

  private func awaitReady(_ process: BackgroundProcess, at place: Place) throws {
    let isReady = try Probe.wait(seconds: timeout) {
      if let code = process.exitCode {
        throw Failure(Failure.Code(rawValue: code) ?? .failure, lastWords(in: place.logFile))
      }
      guard let port = try? port(at: place) else { return false }
      return Probe.isReady(host: address.host, port: port)
    }
    guard isReady else {
      process.kill()
      throw Failure(.failure, "the server was not ready in time; its log is \(place.logFile)")
    }
  }

  private func port(at place: Place) throws -> UInt16 {
    var address = address
    address.portFile = place.portFile
    return try address.currentPort
  }

  private func lastWords(in log: String) -> String {
    let text = (try? File.read(log)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    guard let line = text.split(separator: "\n").last else {
      return "the server ended at once; its log is \(log)"
    }
    let name = "brevo-mock: "
    return String(line.hasPrefix(name) ? line.dropFirst(name.count) : line)
  }

  private func tell(_ process: BackgroundProcess, at place: Place) throws {
    let url = address.url(port: try port(at: place))
    if json {
      let answer: JSONValue = [
        "url": .string(url), "process": .int(Int64(process.id)),
        "portFile": .string(place.portFile), "log": .string(place.logFile),
      ]
      return print(answer.prettyText)
    }
    variables.show(url: url)
    Stream.error.write(
      "brevo-mock: process \(process.id) serves \(url); its log is \(place.logFile)")
  }
}
