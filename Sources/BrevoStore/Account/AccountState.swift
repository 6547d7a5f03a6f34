import CivilTime
import JSON
import SQLite

/// What an account's lock protects.
final class AccountState {
  let key: String
  let database: Database
  let identifiers: Identifiers
  /// The settings of the server.
  private let defaults: Settings
  /// The settings of the server, with those of the account over them.
  private(set) var settings: Settings
  private(set) var clock: Clock
  var ledger = Ledger()
  /// False as long as certainly nothing is blocked: the common case, which spares a query.
  var mayHaveBlocks = true
  /// Those who are told of events: mostly nobody, which costs nothing then.
  var webhooks: [Webhook] = []
  /// The requests of the current window of each bucket of limits.
  var rateUse: [String: (windowStart: Int64, count: Int64)] = [:]
  /// What the database knows of the ledger.
  private var written = LedgerColumns()

  init(key: String, location: Account.Location, settings: Settings) throws(DatabaseError) {
    self.key = key
    defaults = settings
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
    let record = try AccountRecord.claimed(by: key, in: database, settings)
    identifiers = Identifiers(seed: record.seed)
    clock = record.clock
    self.settings = try settings.overridden(by: record.settings)
    ledger.emailCredits = record.emailCredits
    ledger.smsCredits = record.smsCredits
    ledger.nextMessage = record.nextMessage
    mayHaveBlocks = record.hasBlocks
    webhooks = try WebhookTable.rows(in: database)
    try findNextDue()
    try findNextCallback()
    written = LedgerColumns(ledger)
    written.isWaiting = record.isWaiting
  }

  /// The state of an account that holds nothing and belongs to nobody yet.
  init() throws(DatabaseError) {
    key = ""
    database = try Database(path: ":memory:")
    identifiers = Identifiers(seed: 0)
    defaults = Settings()
    settings = defaults
    clock = settings.clock
    try database.migrate(AccountSchema.migrations, applicationID: AccountSchema.applicationID)
  }

  func drawMessageRow() -> Int64 {
    defer { ledger.nextMessage += 1 }
    return ledger.nextMessage
  }

  /// Writes what was kept in memory.
  ///
  /// That is also the numbers of messages that are not stored: the sandbox answers with such, and
  /// log rows are deleted. Clients know them, so they must not be given again.
  func save() throws(DatabaseError) {
    try closeBatches()
    try ledger.writeFigures(to: database)
    let columns = LedgerColumns(ledger)
    guard columns != written else { return }
    try database.run(
      """
      UPDATE account SET email_credits = ?, sms_credits = ?, next_message = ?, is_waiting = ?
      """,
      .int(columns.emailCredits), .real(columns.smsCredits), .int(columns.nextMessage),
      .bool(columns.isWaiting))
    written = columns
  }

  func set(_ clock: Clock) throws(DatabaseError) {
    self.clock = clock
    try database.run(
      "UPDATE account SET clock_shift = ?, clock_frozen_at = ?", .int(clock.shift.milliseconds),
      .int(clock.frozenAt?.milliseconds))
  }

  /// Keeps settings of the account's own; they hold from now on.
  func keep(_ own: JSONObject) throws(DatabaseError) {
    try database.run("UPDATE account SET settings = ?", .text(JSONValue.object(own).text))
    settings = try defaults.overridden(by: own)
  }

  func ownSettings() throws(DatabaseError) -> JSONObject {
    let text = try database.first("SELECT settings FROM account") { $0.text(0) }
    return try JSONValue(stored: text ?? "{}").object ?? JSONObject()
  }

  /// What a failed round puts back.
  var volatile:
    (
      ledger: Ledger, clock: Clock, settings: Settings, webhooks: [Webhook], written: LedgerColumns
    )
  {
    get { (ledger, clock, settings, webhooks, written) }
    set { (ledger, clock, settings, webhooks, written) = newValue }
  }
}

/// Those columns of the account's row that its ledger holds.
struct LedgerColumns: Equatable {
  var emailCredits: Int64 = 0
  var smsCredits: Double = 0
  var nextMessage: Int64 = 0
  /// Whether something will happen by itself.
  var isWaiting = false

  init() {}

  init(_ ledger: Ledger) {
    emailCredits = ledger.emailCredits
    smsCredits = ledger.smsCredits
    nextMessage = ledger.nextMessage
    isWaiting = ledger.nextDue != nil
  }
}

/// The row of the account itself.
struct AccountRecord {
  var seed: UInt64
  var nextMessage: Int64
  var emailCredits: Int64
  var smsCredits: Double
  var settings: JSONObject
  var clock: Clock
  var hasBlocks: Bool
  var isWaiting: Bool

  /// The key inside a file that no account of this process has open; nil if it is none of ours, or
  /// if its account is left alone because it has nothing to do by itself.
  static func key(
    inFile path: String, unlessIdle: Bool = false
  ) throws(DatabaseError) -> String? {
    do throws(DatabaseError) {
      let database = try Database(path: path)
      guard try !database.isNew(applicationID: AccountSchema.applicationID) else { return nil }
      return try database.first(
        """
        SELECT key FROM account WHERE NOT ? OR is_waiting
          OR EXISTS (SELECT 1 FROM callback WHERE due_at IS NOT NULL)
        """, .bool(unlessIdle)
      ) { $0.text(0) }
    } catch {
      // An open account holds its file for itself.
      guard error.kind == .busy || error.kind == .corrupt else { throw error }
      return nil
    }
  }

  /// Reads the row; a database that belongs to nobody yet becomes that of `key`.
  static func claimed(
    by key: String, in database: Database, _ settings: Settings
  ) throws(DatabaseError) -> AccountRecord {
    let seed = settings.seed.map { Identifiers.seed($0, of: key) } ?? Identifiers.randomSeed()
    let clock = settings.clock
    try database.run(
      "UPDATE account SET key = ?, seed = ?, clock_shift = ?, clock_frozen_at = ? WHERE key = ''",
      .text(key), .int(Int64(bitPattern: seed)),
      .int(clock.shift.milliseconds), .int(clock.frozenAt?.milliseconds))
    let record = try database.first(
      """
      SELECT seed, max(next_message, coalesce((SELECT max(id) + 1 FROM message), 1)),
        email_credits, settings, clock_shift, clock_frozen_at,
        EXISTS (SELECT 1 FROM blocked_contact) OR EXISTS (SELECT 1 FROM blocked_domain),
        sms_credits, is_waiting
      FROM account WHERE key = ?
      """, .text(key)
    ) { (row) throws(DatabaseError) in
      AccountRecord(
        seed: UInt64(bitPattern: row.int(0)), nextMessage: row.int(1), emailCredits: row.int(2),
        smsCredits: row.real(7),
        settings: try JSONValue(stored: row.text(3)).object ?? JSONObject(),
        clock: Clock(
          shift: .milliseconds(row.int(4)),
          frozenAt: row.optionalInt(5).map { Instant(milliseconds: $0) }),
        hasBlocks: row.bool(6), isWaiting: row.bool(8))
    }
    guard let record else {
      throw DatabaseError(kind: .corrupt, message: "the file belongs to another key")
    }
    return record
  }
}
