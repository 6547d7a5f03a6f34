package import CivilTime
package import JSON
package import SQLite

/// A person of the account, whose attributes feed what is rendered for them.
package struct Contact: Sendable, Equatable {
  package var id: Int64
  package var email: String?
  /// By attribute name; `EMAIL` is not among them, it is `email`.
  package var attributes: JSONObject
  package var isEmailBlacklisted: Bool
  package var isSMSBlacklisted: Bool

  package var phoneNumber: PhoneNumber? { Self.phoneNumber(in: attributes) }

  /// The number of the attribute `SMS`; nil if it is absent, or none.
  static func phoneNumber(in attributes: JSONObject) -> PhoneNumber? {
    attributes["SMS"].flatMap { PhoneNumber($0.string ?? $0.text) }
  }
}

package struct ContactTable {
  let database: Database

  @discardableResult
  package func insert(
    id: Int64? = nil, email: String?, attributes: JSONObject = JSONObject(),
    isEmailBlacklisted: Bool = false, isSMSBlacklisted: Bool = false, at now: Instant
  ) throws(DatabaseError) -> Int64 {
    try database.run(
      """
      INSERT INTO contact
        (id, email, sms, attributes, email_blacklisted, sms_blacklisted, created_at, modified_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .int(id), .text(email), .text(Contact.phoneNumber(in: attributes)?.digits),
      .text(JSONValue.object(attributes).text), .bool(isEmailBlacklisted),
      .bool(isSMSBlacklisted), .int(now.milliseconds), .int(now.milliseconds))
    return database.lastInsertedRow
  }

  /// The first of `ids` that no contact has; nil if all are known.
  package func unknown(among ids: [Int64]) throws(DatabaseError) -> Int64? {
    try database.first(
      "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT id FROM contact)", .numbers(ids)
    ) { $0.int(0) }
  }

  package func contact(email: String) throws(DatabaseError) -> Contact? {
    try database.first(
      """
      SELECT id, email, attributes, email_blacklisted, sms_blacklisted FROM contact
      WHERE email = ?
      """, .text(email), read: Self.read)
  }

  package func contact(_ number: PhoneNumber) throws(DatabaseError) -> Contact? {
    try database.first(
      """
      SELECT id, email, attributes, email_blacklisted, sms_blacklisted FROM contact
      WHERE sms = ? ORDER BY id
      """, .text(number.digits), read: Self.read)
  }

  /// Whether a contact with that number wants no text messages.
  package func isBlacklisted(_ number: PhoneNumber) throws(DatabaseError) -> Bool {
    try database.first(
      "SELECT 1 FROM contact WHERE sms = ? AND sms_blacklisted", .text(number.digits)
    ) { _ in true } ?? false
  }

  /// Notes that a number wants no more text messages. If it is nobody's, somebody is made whose it is,
  /// with the address that such contacts have: `33612345678@mailin-sms.com`.
  func blacklist(_ number: PhoneNumber, at now: Instant) throws(DatabaseError) {
    let address = "\(number.digits)@mailin-sms.com"
    let count = try database.run(
      "UPDATE contact SET sms_blacklisted = 1, modified_at = ? WHERE sms = ? OR email = ?",
      .int(now.milliseconds), .text(number.digits), .text(address))
    guard count == 0 else { return }
    try insert(
      email: address, attributes: ["SMS": .string(number.digits)], isSMSBlacklisted: true, at: now)
  }

  /// By their numbers.
  package func all() throws(DatabaseError) -> [Contact] {
    try database.rows(
      """
      SELECT id, email, attributes, email_blacklisted, sms_blacklisted FROM contact ORDER BY id
      """, read: Self.read)
  }

  /// The members of a list, by id.
  package func contacts(inList list: Int64) throws(DatabaseError) -> [Contact] {
    try database.rows(
      """
      SELECT id, email, attributes, email_blacklisted, sms_blacklisted
      FROM list_member JOIN contact ON contact.id = list_member.contact
      WHERE list = ? ORDER BY id
      """, .int(list), read: Self.read)
  }

  /// The members of any of `lists` and of none of `exclusions` who have a number and want messages:
  /// of those who share a number the first, by id.
  package func audience(
    lists: [Int64], exclusions: [Int64]
  ) throws(DatabaseError) -> [Contact] {
    try database.rows(
      """
      SELECT id, email, attributes, email_blacklisted, sms_blacklisted FROM contact
      WHERE id IN (
        SELECT min(id) FROM list_member JOIN contact ON contact.id = list_member.contact
        WHERE list IN (SELECT value FROM json_each(?)) AND sms IS NOT NULL
          AND id NOT IN (
            SELECT contact FROM list_member WHERE list IN (SELECT value FROM json_each(?)))
          AND sms NOT IN (SELECT sms FROM contact WHERE sms IS NOT NULL AND sms_blacklisted)
        GROUP BY sms)
      ORDER BY id
      """, .numbers(lists), .numbers(exclusions), read: Self.read)
  }

  private static func read(_ row: borrowing Row) throws(DatabaseError) -> Contact {
    Contact(
      id: row.int(0), email: row.optionalText(1),
      attributes: try JSONValue(stored: row.text(2)).object ?? JSONObject(),
      isEmailBlacklisted: row.bool(3), isSMSBlacklisted: row.bool(4))
  }
}

/// A number of contacts under one name.
package struct ContactList: Sendable, Equatable {
  package var id: Int64
  package var name: String
}

package struct ContactListTable {
  /// The list whose members get a template's test mails when nobody is named.
  package static let testList: Int64 = 1

  let database: Database

  @discardableResult
  package func insert(
    id: Int64? = nil, name: String, at now: Instant
  ) throws(DatabaseError) -> Int64 {
    try database.run(
      "INSERT INTO contact_list (id, name, created_at) VALUES (?, ?, ?)",
      .int(id), .text(name), .int(now.milliseconds))
    return database.lastInsertedRow
  }

  /// By their numbers.
  package func all() throws(DatabaseError) -> [ContactList] {
    try database.rows("SELECT id, name FROM contact_list ORDER BY id") {
      ContactList(id: $0.int(0), name: $0.text(1))
    }
  }

  /// The numbers of the lists that a contact is in.
  package func lists(of contact: Int64) throws(DatabaseError) -> [Int64] {
    try database.rows(
      "SELECT list FROM list_member WHERE contact = ? ORDER BY list", .int(contact)
    ) { $0.int(0) }
  }

  package func contains(_ list: Int64) throws(DatabaseError) -> Bool {
    try name(list) != nil
  }

  package func name(_ list: Int64) throws(DatabaseError) -> String? {
    try database.first("SELECT name FROM contact_list WHERE id = ?", .int(list)) { $0.text(0) }
  }

  package func add(contact: Int64, to list: Int64) throws(DatabaseError) {
    try database.run(
      "INSERT OR IGNORE INTO list_member (list, contact) VALUES (?, ?)", .int(list), .int(contact))
  }

  package func hasMember(contact: Int64) throws(DatabaseError) -> Bool {
    try database.first("SELECT 1 FROM list_member WHERE contact = ?", .int(contact)) { _ in true }
      ?? false
  }
}
