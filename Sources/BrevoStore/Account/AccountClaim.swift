import CivilTime
import SQLite

/// Whose account an image becomes, and what must stay true for the clients that know the account.
struct AccountClaim {
  let key: String
  /// The clock, where the image has none of its own.
  let clock: Clock
  /// The seed, where the image has none that counts; nil to draw it.
  let seed: UInt64?
  /// The numbers that come next, as far as clients know names of earlier ones.
  var numbers = Numbers()

  /// The numbers of rows that clients know by names, which must never mean another row.
  struct Numbers {
    /// The tables that count by themselves and whose rows have such names.
    static let tables = ["notice", "process"]

    var message: Int64 = 1
    var object: Int64 = 1
    var last: [String: Int64] = [:]
  }

  /// Makes what is in `database` this account.
  ///
  /// The seed stays where the image was this account before, so that names which clients hold mean
  /// the same. What becomes another account gets names of its own.
  func write(to database: Database) throws(DatabaseError) {
    try database.migrate(AccountSchema.migrations, applicationID: AccountSchema.applicationID)
    try database.run(
      """
      UPDATE account SET
        seed = CASE WHEN key = ?1 AND seed <> 0 THEN seed ELSE ?2 END,
        clock_shift = CASE WHEN key = '' THEN ?3 ELSE clock_shift END,
        clock_frozen_at = CASE WHEN key = '' THEN ?4 ELSE clock_frozen_at END,
        next_message = max(next_message, ?5), next_object = max(next_object, ?6), key = ?1
      """, .text(key), .int(Int64(bitPattern: seed ?? Identifiers.randomSeed())),
      .int(clock.shift.milliseconds), .int(clock.frozenAt?.milliseconds), .int(numbers.message),
      .int(numbers.object))
    for (table, last) in numbers.last {
      let changed = try database.run(
        "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", .int(last), .text(table))
      if changed == 0 {
        try database.run(
          "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", .text(table), .int(last))
      }
    }
  }
}

extension AccountState {
  /// The numbers that come next.
  func numbers() throws(DatabaseError) -> AccountClaim.Numbers {
    var numbers = AccountClaim.Numbers()
    numbers.message = ledger.nextMessage
    numbers.object = try database.first("SELECT next_object FROM account") { $0.int(0) } ?? 1
    for table in AccountClaim.Numbers.tables {
      numbers.last[table] = try database.first(
        "SELECT seq FROM sqlite_sequence WHERE name = ?", .text(table)
      ) { $0.int(0) }
    }
    return numbers
  }
}

extension AccountRecord {
  /// Writes down whose beginning a database is. It has no seed: each time it is begun with, one is
  /// drawn.
  static func reserve(
    _ database: Database, for key: String, _ clock: Clock
  ) throws(DatabaseError) {
    try database.run(
      "UPDATE account SET key = ?, seed = 0, clock_shift = ?, clock_frozen_at = ?", .text(key),
      .int(clock.shift.milliseconds), .int(clock.frozenAt?.milliseconds))
  }
}
