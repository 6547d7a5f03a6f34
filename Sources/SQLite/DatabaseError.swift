import CSQLite

/// What SQLite said when it could not do as it was told.
package struct DatabaseError: Error, CustomStringConvertible {
  package enum Kind: Sendable {
    /// Another process holds the file.
    case busy
    /// The disk, or the memory that the database may use, is full.
    case full
    /// The file exists, but is no database, or no longer a whole one.
    case corrupt
    /// The file cannot be opened, read or written.
    case unavailable
    /// The statement is wrong, or breaks a constraint: our mistake.
    case misuse
  }

  package var kind: Kind
  /// SQLite's extended result code.
  package var code: Int32
  package var message: String
  package var sql: String

  init(code: Int32, message: String, sql: String = "") {
    self.code = code
    self.message = message
    self.sql = sql
    kind =
      switch code & 0xff {
      case SQLITE_BUSY, SQLITE_LOCKED: .busy
      case SQLITE_FULL, SQLITE_NOMEM: .full
      case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupt
      case SQLITE_CANTOPEN, SQLITE_IOERR, SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: .unavailable
      default: .misuse
      }
  }

  /// An error that we find, not SQLite.
  package init(kind: Kind, message: String) {
    self.kind = kind
    self.message = message
    code = 0
    sql = ""
  }

  package var description: String {
    message + (code == 0 ? "" : " (SQLite code \(code))") + (sql.isEmpty ? "" : " in: \(sql)")
  }
}
