import SQLite

/// Requests of one account that are committed together.
///
/// A request that fails usually fails before it has written anything, so a round is run without
/// savepoints, which cost as much as the writing. If one fails later, the whole round is undone and
/// run again with them. No answer has left by then.
package struct Round {
  let state: AccountState
  let budget: MemoryBudget
  let undoesSingly: Bool

  /// The tables as one request sees them: it has one instant from its beginning to its end.
  package var transaction: Transaction { Transaction(state: state, now: state.clock.now) }

  /// False once SQLite has rolled back by itself: no request of the round can be answered then.
  package var isOpen: Bool { state.database.isInTransaction }

  func run<Result>(_ body: (Round) throws -> Result) throws -> Result {
    let database = state.database
    let before = (volatile: state.volatile, rateUse: state.rateUse)
    let changes = database.totalChanges
    try database.run("BEGIN IMMEDIATE")
    do {
      try transaction.settle()
      let result = try body(self)
      try state.save()
      if database.totalChanges != changes { try database.requireFile() }
      try database.run("COMMIT")
      return result
    } catch {
      (state.volatile, state.rateUse) = before
      state.forgetMail()
      // SQLite may have rolled back already, when the disk is full for example.
      if database.isInTransaction { try database.run("ROLLBACK") }
      throw error
    }
  }

  /// Runs the part of one request that may write: if it throws, its changes are undone, and only its.
  ///
  /// A `RoundInterruption` that it throws concerns the whole round, and ends it. What may grow the
  /// account is not tried while there is no room.
  package func attempt<Result>(
    mayGrow: Bool = true, _ body: () throws -> Result
  ) throws -> Result {
    if mayGrow { try budget.requireRoom() }
    let database = state.database
    let ledger = state.ledger
    // What else is volatile changes only beside rows, which are looked at below.
    let volatile = undoesSingly ? state.volatile : nil
    let writings = state.writings
    if undoesSingly { try database.run("SAVEPOINT request") }
    do {
      let result = try body()
      if undoesSingly { try database.run("RELEASE request") }
      return result
    } catch {
      guard database.isInTransaction else { throw RoundInterruption.lost(error) }
      state.ledger = ledger
      if let volatile {
        state.volatile = volatile
        state.forgetMail()
        try database.run("ROLLBACK TO request")
        try database.run("RELEASE request")
      } else if state.writings != writings {
        throw RoundInterruption.halfDone
      }
      throw error
    }
  }
}

extension AccountState {
  /// How much was written so far, or accepted to be. Mail that is written later, before somebody else's
  /// statement, was counted when it was accepted.
  fileprivate var writings: Int64 { database.totalChanges - mailChanges + Int64(acceptedCount) }
}

/// Why a whole round was rolled back, the requests before the failing one with it.
package enum RoundInterruption: Error {
  /// SQLite could not go on.
  case lost(any Error)
  /// A request failed after it had written: the round is run again.
  case halfDone
}
