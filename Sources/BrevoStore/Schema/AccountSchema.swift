import SQLite

/// The tables of an account. A script that was released is never edited; a change is a new script.
enum AccountSchema {
  /// "brevo" in the letters of a telephone keypad: marks a file as ours.
  static let applicationID: Int64 = 27386

  /// In bytes. Most tables and indexes of most accounts are empty, and each takes a page: small ones
  /// are what makes a small account.
  static let pageSize: Int64 = 1024

  static let migrations: [StaticString] = [mail, senders, crm, sms, callbacks]

  /// An account that holds nothing, as the bytes of a database file. Made once: to read the scripts
  /// takes longer than to fill in a world.
  static let empty = Result { () throws(DatabaseError) -> [UInt8] in
    let database = try Database(path: ":memory:")
    try database.run(Query(pragma: "page_size", pageSize))
    try database.migrate(migrations, applicationID: applicationID)
    return try database.serialized()
  }

  /// Refuses a database whose tables are not those that the scripts make.
  static func require(in database: Database) throws(DatabaseError) {
    guard try statements(of: database) == known.get() else {
      throw DatabaseError(kind: .corrupt, message: "its tables are not those of an account")
    }
  }

  private static let known = Result { () throws(DatabaseError) -> [String] in
    try statements(of: Database(deserializing: empty.get()))
  }

  private static func statements(of database: Database) throws(DatabaseError) -> [String] {
    try database.rows("SELECT name, sql FROM sqlite_schema ORDER BY name") {
      "\($0.text(0)): \($0.text(1))"
    }
  }
}
