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

  func wants(_ exchange: Exchange) -> Bool { style != .off || exchange.failure != nil }

  /// Writes what went wrong by our fault outside of any request, whatever the style.
  func write(failure: String) {
    let now = Self.now
    write(["time": .string(now), "failure": .string(failure)], text: "\(now) \(failure)")
  }

  /// Writes why something was refused before it became a request.
  func write(refusal: String, _ response: HTTPResponse) {
    guard style != .off else { return }
    let (now, code) = (Self.now, response.status.code)
    write(
      [
        "time": .string(now),
        "requestId": response.fields["sib-request-id"].map { .string($0) },
        "status": .int(Int64(code)), "explanation": .string(refusal),
      ], text: "\(now) - - \(code) \"\(refusal)\"")
  }

  /// Writes what became of a connection.
  func write(incident: String) {
    guard style != .off else { return }
    let now = Self.now
    write(["time": .string(now), "explanation": .string(incident)], text: "\(now) \(incident)")
  }

  func write(_ calls: [Served]) {
    let now = Clock().now
    write(calls.map { style == .json ? $0.json(at: now).text : $0.text(at: now) })
  }

  private static var now: String { Clock().now.formatted(.milliseconds(.utc)) }

  private func write(_ json: JSONValue, text: String) {
    write([style == .json ? json.text : text])
  }

  private func write(_ lines: [String]) {
    let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
}

/// Addresses and numbers are masked: logs of builds are read by many.
extension Served {
  private var target: String { Mask.text(entry.request.target) }
  private var explanation: String? { entry.explanation.map(Mask.text) }

  fileprivate func text(at now: Instant) -> String {
    var line = now.formatted(.milliseconds(.utc))
    line += " \(entry.request.method.rawValue) \(target) \(response.status.code)"
    if let operation = entry.operation { line += " \(operation)" }
    if let explanation { line += " \"\(explanation)\"" }
    if !entry.unread.isEmpty { line += " unread: \(entry.unread.joined(separator: ", "))" }
    if !entry.lints.isEmpty { line += " lint: \(entry.lints.joined(separator: ", "))" }
    return line
  }

  fileprivate func json(at now: Instant) -> JSONValue {
    [
      "time": .string(now.formatted(.milliseconds(.utc))),
      "requestId": response.fields["sib-request-id"].map { .string($0) },
      "method": .string(entry.request.method.rawValue), "target": .string(target),
      "status": .int(Int64(response.status.code)),
      "operation": entry.operation.map { .string($0) },
      "microseconds": .int(Int64(microseconds)),
      "journal": entry.number > 0 ? .int(entry.number) : nil,
      "explanation": explanation.map { .string($0) },
      "unread": Self.list(entry.unread), "lints": Self.list(entry.lints),
    ]
  }

  private static func list(_ names: [String]) -> JSONValue? {
    names.isEmpty ? nil : .array(names.map { .string($0) })
  }
}
