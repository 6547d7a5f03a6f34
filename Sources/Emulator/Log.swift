import BrevoStore
import CivilTime
import Glibc
import HTTP
import JSON

/// Writes a line for each request to the standard error stream; for one that failed by our fault,
/// whatever the style.
package struct Log: Sendable {
  package enum Style: String, Sendable, CaseIterable {
    case text
    case json
    case off
  }

  private let style: Style

  package init(_ style: Style) { self.style = style }

  /// Writes what went wrong by our fault outside of any request.
  func write(failure: String) {
    let now = Clock().now.formatted(.milliseconds(.utc))
    write([
      style == .json
        ? (["time": .string(now), "failure": .string(failure)] as JSONValue).text
        : "\(now) \(failure)"
    ])
  }

  func write(_ exchanges: [Exchange]) {
    let exchanges = style == .off ? exchanges.filter { $0.failure != nil } : exchanges
    guard !exchanges.isEmpty else { return }
    let now = Clock().now
    write(exchanges.map { style == .json ? $0.json(at: now).text : $0.text(at: now) })
  }

  private func write(_ lines: [String]) {
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
