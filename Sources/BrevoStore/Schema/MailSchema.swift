extension AccountSchema {
  /// The account itself, and all that mail needs.
  static let mail: StaticString = """
    CREATE TABLE account (
      key TEXT NOT NULL,
      seed INTEGER NOT NULL,
      next_message INTEGER NOT NULL,
      email_credits INTEGER NOT NULL,
      settings TEXT NOT NULL,
      clock_shift INTEGER NOT NULL,
      clock_frozen_at INTEGER
    );
    INSERT INTO account VALUES ('', 0, 1, 10000000, '{}', 0, NULL);

    CREATE TABLE sender (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      email TEXT NOT NULL UNIQUE COLLATE NOCASE,
      is_active INTEGER NOT NULL
    );

    CREATE TABLE contact (
      id INTEGER PRIMARY KEY,
      email TEXT UNIQUE COLLATE NOCASE,
      attributes TEXT NOT NULL,
      email_blacklisted INTEGER NOT NULL,
      sms_blacklisted INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      modified_at INTEGER NOT NULL
    );

    CREATE TABLE contact_list (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      created_at INTEGER NOT NULL
    );

    CREATE TABLE list_member (
      list INTEGER NOT NULL REFERENCES contact_list,
      contact INTEGER NOT NULL REFERENCES contact,
      PRIMARY KEY (list, contact)
    ) WITHOUT ROWID;
    CREATE INDEX list_member_by_contact ON list_member (contact);

    CREATE TABLE template (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name TEXT NOT NULL,
      subject TEXT NOT NULL,
      html TEXT NOT NULL,
      sender_name TEXT NOT NULL,
      sender_email TEXT NOT NULL,
      reply_to TEXT NOT NULL,
      to_field TEXT NOT NULL,
      tag TEXT NOT NULL,
      attachment_url TEXT,
      is_active INTEGER NOT NULL,
      test_sent INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      modified_at INTEGER NOT NULL
    );

    -- What one request, or one version of it, sends. Texts are rendered.
    CREATE TABLE message (
      id INTEGER PRIMARY KEY,
      version INTEGER,
      created_at INTEGER NOT NULL,
      scheduled_at INTEGER,
      batch TEXT,
      is_waiting INTEGER NOT NULL,
      sender_name TEXT,
      sender_email TEXT NOT NULL,
      reply_to TEXT,
      subject TEXT NOT NULL,
      html TEXT,
      text TEXT,
      template INTEGER,
      tag TEXT,
      tags TEXT,
      headers TEXT,
      attachment_count INTEGER NOT NULL,
      is_test INTEGER NOT NULL,
      fault TEXT
    );
    CREATE INDEX message_waiting ON message (scheduled_at) WHERE is_waiting;
    CREATE INDEX message_of_test ON message (created_at) WHERE is_test;
    CREATE INDEX message_by_batch ON message (batch) WHERE batch IS NOT NULL;

    -- One recipient of a message: its number is the message's, and 16 bits for the recipient's
    -- place. The texts stand here where they are this recipient's own; it has no instant until
    -- it leaves. What nearly every mail begins with is no row of `event`: it is requested as it
    -- leaves, and delivered, if it is so at once, a millisecond later.
    CREATE TABLE email (
      id INTEGER PRIMARY KEY,
      kind INTEGER NOT NULL,
      address TEXT NOT NULL COLLATE NOCASE,
      name TEXT,
      sent_at INTEGER,
      is_delivered INTEGER NOT NULL,
      template INTEGER,
      subject TEXT,
      html TEXT,
      text TEXT
    );
    CREATE INDEX email_by_address ON email (address, sent_at);
    CREATE INDEX email_by_instant ON email (sent_at);
    CREATE INDEX email_by_template ON email (template, sent_at) WHERE template IS NOT NULL;

    CREATE TABLE event (
      email INTEGER NOT NULL,
      number INTEGER NOT NULL,
      kind INTEGER NOT NULL,
      at INTEGER NOT NULL,
      reason TEXT,
      link TEXT,
      ip TEXT,
      PRIMARY KEY (email, number)
    ) WITHOUT ROWID;
    CREATE INDEX event_by_instant ON event (at);

    -- How often something happened on a day of the account's calendar: to mail with a tag, and
    -- under the empty tag to all mail. It outlives the mail.
    CREATE TABLE daily_count (
      tag TEXT NOT NULL,
      day INTEGER NOT NULL,
      counter INTEGER NOT NULL,
      count INTEGER NOT NULL,
      PRIMARY KEY (tag, day, counter)
    ) WITHOUT ROWID;

    CREATE TABLE blocked_contact (
      id INTEGER PRIMARY KEY,
      email TEXT NOT NULL COLLATE NOCASE,
      sender TEXT NOT NULL COLLATE NOCASE,
      reason INTEGER NOT NULL,
      at INTEGER NOT NULL,
      UNIQUE (email, sender)
    );

    CREATE TABLE blocked_domain (
      id INTEGER PRIMARY KEY,
      domain TEXT NOT NULL UNIQUE
    );

    CREATE TABLE attachment (
      id INTEGER PRIMARY KEY,
      message INTEGER NOT NULL,
      name TEXT NOT NULL,
      url TEXT,
      content TEXT
    );
    CREATE INDEX attachment_by_message ON attachment (message);

    CREATE TABLE idempotency_key (
      key TEXT PRIMARY KEY,
      expires_at INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX idempotency_key_by_expiry ON idempotency_key (expires_at);
    """
}
