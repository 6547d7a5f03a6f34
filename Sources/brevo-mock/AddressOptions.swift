import ArgumentParser

/// Where the server is, or is to be.
struct AddressOptions: ParsableArguments {
  static let standardPort: UInt16 = 2738

  @Option(help: "The address to listen on: an IPv4 or IPv6 address, or localhost.")
  var host = "127.0.0.1"

  @Option(help: "The port; 0 lets the system pick one.")
  var port = Self.standardPort

  @Option(help: "A file for the port that is listened on: written by serve, read by the others.")
  var portFile: String?

  /// The server's URL, without a slash at the end, as a client on this machine reaches it.
  func url(port: UInt16) -> String {
    let reachable =
      switch host {
      case "0.0.0.0": "127.0.0.1"
      case "::": "[::1]"
      case let host where host.contains(":"): "[\(host)]"
      default: host
      }
    return "http://\(reachable):\(port)"
  }

  /// The port of a server that runs: the one in the port file if there is one.
  var currentPort: UInt16 {
    get throws {
      guard let portFile else { return port }
      let text = String(decoding: try File.read(portFile), as: UTF8.self)
      guard let port = UInt16(text.prefix { $0.isNumber }) else {
        throw Failure(.failure, "\(portFile) does not hold a port")
      }
      return port
    }
  }
}
