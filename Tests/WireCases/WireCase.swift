package import HTTP

/// Bytes from a client, what becomes of them, and why that is right.
package struct WireCase: Sendable {
  package let bytes: [UInt8]

  /// What comes of the bytes, in order:
  /// - `GET /x` a request that is served, with ` close` or ` keep-alive` if its answer says that of
  ///   the connection, and ` = ` and its body;
  /// - `400` a refusal, after which the connection is closed; `HEAD 400` one without a body;
  /// - `100` the body behind is asked for, if it is still to come when its head has ended;
  /// - `…` at the end, if a request has begun and more would be needed.
  package let outcomes: [String]
  package let reason: String
  private let endOfExpectingHead: Int?

  /// A case whose text has `⏎` for each CR LF.
  package init(_ text: String, _ outcomes: String..., because reason: String) {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      bytes += scalar == "⏎" ? Array("\r\n".utf8) : Array(String(scalar).utf8)
    }
    self.bytes = bytes
    self.outcomes = outcomes
    self.reason = reason
    let expectation = bytes.firstRange(of: "Expect:".utf8)?.upperBound ?? bytes.endIndex
    endOfExpectingHead = bytes[expectation...].firstRange(of: "\r\n\r\n".utf8)?.upperBound
  }

  /// The status of the refusal that it ends with, if it does.
  package var refusal: Int? {
    outcomes.last.flatMap { Int($0.trimmingPrefix("HEAD ")) }
  }

  /// Whether the server ends the connection behind the last of its answers.
  package var closes: Bool {
    refusal != nil || outcomes.last?.prefix { $0 != "=" }.contains(" close") == true
  }

  /// What comes of the bytes if those from `cut` on arrive later than the others.
  package func outcomes(cutAt cut: Int) -> [String] {
    let isAsked = cut == endOfExpectingHead || bytes.count == endOfExpectingHead
    return isAsked ? outcomes : outcomes.filter { $0 != "100" }
  }
}

extension WireCase: CustomStringConvertible {
  package var description: String { reason }
}

/// Cases about one rule, where it is written, and the limits that hold for them.
package struct WireCases: Sendable {
  package let rule: String
  package let source: String
  package let limits: HTTPLimits
  package let cases: [WireCase]

  package init(
    _ rule: String, _ source: String, limits: HTTPLimits = HTTPLimits(), _ cases: [WireCase]
  ) {
    self.rule = rule
    self.source = source
    self.limits = limits
    self.cases = cases
  }

  package static let all =
    requestLines + targets + fields + hosts + lengths + codings + connections + limited
}

extension WireCases: CustomStringConvertible {
  package var description: String { "\(rule) (\(source))" }
}

// Heads that lack their end, so that a case shows what it is about.
let get = "GET / HTTP/1.1⏎Host: a⏎"
let post = "POST / HTTP/1.1⏎Host: a⏎"
let chunked = post + "Transfer-Encoding: chunked⏎⏎"
