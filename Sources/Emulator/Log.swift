import BrevoStore
import CivilTime
import Glibc
import HTTP
import JSON

/// Writes a line for each request to the standard error stream.
package struct Log: Sendable {
  package enum Style: String, Sendable, CaseIterable {
    case text
    case json
    case off
  }

  private let style: Style

  /// Nil if nothing is to be written.
  package init?(_ style: Style) {
    guard style != .off else { return nil }
    self.style = style
  }

  func write(_ exchanges: [Exchange]) {
    let now = Clock().now
    let lines = exchanges.map { style == .json ? $0.json(at: now).text : $0.text(at: now) }
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}

extension Exchange {
  fileprivate func text(at now: Instant) -> String {
    var line = now.formatted(.milliseconds(.utc))
    line += " \(request.method.rawValue) \(request.target) \(status.code)"
    if let operation { line += " \(operation)" }
    if let explanation { line += " \"\(explanation)\"" }
    if !unread.isEmpty { line += " unread: \(unread.joined(separator: ", "))" }
    return line
  }

  fileprivate func json(at now: Instant) -> JSONValue {
    [
      "time": .string(now.formatted(.milliseconds(.utc))),
      "method": .string(request.method.rawValue), "target": .string(request.target),
      "status": .int(Int64(status.code)), "operation": operation.map { .string($0) },
      "explanation": explanation.map { .string($0) },
      "unread": unread.isEmpty ? nil : .array(unread.map { .string($0) }),
    ]
  }
}
