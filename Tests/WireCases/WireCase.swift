package import HTTP

/// Bytes from a client, what becomes of them, and why that is right.
package struct WireCase: Sendable {
  package let bytes: [UInt8]

  /// What comes of the bytes, in order:
  /// - `GET /x` a request, with ` close` if its connection ends with it, and ` = ` and its body;
  /// - `400` a refusal, after which nothing more comes;
  /// - `…` at the end, if a request has begun and more would be needed.
  package let outcomes: [String]
  package let reason: String

  /// A case whose text has `⏎` for each CR LF.
  package init(_ text: String, _ outcomes: String..., because reason: String) {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      bytes += scalar == "⏎" ? Array("\r\n".utf8) : Array(String(scalar).utf8)
    }
    self.bytes = bytes
    self.outcomes = outcomes
    self.reason = reason
  }
}

extension WireCase: CustomStringConvertible {
  package var description: String { reason }
}

/// Cases that belong together, and the limits that hold for them.
package struct WireCases: Sendable, CustomStringConvertible {
  package let description: String
  package let limits: HTTPLimits
  package let cases: [WireCase]

  package init(_ description: String, limits: HTTPLimits = HTTPLimits(), _ cases: [WireCase]) {
    self.description = description
    self.limits = limits
    self.cases = cases
  }

  package static let all = [
    requestLines, targets, fields, hosts, lengths, codings, chunks, persistence, expectations,
    pipelines, lineLimits, fieldLimits, bodyLimits,
  ]
}
