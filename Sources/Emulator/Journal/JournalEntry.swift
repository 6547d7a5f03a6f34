import BrevoStore
package import CivilTime
package import HTTP

/// What was asked of an account, and what became of it.
///
/// A class, because there are many, and rings move them.
package final class JournalEntry: Sendable {
  /// Counted over all accounts, from 1; 0 of what is in no journal.
  package let number: Int64
  /// By the system's clock, not by the account's.
  package let time: Instant
  package let request: HTTPRequest
  /// Nil if the request means none.
  package let operation: String?
  package let status: HTTPStatus
  /// Why it was refused; nil if it was not.
  package let explanation: String?
  /// Paths of the body's members, and names of query parameters, that nothing read.
  package let unread: [String]
  /// The names of the habits that it shows.
  package let lints: [String]

  /// What it costs to keep it, in bytes.
  let cost: Int

  init(_ exchange: Exchange, number: Int64, at time: Instant = Clock().now) {
    self.number = number
    self.time = time
    request = exchange.request
    operation = exchange.operation
    status = exchange.status
    explanation = exchange.explanation
    unread = exchange.unread
    lints = exchange.lints
    cost =
      256 + request.target.utf8.count + request.fields.size + request.body.count
      + unread.reduce(0) { $0 + 16 + $1.utf8.count }
  }
}

package struct JournalLimits: Sendable {
  package var entriesOfAccount = 1000
  package var bytesOfAccount = 4 << 20
  package var bytesInAll = 64 << 20

  package init() {}
}
