import CivilTime

/// What an account keeps in memory between the statements of a round, because every mail changes
/// it: it is written when the round is committed, and put back when a request is undone.
///
/// Numbers only, as every request keeps a copy.
struct Ledger {
  var emailCredits: Int64 = 0
  var smsCredits: Double = 0
  /// The row of the next message. A number is never given twice, whatever becomes of its row.
  var nextMessage: Int64 = 1
  /// When the next thing happens by itself.
  var nextDue: Instant?
  /// When the next call to the outside is to be made.
  var nextCallback: Instant?

  /// Notes that a call to the outside is to be made at `instant`.
  mutating func owe(at instant: Instant) {
    nextCallback = min(instant, nextCallback ?? instant)
  }
}
