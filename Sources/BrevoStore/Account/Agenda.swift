import CivilTime
package import SQLite

/// What the passing of time brings about.
extension Transaction {
  /// Lets everything happen that is due, each at its own time and in the order of time.
  package func settle() throws(DatabaseError) {
    while let due = state.ledger.nextDue, due <= now {
      try Transaction(state: state, now: due).advance()
      try state.findNextDue()
    }
  }

  /// Lets happen what is due now. Afterwards nothing is due that was before: or time would stand still.
  private func advance() throws(DatabaseError) {
    try releaseMail()
    try runCampaigns()
    try completeProcesses()
  }
}

extension AccountState {
  /// Notes that something will happen at `instant`.
  func expect(_ instant: Instant) {
    ledger.nextDue = min(instant, ledger.nextDue ?? instant)
  }

  func findNextDue() throws(DatabaseError) {
    let instants = [
      try earliest("SELECT min(scheduled_at) FROM message WHERE is_waiting"),
      try earliest("SELECT min(due_at) FROM sms_campaign WHERE due_at IS NOT NULL"),
      try earliest("SELECT min(due_at) FROM process WHERE due_at IS NOT NULL"),
    ]
    ledger.nextDue = instants.compactMap(\.self).min()
  }

  func findNextCallback() throws(DatabaseError) {
    ledger.nextCallback = try earliest(
      "SELECT min(due_at) FROM callback WHERE due_at IS NOT NULL")
  }

  /// How long the account may be left alone, until something is due that somebody outside waits for;
  /// nil while nothing is.
  ///
  /// A clock that stands still comes to nothing by itself.
  var rest: TimeSpan? {
    let instants = [ledger.nextDue, ledger.nextCallback].compactMap(\.self)
    guard let next = instants.min() else { return nil }
    let rest = max(0, next.milliseconds - clock.now.milliseconds)
    return clock.frozenAt == nil || rest == 0 ? .milliseconds(rest) : nil
  }

  private func earliest(_ sql: StaticString) throws(DatabaseError) -> Instant? {
    let instant = try database.first(sql) { $0.optionalInt(0).map { Instant(milliseconds: $0) } }
    return instant ?? nil
  }
}
