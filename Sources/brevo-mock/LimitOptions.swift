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
    let limits: KeyValuePairs<String, Int64> = [
      "max-request-line": Int64(maxRequestLine), "max-header-bytes": Int64(maxHeaderBytes),
      "max-header-count": Int64(maxHeaderCount), "max-body": Int64(maxBody),
      "max-connections": Int64(maxConnections), "first-byte-timeout": firstByteTimeout,
      "head-timeout": headTimeout, "body-timeout": bodyTimeout, "idle-timeout": idleTimeout,
      "drain-timeout": drainTimeout,
    ]
    for (name, limit) in limits where limit <= 0 {
      throw ValidationError("A limit is a positive number: --\(name) is \(limit).")
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
