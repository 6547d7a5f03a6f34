extension Database {
  /// Brings the schema forward to the last of `migrations`, each a script that is run once.
  ///
  /// - Parameters:
  ///   - migrations: All scripts there ever were, oldest first; a released one is never edited.
  ///   - applicationID: Marks the files that are ours; a non-empty file without it is refused.
  /// - Throws: A `corrupt` error for a foreign or newer file, which is left as it was.
  package func migrate(
    _ migrations: [StaticString], applicationID: Int64
  ) throws(DatabaseError) {
    let version = try requireVersion(migrations, applicationID)
    guard version < migrations.count else { return }
    try execute("BEGIN IMMEDIATE")
    do throws(DatabaseError) {
      for script in migrations[version...] { try execute(script) }
      // A pragma takes no parameters; both values are numbers of ours.
      try run(Query(pragma: "application_id", applicationID))
      try run(Query(pragma: "user_version", Int64(migrations.count)))
      try execute("COMMIT")
    } catch {
      try execute("ROLLBACK")
      throw error
    }
  }

  /// How many of `migrations` the database has; it must be ours, and not of a newer program.
  ///
  /// - Throws: A `corrupt` error for a foreign or newer file, which is left as it was.
  @discardableResult
  package func requireVersion(
    _ migrations: [StaticString], _ applicationID: Int64
  ) throws(DatabaseError) -> Int {
    _ = try isNew(applicationID: applicationID)
    let version = Int(try number("PRAGMA user_version"))
    guard (0...migrations.count).contains(version) else {
      throw .unknown(version, known: migrations.count)
    }
    return version
  }

  /// Whether nothing is in the database yet; what is in it must be ours.
  ///
  /// - Throws: A `corrupt` error for a foreign file, which is left as it was.
  package func isNew(applicationID: Int64) throws(DatabaseError) -> Bool {
    if try number("SELECT count(*) FROM sqlite_schema") == 0 { return true }
    guard try number("PRAGMA application_id") == applicationID else { throw .foreign }
    return false
  }

  private func number(_ sql: StaticString) throws(DatabaseError) -> Int64 {
    try first(sql) { (row) throws(DatabaseError) in row.int(0) } ?? 0
  }
}

extension DatabaseError {
  package static let foreign = Self(
    kind: .corrupt, message: "the file is a database of another program")

  fileprivate static func unknown(_ version: Int, known: Int) -> Self {
    Self(
      kind: .corrupt,
      message: "the file has version \(version), this program knows versions up to \(known)")
  }
}
