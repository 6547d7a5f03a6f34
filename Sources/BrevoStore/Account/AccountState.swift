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
  var growth = Growth()
  var unwritten = UnwrittenMail()
  /// The messages that were accepted so far, written or not.
  var acceptedCount = 0
  /// How many rows were changed so far to write them. Whoever comes next has not changed those.
  var mailChanges: Int64 = 0
  /// What webhooks that want events together are to be told of this round, by their ids.
  var batches: [Int64: Batch] = [:]
  /// False as long as certainly nothing is blocked: the common case, which spares a query.
  var mayHaveBlocks = true
  /// Likewise, false as long as certainly no mail has had events but those of its own row.
  var mayHaveEvents = true
  /// Likewise, false as long as certainly every sender is verified.
  var mayHaveInactiveSenders = true
  /// Those who are told of events: mostly nobody, which costs nothing then.
  var webhooks: [Webhook] = []
  /// The requests of the current window of each bucket of limits.
  var rateUse: [RateUse] = []
  /// What the database knows of the ledger.
  private var written = LedgerColumns()

  /// Up to which size a file is looked through before it is used: 8 MB take some 40 milliseconds.
  private static let mostBytesLookedThrough = 8 << 20

  /// The state of the account of `key`, as a file of a folder holds it. A file that is refused stays
  /// as it is.
  convenience init(
    file name: String, in folder: DataFolder, key: String, settings: Settings, isKnownWhole: Bool
  ) throws(DatabaseError) {
    let database = try folder.openAccount(inFile: name)
    do throws(DatabaseError) {
      if !isKnownWhole, folder.byteCount(of: name) <= Self.mostBytesLookedThrough,
        let damage = try database.damage()
      {
        throw DatabaseError(kind: .corrupt, message: damage)
      }
      try database.requireVersion(AccountSchema.migrations, AccountSchema.applicationID)
      switch folder.durability {
      case .process: try database.execute("PRAGMA synchronous = OFF")
      case .full: try database.execute("PRAGMA synchronous = FULL")
      }
      guard let owner = try database.first("SELECT key FROM account", read: { $0.text(0) }) else {
        throw DatabaseError(kind: .corrupt, message: "the file has no account")
      }
      guard owner == key else { throw .foreignKey }
      try database.migrate(AccountSchema.migrations, applicationID: AccountSchema.applicationID)
      if !isKnownWhole { try AccountSchema.require(in: database) }
      try database.execute("PRAGMA journal_mode = WAL")
      try self.init(of: database, key: key, settings: settings)
    } catch {
      guard error.kind == .misuse else { throw error }
      // Our statements are right for our tables.
      throw DatabaseError(kind: .corrupt, message: error.message)
    }
    database.mergeLogOnClose(true)
  }

  /// The state of the account of `key`, as a database holds it.
  init(of database: Database, key: String, settings: Settings) throws(DatabaseError) {
    self.key = key
    self.database = database
    let record = try AccountRecord.read(of: key, in: database)
    identifiers = Identifiers(seed: record.seed)
    clock = record.clock
    defaults = settings
    self.settings = try settings.overridden(by: record.settings)
    ledger.emailCredits = record.emailCredits
    ledger.smsCredits = record.smsCredits
    ledger.nextMessage = record.nextMessage
    mayHaveBlocks = record.hasBlocks
    mayHaveEvents = record.hasEvents
    mayHaveInactiveSenders = record.hasInactiveSenders
    webhooks = try WebhookTable.rows(in: database)
    try findNextDue()
    try findNextCallback()
    written = LedgerColumns(ledger)
    written.isWaiting = record.isWaiting
    // Those that open an account are large, and do not come again.
    database.forgetStatements()
  }

  /// The state of an account that holds nothing and belongs to nobody yet.
  init(settings: Settings) throws(DatabaseError) {
    key = ""
    database = try Database(path: ":memory:")
    try database.load(AccountSchema.empty.get())
    identifiers = Identifiers(seed: 0)
    defaults = settings
    self.settings = settings
    clock = settings.clock
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
    try writeMail()
    try growth.write(to: database)
    let columns = LedgerColumns(ledger)
    guard columns != written else { return }
    try database.run(
      """
      UPDATE account SET email_credits = ?, sms_credits = ?, next_message = ?, is_waiting = ?
      """
    ) { values in
      values.int(columns.emailCredits)
      values.real(columns.smsCredits)
      values.int(columns.nextMessage)
      values.bool(columns.isWaiting)
    }
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

  var volatile: Volatile {
    get {
      Volatile(
        ledger: ledger, growth: growth, batches: batches, clock: clock, settings: settings,
        webhooks: webhooks, written: written)
    }
    set {
      ledger = newValue.ledger
      growth = newValue.growth
      batches = newValue.batches
      clock = newValue.clock
      settings = newValue.settings
      webhooks = newValue.webhooks
      written = newValue.written
    }
  }

  /// What a failed round puts back.
  struct Volatile {
    fileprivate let ledger: Ledger
    fileprivate let growth: Growth
    fileprivate let batches: [Int64: Batch]
    fileprivate let clock: Clock
    fileprivate let settings: Settings
    fileprivate let webhooks: [Webhook]
    fileprivate let written: LedgerColumns
  }
}

/// How often something of a limited number was done in the current window.
struct RateUse {
  let bucket: String
  var windowStart: Int64
  var count: Int64 = 0
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
  var hasEvents: Bool
  var hasInactiveSenders: Bool
  var isWaiting: Bool

  /// The key of the account in a file that nobody has open; nil if the account is left alone because
  /// it has nothing to do by itself. The file stays as it is.
  static func key(
    inFile name: String, of folder: DataFolder, unlessIdle: Bool = false
  ) throws(DatabaseError) -> String? {
    do throws(DatabaseError) {
      let database = try folder.openAccount(inFile: name)
      let key = try database.first(
        """
        SELECT key FROM account WHERE NOT ? OR is_waiting
          OR EXISTS (SELECT 1 FROM callback WHERE due_at IS NOT NULL)
        """, .bool(unlessIdle)
      ) { $0.text(0) }
      guard key.map({ Shelf.databaseFile(of: $0) == name }) ?? true else { throw .foreignKey }
      return key
    } catch {
      throw error.of(file: name)
    }
  }

  /// Reads the row, which must be that of `key`.
  static func read(of key: String, in database: Database) throws(DatabaseError) -> AccountRecord {
    let record = try database.first(
      """
      SELECT seed, max(next_message, coalesce((SELECT max(id) + 1 FROM message), 1)),
        email_credits, settings, clock_shift, clock_frozen_at,
        EXISTS (SELECT 1 FROM blocked_contact) OR EXISTS (SELECT 1 FROM blocked_domain),
        sms_credits, is_waiting, EXISTS (SELECT 1 FROM sender WHERE NOT is_active),
        EXISTS (SELECT 1 FROM event)
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
        hasBlocks: row.bool(6), hasEvents: row.bool(10), hasInactiveSenders: row.bool(9),
        isWaiting: row.bool(8))
    }
    guard let record else { throw .foreignKey }
    return record
  }
}

extension DatabaseError {
  fileprivate static let foreignKey = Self(
    kind: .corrupt, message: "the file belongs to another key")
}
