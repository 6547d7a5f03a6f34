import HTTP

/// What was asked of an account, counted. Unlike the account's journal it forgets nothing: it knows
/// kinds of calls, which are few.
struct Tally: Sendable {
  struct Outcome: Hashable {
    /// Nil if the request means none.
    var operation: String?
    var status: Int
  }

  struct Refusal: Hashable {
    var outcome: Outcome
    var sentence: String
  }

  struct Unread: Hashable {
    var operation: String
    /// The path in the body, with `*` for places in lists; or the name of a parameter.
    var field: String
  }

  /// Texts that clients choose are told apart up to this many.
  private static let maximumKinds = 500
  private static let others = "others"

  var calls: [Outcome: Int] {
    var calls = endedRuns
    if let run { calls[run.outcome, default: 0] += run.count }
    return calls
  }

  private(set) var refusals: [Refusal: Int] = [:]
  private(set) var unread: [Unread: Int] = [:]
  private(set) var lints: [String: Int] = [:]
  /// What was expected of the outbox and was not so, in the order in which it was found.
  private(set) var unmetExpectations: [String] = []

  /// Calls with one outcome mostly come one after the other: they are added up before they are
  /// looked up.
  private var run: (outcome: Outcome, count: Int)?
  private var endedRuns: [Outcome: Int] = [:]

  /// Counts a call to the documented API, or to nothing.
  mutating func count(_ exchange: Exchange) {
    guard !exchange.isControl else { return }
    let outcome = Outcome(operation: exchange.operation, status: exchange.status.code)
    if run?.outcome == outcome {
      run?.count += 1
    } else {
      if let run { endedRuns[run.outcome, default: 0] += run.count }
      run = (outcome, 1)
    }
    if outcome.status >= 400, let sentence = exchange.explanation {
      let refusal = Refusal(outcome: outcome, sentence: Mask.text(sentence))
      Self.add(1, of: refusal, to: &refusals) { $0.sentence = Self.others }
    }
    for field in exchange.unread {
      let unread = Unread(operation: exchange.operation ?? "", field: Self.kind(of: field))
      Self.add(1, of: unread, to: &self.unread) { $0.field = Self.others }
    }
    for lint in exchange.lints { lints[lint, default: 0] += 1 }
  }

  mutating func noteUnmet(_ sentence: String) {
    if unmetExpectations.count < Self.maximumKinds { unmetExpectations.append(sentence) }
  }

  mutating func merge(_ other: Tally) {
    other.unmetExpectations.forEach { noteUnmet($0) }
    endedRuns.merge(other.calls, uniquingKeysWith: +)
    lints.merge(other.lints, uniquingKeysWith: +)
    for (kind, count) in other.refusals {
      Self.add(count, of: kind, to: &refusals) { $0.sentence = Self.others }
    }
    for (kind, count) in other.unread {
      Self.add(count, of: kind, to: &unread) { $0.field = Self.others }
    }
  }

  private static func add<Kind: Hashable>(
    _ count: Int, of kind: Kind, to counts: inout [Kind: Int], orAs generalise: (inout Kind) -> Void
  ) {
    var kind = kind
    if counts.count >= maximumKinds, counts[kind] == nil { generalise(&kind) }
    counts[kind, default: 0] += count
  }

  private static func kind(of field: String) -> String {
    field.split(separator: ".", omittingEmptySubsequences: false)
      .map { Int($0) == nil ? $0 : "*" }.joined(separator: ".")
  }
}
