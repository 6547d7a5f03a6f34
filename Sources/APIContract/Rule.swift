package import CivilTime

/// When a request is judged: the account's present, and the offset of its calendar.
package struct Moment: Sendable {
  package var now: Instant
  package var offset: UTCOffset

  package var today: Day { now.day(at: offset) }

  package init(now: Instant, offset: UTCOffset) {
    self.now = now
    self.offset = offset
  }
}

/// A condition on several inputs at once, and the sentence that tells it to the reader.
package final class Rule: Sendable, ClauseConvertible {
  package let note: String
  package let check: @Sendable (Inputs, Moment) throws(APIError) -> Void

  package var clause: Clause { .rule(self) }

  package init(
    _ note: String, check: @escaping @Sendable (Inputs, Moment) throws(APIError) -> Void
  ) {
    self.note = note
    self.check = check
  }

  /// At least one of `names` is given.
  package static func anyOf(_ names: [String], else error: APIError) -> Rule {
    Rule("At least one of \(list(names)) must be given.") { inputs, _ throws(APIError) in
      guard names.contains(where: inputs.has) else { throw error }
    }
  }

  /// Not more than one of `names` is given.
  package static func atMostOneOf(_ names: [String], else error: APIError) -> Rule {
    Rule("Only one of \(list(names)) may be given.") { inputs, _ throws(APIError) in
      guard names.count(where: inputs.has) < 2 else { throw error }
    }
  }

  private static func list(_ names: [String]) -> String {
    names.map { "`\($0)`" }.joined(separator: ", ")
  }
}
