extension TimeSpan {
  /// What nobody waits for: the longest that is read.
  package static let longest = days(365)

  /// Reads `250ms`, `2s`, `5m` or `1h`: a whole number and its unit.
  package init?(_ text: String) {
    let digits = text.prefix { ("0"..."9").contains($0) }
    guard digits.utf8.count <= 12, let count = Int64(digits) else { return nil }
    let unit: TimeSpan
    switch text.dropFirst(digits.count) {
    case "ms": unit = .milliseconds(1)
    case "s": unit = .seconds(1)
    case "m": unit = .minutes(1)
    case "h": unit = .hours(1)
    default: return nil
    }
    self = .milliseconds(count * unit.milliseconds)
    guard self <= Self.longest else { return nil }
  }
}
