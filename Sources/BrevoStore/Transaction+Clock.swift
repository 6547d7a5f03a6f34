package import SQLite

extension Transaction {
  /// Sets the account's clock, and lets everything happen that is due then.
  package func set(_ clock: Clock) throws(DatabaseError) {
    state.clock = clock
    try Transaction(state: state, now: clock.now).settle()
  }
}
