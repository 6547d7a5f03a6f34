extension AccountSchema {
  /// Senders and the domains and IPs that they use, what the service itself writes to people, and
  /// the children of resellers.
  static let senders: StaticString = """
    -- The number of a deleted sender must not be given again.
    CREATE TABLE new_sender (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      email TEXT NOT NULL UNIQUE COLLATE NOCASE,
      is_active INTEGER NOT NULL,
      code INTEGER,
      code_expires_at INTEGER
    );
    INSERT INTO new_sender (id, name, email, is_active)
    SELECT id, name, email, is_active FROM sender;
    DROP TABLE sender;
    ALTER TABLE new_sender RENAME TO sender;

    -- Domains that are authenticated, in lower case.
    CREATE TABLE domain (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL UNIQUE
    );

    -- In lower case, both the address and its domain.
    CREATE TABLE dedicated_ip (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      ip TEXT NOT NULL UNIQUE,
      domain TEXT NOT NULL,
      is_active INTEGER NOT NULL
    );

    CREATE TABLE sender_ip (
      sender INTEGER NOT NULL,
      position INTEGER NOT NULL,
      ip INTEGER NOT NULL,
      weight INTEGER NOT NULL,
      PRIMARY KEY (sender, position),
      UNIQUE (sender, ip)
    ) WITHOUT ROWID;

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

    CREATE TABLE child (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      key TEXT NOT NULL UNIQUE,
      email TEXT,
      company_name TEXT
    );

    -- In lower case.
    CREATE TABLE child_domain (
      id INTEGER PRIMARY KEY,
      child INTEGER NOT NULL,
      name TEXT NOT NULL,
      is_active INTEGER NOT NULL,
      UNIQUE (child, name)
    );

    -- The address itself: a child may be given one that nobody has, where references are lenient.
    CREATE TABLE child_ip (
      id INTEGER PRIMARY KEY,
      child INTEGER NOT NULL,
      ip TEXT NOT NULL,
      UNIQUE (child, ip)
    );
    """
}
