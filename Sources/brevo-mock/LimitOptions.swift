import ArgumentParser
import HTTP

/// What a client may ask of the server.
struct LimitOptions: ParsableArguments {
  private static let standard = HTTPLimits()

  @Option(help: "The longest request line, in bytes.")
  var maxRequestLine = standard.requestLine

  @Option(help: "The most bytes in the header fields of a request.")
  var maxHeaderBytes = standard.fieldSection

  @Option(help: "The most header fields of a request.")
  var maxHeaderCount = standard.fieldCount

  @Option(help: "The largest body of a request, in bytes.")
  var maxBody = standard.body

  @Option(help: "The most connections at one time.")
  var maxConnections = standard.connections

  @Option(help: "Seconds in which a new connection must begin its first request.")
  var firstByteTimeout = standard.firstByteTime.components.seconds

  @Option(help: "Seconds in which the head of a request must arrive.")
  var headTimeout = standard.headTime.components.seconds

  @Option(help: "Seconds in which the body of a request must arrive.")
  var bodyTimeout = standard.bodyTime.components.seconds

  @Option(help: "Seconds after which a connection without a further request is closed.")
  var idleTimeout = standard.idleTime.components.seconds

  @Option(help: "Seconds in which a client must take its answer.")
  var drainTimeout = standard.drainTime.components.seconds

  func validate() throws {
    let counts = [maxRequestLine, maxHeaderBytes, maxHeaderCount, maxBody, maxConnections]
    let times = [firstByteTimeout, headTimeout, bodyTimeout, idleTimeout, drainTimeout]
    guard counts.allSatisfy({ $0 > 0 }), times.allSatisfy({ $0 > 0 }) else {
      throw ValidationError("A limit is a positive number.")
    }
  }

  var limits: HTTPLimits {
    var limits = HTTPLimits()
    limits.requestLine = maxRequestLine
    limits.fieldSection = maxHeaderBytes
    limits.fieldCount = maxHeaderCount
    limits.body = maxBody
    limits.connections = maxConnections
    limits.firstByteTime = .seconds(firstByteTimeout)
    limits.headTime = .seconds(headTimeout)
    limits.bodyTime = .seconds(bodyTimeout)
    limits.idleTime = .seconds(idleTimeout)
    limits.drainTime = .seconds(drainTimeout)
    return limits
  }
}
