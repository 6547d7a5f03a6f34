import CivilTime
import SQLite
import Synchronization

/// One account: a database, a clock and settings of its own, behind one lock.
package final class Account: Sendable {
  package let key: String
  private let location: Location
  private let defaults: Settings
  private let identifiers: Identifiers
  private let state: Mutex<AccountState?>

  /// Where an account's rows are kept.
  enum Location: Sendable {
    case memory(AccountImage)
    case file(path: String, AccountImage)
  }

  init(key: String, location: Location, settings: Settings) throws(DatabaseError) {
    self.key = key
    self.location = location
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
    try state.withLock { state in
      let open: AccountState
      if let known = state {
        open = known
      } else {
        open = try AccountState(key: key, location: location, settings: defaults)
        state = open
      }
      return try Round(state: open).run(body)
    }
  }

  /// Gives back what an open database costs; the next round opens it again.
  func close() { state.withLock { $0 = nil } }
}

/// Requests of one account that are committed together.
package struct Round {
  let state: AccountState

  fileprivate func run<Result>(_ body: (Round) throws -> Result) throws -> Result {
    let database = state.database
    let volatile = state.volatile
    try database.run("BEGIN IMMEDIATE")
    do {
      try transaction.settle()
      let result = try body(self)
      try state.save()
      try database.run("COMMIT")
      return result
    } catch {
      state.volatile = volatile
      // SQLite may have rolled back already, when the disk is full for example.
      if database.isInTransaction { try database.run("ROLLBACK") }
      throw error
    }
  }

  /// The tables as one request sees them: it has one instant from its beginning to its end.
  package var transaction: Transaction { Transaction(state: state, now: state.clock.now) }

  /// Runs the part of one request that may write: if it throws, its changes are undone, and only its.
  package func attempt<Result>(_ body: () throws -> Result) throws -> Result {
    let database = state.database
    let volatile = state.volatile
    try database.run("SAVEPOINT request")
    do {
      let result = try body()
      try database.run("RELEASE request")
      return result
    } catch {
      state.volatile = volatile
      guard database.isInTransaction else { throw RoundLost(cause: error) }
      try database.run("ROLLBACK TO request")
      try database.run("RELEASE request")
      throw error
    }
  }
}

/// The whole round was rolled back, the requests before the failing one with it.
package struct RoundLost: Error {
  package var cause: any Error
}
