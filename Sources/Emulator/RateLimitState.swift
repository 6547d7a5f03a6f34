import APIContract
import BrevoStore
import CivilTime
import HTTP

/// What a client is told of its rate limit: https://developers.brevo.com/docs/api-limits.
struct RateLimitState: Sendable {
  private let limit: Int64
  private let remaining: Int64
  /// In seconds.
  private let reset: Int64

  /// Counts a request against `limit`. Limits are told, not enforced.
  init(_ limit: RateLimit, _ store: Transaction) {
    let (remaining, resetsIn) = store.spend(one: limit.bucket, of: limit.count, per: limit.window)
    self.limit = limit.count
    self.remaining = remaining
    reset = (resetsIn.milliseconds + 999) / 1000
  }

  func append(to fields: inout HTTPFields) {
    fields.append("x-sib-ratelimit-limit", "\(limit)")
    fields.append("x-sib-ratelimit-remaining", "\(remaining)")
    fields.append("x-sib-ratelimit-reset", "\(reset)")
  }
}
