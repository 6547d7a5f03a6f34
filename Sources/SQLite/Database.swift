import CSQLite

/// One connection to one database. Not `Sendable`: whoever owns it serialises its use.
package final class Database {
  let handle: OpaquePointer
  private var fixedStatements: [UnsafePointer<UInt8>: Statement] = [:]
  private var insertions: [Insertion: Statement] = [:]
  private var builtStatements: [String: Statement] = [:]

  /// Opens the database at `path`, which is made if it is not there; `:memory:` is a private one.
  package convenience init(path: String) throws(DatabaseError) {
    try self.init(path: path, flags: SQLITE_OPEN_CREATE)
  }

  /// Opens the file at `path`, which must be there, for this connection alone. As long as nothing is
  /// written, the file and its log stay as they are.
  package convenience init(existing path: String) throws(DatabaseError) {
    try self.init(path: path, flags: 0)
    // Without it SQLite would keep a third file, for others.
    try execute("PRAGMA locking_mode = EXCLUSIVE")
  }

  private init(path: String, flags: Int32) throws(DatabaseError) {
    var opened: OpaquePointer?
    let flags = flags | SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX
    let code = sqlite3_open_v2(path, &opened, flags, nil)
    guard let opened else { throw DatabaseError(code: code, message: "out of memory") }
    guard code == SQLITE_OK else {
      let message = "cannot open \(path): \(String(cString: sqlite3_errmsg(opened)))"
      let extended = sqlite3_extended_errcode(opened)
      sqlite3_close_v2(opened)
      throw DatabaseError(code: extended, message: message)
    }
    handle = opened
    sqlite3_extended_result_codes(handle, 1)
    csqlite_set_lookaside(handle, 128, 64)
    // Debian's library overwrites what is deleted with zeros, also when it only moves.
    try execute("PRAGMA secure_delete = OFF")
  }

  deinit {
    forgetStatements()
    sqlite3_close_v2(handle)
  }

  /// Gives back the memory of the statements that were prepared so far, where they do not come again.
  package func forgetStatements() {
    fixedStatements = [:]
    insertions = [:]
    builtStatements = [:]
  }

  /// Gives back a little speed per allocation; takes effect only before the first connection.
  package static func disableMemoryStatistics() { csqlite_disable_memory_statistics() }

  package var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

  /// The number of rows that the last statement changed.
  package var changes: Int { Int(sqlite3_changes64(handle)) }

  /// The number of rows that all statements of this connection changed so far.
  package var totalChanges: Int64 { sqlite3_total_changes64(handle) }

  /// Whether a transaction is open; SQLite ends one by itself when the disk is full.
  package var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

  /// Says whether the file takes up its log when it is closed, or leaves it beside.
  package func mergeLogOnClose(_ flag: Bool) {
    csqlite_set_checkpoint_on_close(handle, flag ? 1 : 0)
  }

  /// Whether the file is no longer where it was opened; never true of memory.
  package var hasMoved: Bool {
    var flag: Int32 = 0
    return sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &flag) == SQLITE_OK
      && flag != 0
  }

  /// Sees to it that what is committed will be found again.
  package func requireFile() throws(DatabaseError) {
    guard hasMoved else { return }
    throw DatabaseError(kind: .unavailable, message: "the file is gone")
  }

  /// Runs one statement and answers the number of rows that it changed.
  @discardableResult
  package func run(_ sql: StaticString, _ values: Value...) throws(DatabaseError) -> Int {
    try run(sql) { $0.values(values) }
  }

  /// Runs one statement with the values that `bind` gives it: no array of them is made.
  @discardableResult
  package func run(
    _ sql: StaticString, bind: (inout Binder) -> Void
  ) throws(DatabaseError) -> Int {
    try step(statement(sql), bind) { (_) throws(DatabaseError) in true }
    return changes
  }

  /// The most rows that go into one statement. Most of what a row costs is spent once for a statement,
  /// but its memory grows with them.
  package static let groupCount = 8

  /// Inserts the rows of a buffer: as many as there can be by one statement, then half as many, and so
  /// on, so that few statements do for any number.
  package func insert(_ rows: borrowing RowBuffer) throws(DatabaseError) {
    var reader = rows.reader
    var left = rows.count
    var count = Self.groupCount
    while left > 0 {
      while count > left { count /= 2 }
      let insertion = Insertion(sql: rows.insertion.utf8Start, rowCount: count)
      let statement = try statement(insertion, of: rows)
      let valueCount = count * rows.columnCount
      let bind = { (values: inout Binder) in reader.bind(valueCount, to: &values) }
      try step(statement, bind) { (_) throws(DatabaseError) in true }
      left -= count
    }
  }

  @discardableResult
  package func run(_ query: Query) throws(DatabaseError) -> Int {
    try step(statement(query.sql), { $0.values(query.values) }) { (_) throws(DatabaseError) in
      true
    }
    return changes
  }

  @inlinable
  package func rows<T>(
    _ sql: StaticString, _ values: Value..., read: (borrowing Row) throws(DatabaseError) -> T
  ) throws(DatabaseError) -> [T] {
    var result: [T] = []
    try visit(sql, values) { (row) throws(DatabaseError) in
      result.append(try read(row))
      return true
    }
    return result
  }

  @inlinable
  package func rows<T>(
    _ query: Query, read: (borrowing Row) throws(DatabaseError) -> T
  ) throws(DatabaseError) -> [T] {
    var result: [T] = []
    try visit(query) { (row) throws(DatabaseError) in
      result.append(try read(row))
      return true
    }
    return result
  }

  /// The first row of the result, or nil if there is none.
  @inlinable
  package func first<T>(
    _ sql: StaticString, _ values: Value..., read: (borrowing Row) throws(DatabaseError) -> T
  ) throws(DatabaseError) -> T? {
    var result: T?
    try visit(sql, values) { (row) throws(DatabaseError) in
      result = try read(row)
      return false
    }
    return result
  }

  @inlinable
  package func first<T>(
    _ query: Query, read: (borrowing Row) throws(DatabaseError) -> T
  ) throws(DatabaseError) -> T? {
    var result: T?
    try visit(query) { (row) throws(DatabaseError) in
      result = try read(row)
      return false
    }
    return result
  }

  /// Shows the rows of a result to `visitor`, for as long as it answers true.
  package func visit(
    _ sql: StaticString, _ values: [Value],
    visitor: (borrowing Row) throws(DatabaseError) -> Bool
  ) throws(DatabaseError) {
    try step(statement(sql), { $0.values(values) }, visit: visitor)
  }

  package func visit(
    _ sql: StaticString, bind: (inout Binder) -> Void,
    visitor: (borrowing Row) throws(DatabaseError) -> Bool
  ) throws(DatabaseError) {
    try step(statement(sql), bind, visit: visitor)
  }

  package func visit(
    _ query: Query, visitor: (borrowing Row) throws(DatabaseError) -> Bool
  ) throws(DatabaseError) {
    try step(statement(query.sql), { $0.values(query.values) }, visit: visitor)
  }

  /// Runs a script of statements, each ended by a semicolon.
  package func execute(_ script: StaticString) throws(DatabaseError) {
    try catchUp()
    let code = sqlite3_exec(handle, script.description, nil, nil, nil)
    guard code == SQLITE_OK else { throw error(code, script.description) }
  }

  /// What is to be done before the next statement runs; then it is nil again.
  package var delayed: (() throws(DatabaseError) -> Void)?

  private func catchUp() throws(DatabaseError) {
    guard let work = delayed else { return }
    delayed = nil
    try work()
  }

  /// Steps `statement` to its end, or until `visit` answers false.
  private func step(
    _ statement: Statement, _ bind: (inout Binder) -> Void,
    visit: (borrowing Row) throws(DatabaseError) -> Bool
  ) throws(DatabaseError) {
    try catchUp()
    let prepared = statement.handle
    defer { sqlite3_reset(prepared) }
    var binder = Binder(prepared)
    bind(&binder)
    precondition(
      binder.count == statement.parameterCount,
      "\(binder.count) values for: \(String(cString: sqlite3_sql(prepared)))")
    guard binder.code == SQLITE_OK else {
      throw error(binder.code, String(cString: sqlite3_sql(prepared)))
    }
    while true {
      switch sqlite3_step(prepared) {
      case SQLITE_ROW: if try !visit(Row(statement: prepared)) { return }
      case SQLITE_DONE: return
      case let code: throw error(code, String(cString: sqlite3_sql(prepared)))
      }
    }
  }

  /// The statement of a literal, prepared once and known by its address: no hashing of its text.
  private func statement(_ sql: StaticString) throws(DatabaseError) -> Statement {
    if let cached = fixedStatements[sql.utf8Start] { return cached }
    let prepared = try prepare(sql.description)
    fixedStatements[sql.utf8Start] = prepared
    return prepared
  }

  private func statement(
    _ insertion: Insertion, of rows: borrowing RowBuffer
  ) throws(DatabaseError) -> Statement {
    if let cached = insertions[insertion] { return cached }
    let row = "(" + Array(repeating: "?", count: rows.columnCount).joined(separator: ", ") + ")"
    let all = Array(repeating: row, count: insertion.rowCount).joined(separator: ", ")
    let prepared = try prepare("\(rows.insertion) VALUES \(all) \(rows.ending)")
    insertions[insertion] = prepared
    return prepared
  }

  private func statement(_ sql: String) throws(DatabaseError) -> Statement {
    if let cached = builtStatements[sql] { return cached }
    let prepared = try prepare(sql)
    builtStatements[sql] = prepared
    return prepared
  }

  private func prepare(_ sql: String) throws(DatabaseError) -> Statement {
    var prepared: OpaquePointer?
    let code = sqlite3_prepare_v3(
      handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard code == SQLITE_OK, let prepared else { throw error(code, sql) }
    return Statement(handle: prepared)
  }

  func error(_ code: Int32, _ sql: String) -> DatabaseError {
    DatabaseError(code: code, message: String(cString: sqlite3_errmsg(handle)), sql: sql)
  }
}

/// Names the statement that inserts so many rows, by the address of the literal that it begins with.
private struct Insertion: Hashable {
  let sql: UnsafePointer<UInt8>
  let rowCount: Int
}

private final class Statement {
  let handle: OpaquePointer
  let parameterCount: Int32

  init(handle: OpaquePointer) {
    self.handle = handle
    parameterCount = sqlite3_bind_parameter_count(handle)
  }

  deinit { sqlite3_finalize(handle) }
}
