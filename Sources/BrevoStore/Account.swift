import CivilTime
import SQLite
import Synchronization

/// One account: a database, a clock and settings of its own, behind one lock.
package final class Account: Sendable {
  package let key: String
  private let location: Location
  private let defaults: Settings
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
    state = Mutex(try AccountState(key: key, location: location, settings: settings))
  }

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
    try database.run("BEGIN IMMEDIATE")
    do {
      try transaction.settle()
      let result = try body(self)
      try database.run("COMMIT")
      return result
    } catch {
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
    try database.run("SAVEPOINT request")
    do {
      let result = try body()
      try database.run("RELEASE request")
      return result
    } catch {
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

/// What an account's lock protects.
final class AccountState {
  let database: Database
  let identifiers: Identifiers
  var settings: Settings
  var clock = Clock()
  /// The earliest departure that is waiting.
  private(set) var nextDeparture: Instant?
  private var nextMessage: Int64 = 1

  init(key: String, location: Account.Location, settings: Settings) throws(DatabaseError) {
    self.settings = settings
    switch location {
    case .memory(let image):
      database = try Database(path: ":memory:")
      try image.write(to: database)
    case .file(let path, let image):
      database = try Database(path: path)
      if try database.isNew(applicationID: AccountSchema.applicationID) {
        try image.write(to: database)
      }
      try database.migrate(AccountSchema.migrations, applicationID: AccountSchema.applicationID)
      // One process owns the folder; what is in the log outlives the process, not the machine.
      try database.execute("PRAGMA locking_mode = EXCLUSIVE")
      try database.execute("PRAGMA journal_mode = WAL")
      try database.execute("PRAGMA synchronous = OFF")
    }
    identifiers = Identifiers(seed: try Self.claim(database, for: key))
    try resume()
  }

  /// The state of an account that holds nothing and belongs to nobody yet.
  init() throws(DatabaseError) {
    database = try Database(path: ":memory:")
    identifiers = Identifiers(seed: 0)
    settings = Settings()
    try database.migrate(AccountSchema.migrations, applicationID: AccountSchema.applicationID)
  }

  /// Finds what is kept in memory in what the database holds.
  private func resume() throws(DatabaseError) {
    nextMessage =
      try database.first(
        """
        SELECT max(next_message, coalesce((SELECT max(id) + 1 FROM message), 1)) FROM account
        """
      ) { $0.int(0) } ?? 1
    try findNextDeparture()
  }

  /// Writes the key into a database that is new, and checks it in one that is not.
  private static func claim(_ database: Database, for key: String) throws(DatabaseError) -> UInt64 {
    try database.run(
      "UPDATE account SET key = ?, seed = ? WHERE key = ''", .text(key),
      .int(Int64(bitPattern: Identifiers.randomSeed())))
    let seed = try database.first("SELECT seed FROM account WHERE key = ?", .text(key)) {
      UInt64(bitPattern: $0.int(0))
    }
    guard let seed else {
      throw DatabaseError(kind: .corrupt, message: "the file belongs to another key")
    }
    return seed
  }

  /// The next row of a message. A number is never given twice, whatever becomes of its row.
  func drawMessageRow() -> Int64 {
    defer { nextMessage += 1 }
    return nextMessage
  }

  func expect(_ departure: Instant) {
    nextDeparture = min(departure, nextDeparture ?? departure)
  }

  func findNextDeparture() throws(DatabaseError) {
    nextDeparture = try database.first(
      "SELECT scheduled_at FROM message WHERE is_waiting ORDER BY scheduled_at LIMIT 1"
    ) { Instant(milliseconds: $0.int(0)) }
  }
}
