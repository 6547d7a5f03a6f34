package import CivilTime
import SQLite
import Synchronization

/// One account: a database, a clock and settings of its own, behind one lock.
package final class Account: Sendable {
  package let key: String
  private let location: Location
  private let defaults: Settings
  private let identifiers: Identifiers
  private let attention: Attention
  private let watch: Watch
  private let state: Mutex<AccountState?>

  /// Is told after a round when the account wants another one although nobody asks: at once, or
  /// after a time. It is called while the account's lock is held, so it must only take note.
  package typealias Attention = @Sendable (Account, TimeSpan) -> Void

  /// Where an account's rows are kept.
  enum Location: Sendable {
    case memory(AccountImage)
    case file(path: String, AccountImage)
  }

  init(
    key: String, location: Location, settings: Settings, attention: @escaping Attention,
    watch: Watch
  ) throws(DatabaseError) {
    self.key = key
    self.location = location
    self.attention = attention
    self.watch = watch
    defaults = settings
    let open = try AccountState(key: key, location: location, settings: settings)
    identifiers = open.identifiers
    state = Mutex(open)
  }

  /// Whether `uuid` can name a mail of this account.
  func mayOwn(email uuid: String) -> Bool { identifiers.row(.email, uuid) != nil }

  /// Runs `body` alone, in one database transaction: its changes are kept only if it returns.
  package func round<Result: Sendable>(
    _ body: @Sendable (Round) throws -> Result
  ) throws -> Result {
    let (result, hasChanged) = try state.withLock { state in
      let open: AccountState
      if let known = state {
        open = known
      } else {
        open = try AccountState(key: key, location: location, settings: defaults)
        state = open
      }
      let changes = open.database.totalChanges
      let result: Result
      do {
        result = try Round(state: open, undoesSingly: false).run(body)
      } catch RoundInterruption.halfDone {
        result = try Round(state: open, undoesSingly: true).run(body)
      }
      if let rest = open.rest { attention(self, rest) }
      return (result, open.database.totalChanges != changes)
    }
    if hasChanged { watch.tell(key) }
    return result
  }

  /// Gives back what an open database costs; the next round opens it again.
  func close() { state.withLock { $0 = nil } }
}

/// Requests of one account that are committed together.
///
/// A request that fails usually fails before it has written anything, so a round is run without
/// savepoints, which cost as much as the writing. If one fails later, the whole round is undone and
/// run again with them. No answer has left by then.
package struct Round {
  let state: AccountState
  let undoesSingly: Bool

  /// The tables as one request sees them: it has one instant from its beginning to its end.
  package var transaction: Transaction { Transaction(state: state, now: state.clock.now) }

  fileprivate func run<Result>(_ body: (Round) throws -> Result) throws -> Result {
    let database = state.database
    let before = (volatile: state.volatile, rateUse: state.rateUse)
    try database.run("BEGIN IMMEDIATE")
    do {
      try transaction.settle()
      let result = try body(self)
      try state.save()
      try database.run("COMMIT")
      return result
    } catch {
      (state.volatile, state.rateUse) = before
      // SQLite may have rolled back already, when the disk is full for example.
      if database.isInTransaction { try database.run("ROLLBACK") }
      throw error
    }
  }

  /// Runs the part of one request that may write: if it throws, its changes are undone, and only its.
  ///
  /// A `RoundInterruption` that it throws concerns the whole round, and ends it.
  package func attempt<Result>(_ body: () throws -> Result) throws -> Result {
    let database = state.database
    let volatile = state.volatile
    let changes = database.totalChanges
    if undoesSingly { try database.run("SAVEPOINT request") }
    do {
      let result = try body()
      if undoesSingly { try database.run("RELEASE request") }
      return result
    } catch {
      guard database.isInTransaction else { throw RoundInterruption.lost(error) }
      state.volatile = volatile
      if undoesSingly {
        try database.run("ROLLBACK TO request")
        try database.run("RELEASE request")
      } else if database.totalChanges != changes {
        throw RoundInterruption.halfDone
      }
      throw error
    }
  }
}

/// Why a whole round was rolled back, the requests before the failing one with it.
package enum RoundInterruption: Error {
  /// SQLite could not go on.
  case lost(any Error)
  /// A request failed after it had written: the round is run again.
  case halfDone
}
