import APIContract
import BrevoStore
import CivilTime

/// `startDate` and `endDate`: days of the account's calendar, both inclusive, given together.
enum Period {
  static let start = Field.optional("startDate", .date, "First day (YYYY-MM-DD).")
    .refused(missing: .startDateMissing)
  static let end = Field.optional("endDate", .date, "Last day (YYYY-MM-DD).")
    .refused(missing: .endDateMissing)

  static let together = Rule("`startDate` and `endDate` go together.") {
    inputs, _ throws(APIError) in
    switch (inputs[start], inputs[end]) {
    case (nil, .some): throw .startDateMissing
    case (.some, nil): throw .endDateMissing
    default: break
    }
  }

  static let inOrder = Rule("`startDate` is not later than `endDate`.") {
    inputs, _ throws(APIError) in
    guard let first = inputs[start], let last = inputs[end], first > last else { return }
    throw .periodReversed
  }

  static let atMostOneMonth = Rule("The period is one month at most.") {
    inputs, _ throws(APIError) in
    guard let first = inputs[start], let last = inputs[end], last > first.adding(months: 1)
    else { return }
    throw .periodOverOneMonth
  }

  /// The instants of the days that `query` names; of the last `days` with today if it names none.
  static func instants(_ query: Inputs, orLast days: Int, at moment: Moment) -> Range<Instant> {
    let last = query[end] ?? moment.today
    let first = query[start] ?? last - (days - 1)
    return first.start(at: moment.offset)..<(last + 1).start(at: moment.offset)
  }
}
