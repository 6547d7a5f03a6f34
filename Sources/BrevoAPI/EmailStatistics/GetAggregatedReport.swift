import APIContract
import BrevoStore
import CivilTime
import HTTP
import JSON

private let period = ReportPeriod(standard: 90, maximum: 90, else: .periodOverNinetyDays)

extension EmailStatistics {
  static let aggregatedReport = BrevoEndpoint(
    .get, "/smtp/statistics/aggregatedReport", "getAggregatedSmtpReport",
    summary: "Get your transactional email activity aggregated over a period of time",
    rateLimit: .smtp,
    query: Fields(period.clauses + [tag]),
    responses: [
      .ok(
        "Aggregated report informations",
        .object(
          ([.required("range", .text, "First and last day: `2026-08-24|2026-11-21`.")]
            + Figures.members).map(\.clause))),
      .badRequest,
    ]
  ) { call, store in
    let days = period.range(call.query, at: store.moment)
    let figures = try store.statistics.figures(days, tag: call.query[tag])
    let range = "\(days.lowerBound.formatted)|\(days.upperBound.formatted)"
    return .ok(
      .object { report in
        report.member("range", range)
        report.members(of: figures.json)
      })
  }
}
