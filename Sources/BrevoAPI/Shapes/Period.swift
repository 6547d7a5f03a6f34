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

  static let notInFuture = Rule("Neither day lies in the future.") {
    inputs, moment throws(APIError) in
    guard [inputs[start], inputs[end]].allSatisfy({ $0 ?? moment.today <= moment.today }) else {
      throw .periodInFuture
    }
  }

  static let atMostThirtyDaysBack = Rule("`startDate` is at most 30 days back.") {
    inputs, moment throws(APIError) in
    guard inputs[start] ?? moment.today >= moment.today - 30 else { throw .periodTooOld }
  }

  /// The instants of the days that `query` names; of the last `days` with today if it names none.
  static func instants(_ query: Inputs, orLast days: Int, at moment: Moment) -> Range<Instant> {
    let last = query[end] ?? moment.today
    let first = query[start] ?? last - (days - 1)
    return (first...last).instants(at: moment.offset)
  }

  /// The instants of the days that `query` names; nil if it names none.
  static func instants(_ query: Inputs, at moment: Moment) -> Range<Instant>? {
    guard let first = query[start], let last = query[end] else { return nil }
    return (first...last).instants(at: moment.offset)
  }
}

/// The days of a report: `startDate` and `endDate`, or `days`, or the last so many days.
struct ReportPeriod: Sendable {
  let days: OptionalField<Int64>
  private let tooLong: APIError
  private let maximum: Int
  private let standard: Int

  /// - Parameters:
  ///   - standard: The number of days, with today, of a request that names none.
  ///   - maximum: The most days.
  ///   - tooLong: What is said of more.
  init(standard: Int, maximum: Int, else tooLong: APIError) {
    days = Field.optional(
      "days", .integer(1...Int64(maximum)),
      "Number of days in the past with today; not together with dates.")
    self.standard = standard
    self.maximum = maximum
    self.tooLong = tooLong
  }

  /// The fields and their rules, in the order in which they are checked.
  var clauses: [any ClauseConvertible] {
    [Period.start, Period.end, days, alone, Period.together, Period.inOrder, inReach]
  }

  func range(_ query: Inputs, at moment: Moment) -> ClosedRange<Day> {
    if let first = query[Period.start], let last = query[Period.end] { return first...last }
    let count = query[days].map { Int($0) } ?? standard
    return (moment.today - (count - 1))...moment.today
  }

  private var alone: Rule {
    Rule("`days` is not given together with `startDate` and `endDate`.") {
      inputs, _ throws(APIError) in
      guard inputs[days] != nil else { return }
      guard inputs[Period.start] == nil, inputs[Period.end] == nil else { throw .daysWithDates }
    }
  }

  private var inReach: Rule {
    Rule("The period is \(maximum) days at most.") { inputs, _ throws(APIError) in
      guard let first = inputs[Period.start], let last = inputs[Period.end],
        last - first > maximum
      else { return }
      throw tooLong
    }
  }
}

extension ClosedRange<Day> {
  func instants(at offset: UTCOffset) -> Range<Instant> {
    lowerBound.start(at: offset)..<(upperBound + 1).start(at: offset)
  }
}
