extension AccountSchema {
  /// Telephone numbers, text messages and campaigns.
  static let sms: StaticString = """
    ALTER TABLE account ADD COLUMN sms_credits REAL NOT NULL DEFAULT 1000;

    -- The digits of the attribute SMS, to find a contact by.
    ALTER TABLE contact ADD COLUMN sms TEXT;
    CREATE INDEX contact_by_sms ON contact (sms) WHERE sms IS NOT NULL;

    -- A text message to one number. Its id is the microsecond at which it was taken.
    CREATE TABLE sms (
      id INTEGER PRIMARY KEY,
      created_at INTEGER NOT NULL,
      sent_at INTEGER,
      sender TEXT NOT NULL,
      number TEXT NOT NULL,
      text TEXT NOT NULL,
      segments INTEGER NOT NULL,
      credits REAL NOT NULL,
      remaining_credits REAL NOT NULL,
      purpose TEXT NOT NULL,
      tag TEXT,
      web_url TEXT
    );
    CREATE INDEX sms_by_number ON sms (number);

    CREATE TABLE sms_event (
      message INTEGER NOT NULL,
      number INTEGER NOT NULL,
      kind INTEGER NOT NULL,
      at INTEGER NOT NULL,
      reason TEXT,
      PRIMARY KEY (message, number)
    ) WITHOUT ROWID;
    """
}
