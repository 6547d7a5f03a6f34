import APIContract
import BrevoStore
import CivilTime
import HTTP

/// What a client is told of its rate limit: https://developers.brevo.com/docs/api-limits.
struct RateLimitState: Sendable {
  private let limit: Int64
  private var remaining: Int64
  /// In seconds.
  private let reset: Int64

  /// Counts a request against `limit`.
  init(_ limit: RateLimit, _ store: Transaction) {
    let (remaining, resetsIn) = store.spend(one: limit.bucket, of: limit.count, per: limit.window)
    self.limit = limit.count
    self.remaining = remaining
    reset = (resetsIn.milliseconds + 999) / 1000
  }

  /// Refuses the request if it is over the limit.
  func enforce() throws(APIError) {
    if remaining < 0 { throw .tooManyRequests }
  }

  /// Tells of a limit that is spent.
  mutating func exhaust() { remaining = min(remaining, 0) }

  func append(to fields: inout FieldWriter) {
    fields.append(literal: "x-sib-ratelimit-limit", limit)
    fields.append(literal: "x-sib-ratelimit-remaining", max(0, remaining))
    fields.append(literal: "x-sib-ratelimit-reset", reset)
  }
}
