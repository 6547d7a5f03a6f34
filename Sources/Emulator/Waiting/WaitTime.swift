import APIContract
import BrevoAPI
import JSON

/// A time in a query: `5s`, `500ms`, or seconds without a unit.
struct WaitTime: Sendable {
  static let maximum = Duration.seconds(60)

  let field: OptionalField<Duration>
  let rule: Rule
  private let standard: Duration

  init(_ name: String, default standard: Duration, _ note: String) {
    let field = Field.optional(name, Shape<Duration>(.text) { $0.string.flatMap(Self.read) }, note)
    let form = "5s, 500ms or 5, and \(Self.maximum.components.seconds)s at most"
    self.field = field
    self.standard = standard
    rule = Rule("`\(name)` is written as \(form).") { inputs, _ throws(APIError) in
      guard inputs.has(name), inputs[field] == nil else { return }
      throw .invalid(text: "\(name) is not valid: it is written as \(form)")
    }
  }

  func of(_ query: Inputs) -> Duration { query[field] ?? standard }

  /// In words that a request could use.
  static func text(_ time: Duration) -> String {
    let milliseconds = time / .milliseconds(1)
    return milliseconds.truncatingRemainder(dividingBy: 1000) == 0
      ? "\(Int(milliseconds / 1000))s" : "\(Int(milliseconds))ms"
  }

  private static func read(_ text: String) -> Duration? {
    let (digits, unit): (Substring, Duration) =
      if text.hasSuffix("ms") {
        (text.dropLast(2), .milliseconds(1))
      } else {
        (text.hasSuffix("s") ? text.dropLast() : text[...], .seconds(1))
      }
    guard let first = digits.utf8.first, first != UInt8(ascii: "."),
      digits.utf8.allSatisfy({
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".")
      }), let number = Double(digits), number <= maximum / unit
    else { return nil }
    return unit * number
  }
}
