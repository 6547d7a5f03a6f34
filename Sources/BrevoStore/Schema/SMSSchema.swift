extension AccountSchema {
  /// Telephone numbers, text messages and campaigns.
  static let sms: StaticString = """
    ALTER TABLE account ADD COLUMN sms_credits REAL NOT NULL DEFAULT 1000;

    -- The digits of the attribute SMS, to find a contact by.
    ALTER TABLE contact ADD COLUMN sms TEXT;
    CREATE INDEX contact_by_sms ON contact (sms) WHERE sms IS NOT NULL;

    CREATE TABLE sms_campaign (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      sender TEXT NOT NULL,
      content TEXT NOT NULL,
      prefix TEXT NOT NULL,
      instruction TEXT NOT NULL,
      is_unicode INTEGER NOT NULL,
      lists TEXT NOT NULL,
      exclusion_lists TEXT NOT NULL,
      status TEXT NOT NULL,
      status_before_archive TEXT,
      scheduled_at INTEGER,
      sent_at INTEGER,
      test_sent INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      modified_at INTEGER NOT NULL,
      due_at INTEGER
    );
    CREATE INDEX sms_campaign_due ON sms_campaign (due_at) WHERE due_at IS NOT NULL;

    CREATE TABLE sms_campaign_count (
      campaign INTEGER NOT NULL,
      counter INTEGER NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (campaign, counter)
    ) WITHOUT ROWID;

    -- A text message to one number. Its id is the microsecond at which it was taken; of a campaign, it
    -- is not sent until the campaign is.
    CREATE TABLE sms (
      id INTEGER PRIMARY KEY,
      campaign INTEGER,
      contact INTEGER,
      created_at INTEGER NOT NULL,
      sent_at INTEGER,
      sender TEXT NOT NULL,
      number TEXT NOT NULL COLLATE NOCASE,
      text TEXT NOT NULL,
      segments INTEGER NOT NULL,
      credits REAL NOT NULL,
      remaining_credits REAL NOT NULL,
      purpose TEXT NOT NULL,
      tag TEXT,
      web_url TEXT,
      fault TEXT
    );
    CREATE INDEX sms_by_number ON sms (number);
    CREATE INDEX sms_by_campaign ON sms (campaign) WHERE campaign IS NOT NULL;

    CREATE TABLE sms_event (
      message INTEGER NOT NULL,
      number INTEGER NOT NULL,
      kind INTEGER NOT NULL,
      at INTEGER NOT NULL,
      reason TEXT,
      PRIMARY KEY (message, number)
    ) WITHOUT ROWID;

    -- Work behind a request that was answered already: the export of a campaign's recipients. It is
    -- due until it has a file.
    CREATE TABLE process (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      campaign INTEGER NOT NULL,
      selection TEXT NOT NULL,
      notify_url TEXT,
      file_url TEXT NOT NULL,
      file TEXT,
      created_at INTEGER NOT NULL,
      due_at INTEGER
    );
    CREATE INDEX process_due ON process (due_at) WHERE due_at IS NOT NULL;
    """
}
