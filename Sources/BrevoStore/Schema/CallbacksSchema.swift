extension AccountSchema {
  /// Calls to the outside.
  static let callbacks: StaticString = """
    -- A call that is owed, or was made. It is due until it has ended, well or not.
    CREATE TABLE callback (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      occasion INTEGER NOT NULL,
      webhook INTEGER,
      url TEXT NOT NULL,
      fields TEXT NOT NULL,
      body TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      due_at INTEGER
    );
    CREATE INDEX callback_due ON callback (due_at) WHERE due_at IS NOT NULL;
    """
}
