package import CivilTime
import SQLite

/// An account's tables, its clock and its settings, for as long as its lock is held.
///
/// Not `Sendable`, so that it cannot outlive the lock.
package struct Transaction {
  let state: AccountState
  /// The account's present; one request sees one instant.
  package let now: Instant

  private var database: Database { state.database }

  package var settings: Settings { state.settings }
  package var senders: SenderTable { SenderTable(database: database) }
  package var contacts: ContactTable { ContactTable(database: database) }
  package var contactLists: ContactListTable { ContactListTable(database: database) }
  package var templates: EmailTemplateTable { EmailTemplateTable(database: database) }
  package var emails: EmailLog { EmailLog(database: database, identifiers: state.identifiers) }
  package var idempotencyKeys: IdempotencyKeyTable { IdempotencyKeyTable(database: database) }
}
