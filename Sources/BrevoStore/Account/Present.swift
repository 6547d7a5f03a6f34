package import CivilTime

/// What must be known of an account to judge a request before the account is locked.
package struct Present: Sendable, Equatable {
  /// The account's clock.
  package let clock: Clock
  /// The offset of its calendar.
  package let offset: UTCOffset
}

extension AccountState {
  var present: Present { Present(clock: clock, offset: settings.offset) }
}

extension Transaction {
  package var present: Present { state.present }
}
