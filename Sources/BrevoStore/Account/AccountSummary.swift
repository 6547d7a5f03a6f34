package import CivilTime
import SQLite

/// What is known of an account without looking into its tables.
package struct AccountSummary: Sendable {
  package var key: String
  /// By the system's clock; nil of an account that an earlier process made.
  package var createdAt: Instant?
  /// By the system's clock; nil if nobody has asked for it yet.
  package var lastUsedAt: Instant?
  /// The size of its database.
  package var byteCount: Int
  package var emailCredits: Int64
  package var smsCredits: Double
  package var isReseller: Bool
  package var clock: Clock
}

extension Account {
  package func summary() throws -> AccountSummary {
    try work { content in
      let state = try opened(&content)
      return AccountSummary(
        key: key, createdAt: content.createdAt, lastUsedAt: lastUsedAt,
        byteCount: try state.database.byteCount(), emailCredits: state.ledger.emailCredits,
        smsCredits: state.ledger.smsCredits, isReseller: state.settings.isReseller,
        clock: state.clock)
    }
  }
}
