import APIContract
import BrevoStore
import CivilTime
import HTTP
import JSON

/// The window is the newest client's; no document states one.
private let period = ReportPeriod(standard: 10, maximum: 30, else: .periodOverThirtyDays)
private let paging = Paging(standard: 10, maximum: 30)

extension EmailStatistics {
  /// One row for each day of the account's calendar on which something happened.
  static let reports = BrevoEndpoint(
    .get, "/smtp/statistics/reports", "getSmtpReport",
    summary: "Get your transactional email activity aggregated per day",
    rateLimit: .smtp,
    query: Fields([paging.limit, paging.offset] + period.clauses + [tag, paging.sort]),
    responses: [
      .ok(
        "Aggregated report informations",
        .object(
          .required(
            "reports",
            .array(
              .object(
                ([.required("date", .text(.date))] + Figures.members).map(\.clause)))))),
      .badRequest,
    ]
  ) { call, store in
    let days = try store.statistics.dailyFigures(
      period.range(call.query, at: store.moment), tag: call.query[tag], paging.page(call.query))
    return .ok(
      .object { answer in
        answer.array("reports") { list in
          for (day, figures) in days {
            list.object { row in
              row.member("date", day.formatted)
              row.members(of: figures.json)
            }
          }
        }
      })
  }
}
