extension AccountSchema {
  /// Telephone numbers, text messages and campaigns.
  static let sms: StaticString = """
    ALTER TABLE account ADD COLUMN sms_credits REAL NOT NULL DEFAULT 1000;

    -- The digits of the attribute SMS, to find a contact by.
    ALTER TABLE contact ADD COLUMN sms TEXT;
    CREATE INDEX contact_by_sms ON contact (sms) WHERE sms IS NOT NULL;
    """
}
