package import CivilTime
package import SQLite

/// All that an account holds, as the bytes of a database: faster to copy than to fill in anew.
package struct AccountImage: Sendable {
  package let bytes: [UInt8]

  /// An image of what `fill` writes: what new accounts begin with.
  package init(
    at now: Instant, settings: Settings = Settings(), _ fill: (Transaction) throws -> Void
  ) throws {
    let state = try AccountState(settings: settings)
    try fill(Transaction(state: state, now: now))
    bytes = try state.database.serialized()
  }

  /// An image of what a database holds now.
  init(of database: Database) throws(DatabaseError) { bytes = try database.serialized() }

  /// An image that was kept or checked before.
  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Reads a file that came from outside.
  ///
  /// - Throws: A `corrupt` error with a sentence, if it is not an account of this version or an
  /// earlier one.
  package init(file bytes: [UInt8]) throws(DatabaseError) {
    guard bytes.starts(with: Self.magic), bytes.count > 100 else {
      throw .noAccount("it is no SQLite file")
    }
    let pageSize = Int64(bytes[16]) << 8 | Int64(bytes[17])
    // Earlier versions made pages of 4096 bytes.
    guard pageSize == AccountSchema.pageSize || pageSize == 4096 else {
      throw .noAccount("its pages are not \(AccountSchema.pageSize) bytes")
    }
    var bytes = bytes
    for index in 18...19 { bytes[index] = 1 }
    let database = try Database(deserializing: bytes)
    do throws(DatabaseError) {
      if let damage = try database.damage() { throw .noAccount(damage) }
      guard try !database.isNew(applicationID: AccountSchema.applicationID) else {
        throw .noAccount("nothing is in it")
      }
      try database.migrate(AccountSchema.migrations, applicationID: AccountSchema.applicationID)
      try AccountSchema.require(in: database)
      guard try database.first("SELECT count(*) FROM account", read: { $0.int(0) }) == 1 else {
        throw .noAccount("it has no account")
      }
    } catch {
      throw error.kind == .corrupt ? error : .noAccount(error.message)
    }
    self.bytes = bytes
  }

  private static let magic = Array("SQLite format 3\u{0}".utf8)

  /// This image as the beginning of one account, with a clock of its own.
  package func reserved(for key: String, _ clock: Clock) throws(DatabaseError) -> AccountImage {
    let copy = try Database(deserializing: bytes)
    try AccountRecord.reserve(copy, for: key, clock)
    return try AccountImage(of: copy)
  }

  /// A database in memory that holds all of this, as the account that `claim` says.
  func database(_ claim: AccountClaim) throws(DatabaseError) -> Database {
    let database = try Database(path: ":memory:")
    try database.load(bytes)
    try claim.write(to: database)
    return database
  }

  /// Makes all of this a file of a folder, as the account that `claim` says: whole, or not at all,
  /// whatever becomes of the process. Nobody may have the file that is there now open.
  func write(to folder: DataFolder, as name: String, _ claim: AccountClaim) throws(DatabaseError) {
    let draft = name + DataFolder.draft
    try folder.draft(bytes, as: draft)
    do throws(DatabaseError) {
      let database = try Database(path: "\(folder.path)/\(draft)")
      try database.execute("PRAGMA journal_mode = OFF")
      try database.execute("PRAGMA synchronous = OFF")
      try claim.write(to: database)
    } catch {
      try? folder.remove([draft])
      throw error
    }
    try folder.replace(name, by: draft)
  }
}

extension DatabaseError {
  fileprivate static func noAccount(_ what: String) -> Self {
    Self(kind: .corrupt, message: what)
  }
}
