import BrevoStore
package import CivilTime
package import HTTP

/// What was asked of an account, and what became of it.
package struct JournalEntry: Sendable {
  /// Counted over all accounts, from 1; 0 of what is in no journal.
  package var number: Int64
  /// By the system's clock, not by the account's.
  package var time: Instant
  package var request: HTTPRequest
  /// Nil if the request means none.
  package var operation: String?
  package var status: HTTPStatus
  /// Why it was refused; nil if it was not.
  package var explanation: String?
  /// Paths of the body's members, and names of query parameters, that nothing read.
  package var unread: [String]
  /// The names of the habits that it shows.
  package var lints: [String]

  /// What it costs to keep it, in bytes.
  let cost: Int

  init(_ exchange: Exchange, at time: Instant = Clock().now) {
    number = exchange.number
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
