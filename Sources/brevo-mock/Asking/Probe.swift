import Glibc
import HTTP

/// Asks a server whether it is ready.
enum Probe {
  /// Microseconds from one question to the next.
  static let pause: UInt32 = 5_000

  static func isReady(host: String, port: UInt16) -> Bool {
    var client = ControlClient(host: host, port: port)
    client.patience = 1
    return (try? client.ask(.get, "/readyz"))?.status == 200
  }

  /// Asks again and again, for so many seconds; at least once.
  ///
  /// - Returns: Whether `condition` came to hold.
  static func wait(seconds: Double, until condition: () throws -> Bool) rethrows -> Bool {
    var attempts = max(1, Int(seconds * 1_000_000) / Int(pause))
    while true {
      if try condition() { return true }
      attempts -= 1
      guard attempts > 0 else { return false }
      usleep(pause)
    }
  }
}
