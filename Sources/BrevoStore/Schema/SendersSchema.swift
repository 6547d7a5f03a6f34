extension AccountSchema {
  /// What the service itself writes to people.
  static let senders: StaticString = """
    CREATE TABLE notice (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      address TEXT NOT NULL COLLATE NOCASE,
      subject TEXT NOT NULL,
      text TEXT NOT NULL,
      file_name TEXT,
      file_type TEXT,
      file BLOB
    );
    CREATE INDEX notice_by_address ON notice (address);
    """
}
