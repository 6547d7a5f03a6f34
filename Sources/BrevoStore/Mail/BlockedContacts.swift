package import CivilTime
package import SQLite

/// Why an address gets no mail. Stored as numbers, which never change.
package enum BlockReason: Int64, Sendable, CaseIterable {
  case adminBlocked = 0
  case hardBounce = 1
  case contactFlaggedAsSpam = 2
  case unsubscribedViaEmail = 3
  case unsubscribedViaApi = 4
  case unsubscribedViaMA = 5
}

/// An address that gets no mail: of one sender, or of none.
package struct BlockedContact: Sendable, Equatable {
  package var email: String
  /// Nil if it gets no mail from anybody.
  package var sender: String?
  package var reason: BlockReason
  package var blockedAt: Instant

  package init(
    email: String, sender: String? = nil, reason: BlockReason, blockedAt: Instant
  ) {
    self.email = email
    self.sender = sender
    self.reason = reason
    self.blockedAt = blockedAt
  }
}

package struct BlockedContactTable {
  let state: AccountState

  private var database: Database { state.database }

  /// Adds a block, unless the address is blocked for the same sender already.
  package func insert(_ contact: BlockedContact) throws(DatabaseError) {
    state.mayHaveBlocks = true
    try database.run(
      "INSERT OR IGNORE INTO blocked_contact (email, sender, reason, at) VALUES (?, ?, ?, ?)",
      .text(contact.email), .text(contact.sender ?? ""), .int(contact.reason.rawValue),
      .int(contact.blockedAt.milliseconds))
  }

  /// Lifts every block of an address; answers whether there was one.
  package func delete(_ email: String) throws(DatabaseError) -> Bool {
    try database.run("DELETE FROM blocked_contact WHERE email = ?", .text(email)) > 0
  }

  /// Lifts the blocks of one reason, of one address and in a period if they are named.
  package func delete(
    reason: BlockReason, email: String?, from start: Instant?, to end: Instant?
  ) throws(DatabaseError) {
    var query = Query("DELETE FROM blocked_contact WHERE reason = ?", .int(reason.rawValue))
    if let email { query.append("AND email = ?", .text(email)) }
    if let start { query.append("AND at >= ?", .int(start.milliseconds)) }
    if let end { query.append("AND at < ?", .int(end.milliseconds)) }
    try database.run(query)
  }

  /// A page of the blocks.
  ///
  /// With `senders`, those of these senders, and those of all; with `period`, those made in it.
  package func page(
    senders: [String], period: Range<Instant>?, _ page: Page
  ) throws(DatabaseError) -> (count: Int64, contacts: [BlockedContact]) {
    var filter = Query("FROM blocked_contact WHERE 1")
    if !senders.isEmpty {
      filter.append(
        "AND (sender = '' OR sender IN (SELECT value FROM json_each(?)))", .texts(senders))
    }
    if let period {
      filter.append(
        "AND at >= ? AND at < ?", .int(period.lowerBound.milliseconds),
        .int(period.upperBound.milliseconds))
    }
    let (count, contacts) = try database.page("email, sender, reason, at", filter, page) {
      (row) throws(DatabaseError) in
      guard let reason = BlockReason(rawValue: row.int(2)) else {
        throw .unreadable("blocked_contact.reason")
      }
      let sender = row.text(1)
      return BlockedContact(
        email: row.text(0), sender: sender.isEmpty ? nil : sender, reason: reason,
        blockedAt: Instant(milliseconds: row.int(3)))
    }
    return (count, contacts)
  }
}

/// Domains that get no mail, in lower case.
package struct BlockedDomainTable {
  let state: AccountState

  private var database: Database { state.database }

  /// In the order in which they were blocked.
  package func all() throws(DatabaseError) -> [String] {
    try database.rows("SELECT domain FROM blocked_domain ORDER BY id") { $0.text(0) }
  }

  /// Answers false if it was blocked already.
  package func insert(_ domain: String) throws(DatabaseError) -> Bool {
    state.mayHaveBlocks = true
    return try database.run(
      "INSERT OR IGNORE INTO blocked_domain (domain) VALUES (?)", .text(domain.lowercased())) > 0
  }

  /// Answers false if it was not blocked.
  package func delete(_ domain: String) throws(DatabaseError) -> Bool {
    try database.run("DELETE FROM blocked_domain WHERE domain = ?", .text(domain.lowercased())) > 0
  }
}
