extension AccountSchema {
  /// Tasks, and what they refer to.
  static let crm: StaticString = """
    -- The number of the next object that clients know by an object id.
    ALTER TABLE account ADD COLUMN next_object INTEGER NOT NULL DEFAULT 1;

    -- Somebody who works with the account.
    CREATE TABLE user (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      email TEXT NOT NULL UNIQUE COLLATE NOCASE,
      name TEXT NOT NULL
    );

    CREATE TABLE company (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      attributes TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      modified_at INTEGER NOT NULL
    );

    CREATE TABLE deal (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      name TEXT NOT NULL,
      attributes TEXT NOT NULL,
      created_at INTEGER NOT NULL,
      modified_at INTEGER NOT NULL
    );

    CREATE TABLE task_type (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      title TEXT NOT NULL
    );

    -- What a task refers to may go away, or never have been there where references are lenient.
    -- Lists and the reminder are JSON.
    CREATE TABLE task (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      type TEXT NOT NULL,
      name TEXT NOT NULL,
      due_at INTEGER NOT NULL,
      duration INTEGER,
      notes TEXT,
      is_done INTEGER NOT NULL,
      assignee TEXT,
      contacts TEXT NOT NULL,
      deals TEXT NOT NULL,
      companies TEXT NOT NULL,
      reminder TEXT,
      created_at INTEGER NOT NULL,
      modified_at INTEGER NOT NULL
    );
    """
}
