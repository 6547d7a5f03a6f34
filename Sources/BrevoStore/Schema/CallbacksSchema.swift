extension AccountSchema {
  /// Calls to the outside.
  static let callbacks: StaticString = """
    -- Whether something will happen by itself.
    ALTER TABLE account ADD COLUMN is_waiting INTEGER NOT NULL DEFAULT 0;

    -- Somebody who is told of events. Without names of events it is told of all.
    CREATE TABLE webhook (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      url TEXT NOT NULL,
      events TEXT,
      is_batched INTEGER NOT NULL,
      auth TEXT,
      fields TEXT NOT NULL,
      description TEXT
    );

    -- A call that is owed, or was made. It is due until it has ended, well or not.
    CREATE TABLE callback (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      occasion INTEGER NOT NULL,
      url TEXT NOT NULL,
      fields TEXT NOT NULL,
      body TEXT NOT NULL,
      state INTEGER NOT NULL,
      tries INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      due_at INTEGER
    );
    CREATE INDEX callback_due ON callback (url, due_at) WHERE due_at IS NOT NULL;
    CREATE INDEX callback_ended ON callback (id) WHERE due_at IS NULL;

    CREATE TABLE callback_attempt (
      callback INTEGER NOT NULL,
      number INTEGER NOT NULL,
      at INTEGER NOT NULL,
      status INTEGER,
      error TEXT,
      PRIMARY KEY (callback, number)
    ) WITHOUT ROWID;
    """
}
