package import CivilTime
package import JSON
package import SQLite

/// An account's tables, its clock and its settings, for as long as its lock is held.
///
/// Not `Sendable`, so that it cannot outlive the lock.
package struct Transaction {
  let state: AccountState
  /// The account's present; one request sees one instant.
  package let now: Instant

  private var database: Database { state.database }

  /// The name of the account, which is the key that its clients have.
  package var key: String { state.key }
  package var settings: Settings { state.settings }
  // What every request asks for, without a copy of all settings.
  package var isActivated: Bool { state.settings.isActivated }
  package var isStrict: Bool { state.settings.isStrict }
  package var enforcesRateLimits: Bool { state.settings.enforcesRateLimits }
  package var senders: SenderTable { SenderTable(state: state) }
  package var senderIPs: SenderIPTable { SenderIPTable(database: database) }
  package var domains: DomainTable { DomainTable(database: database) }
  package var dedicatedIPs: DedicatedIPTable { DedicatedIPTable(database: database) }
  package var children: ChildTable { ChildTable(database: database) }
  package func domains(of child: Child) -> ChildDomainTable {
    ChildDomainTable(database: database, child: child.id)
  }
  package func ips(of child: Child) -> ChildIPTable {
    ChildIPTable(database: database, child: child.id)
  }
  package var contacts: ContactTable { ContactTable(database: database) }
  package var contactLists: ContactListTable { ContactListTable(database: database) }
  package var templates: EmailTemplateTable { EmailTemplateTable(database: database) }
  package var emails: EmailLog { EmailLog(state: state) }
  package var schedule: Schedule { Schedule(state: state, now: now) }
  package var statistics: Statistics { Statistics(state: state, horizon: horizon) }
  package var blockedContacts: BlockedContactTable { BlockedContactTable(state: state) }
  package var blockedDomains: BlockedDomainTable { BlockedDomainTable(state: state) }
  package var idempotencyKeys: IdempotencyKeyTable { IdempotencyKeyTable(database: database) }

  package var users: UserTable { UserTable(state: state, now: now) }
  package var companies: CRMRecordTable {
    CRMRecordTable(state: state, now: now, name: "company")
  }
  package var deals: CRMRecordTable { CRMRecordTable(state: state, now: now, name: "deal") }
  package var taskTypes: TaskTypeTable { TaskTypeTable(state: state, now: now) }
  package var tasks: TaskTable { TaskTable(state: state, now: now) }
  package var smsCampaigns: SMSCampaignTable { SMSCampaignTable(state: state) }
  package var processes: ProcessTable { ProcessTable(state: state, now: now) }

  package var outbox: Outbox { Outbox(state: state) }
  package var eventLog: EventLog { EventLog(state: state) }
  package var notices: NoticeTable { NoticeTable(database: database) }
  package var callbacks: CallbackTable { CallbackTable(state: state, now: now) }
  package var webhooks: WebhookTable { WebhookTable(state: state) }

  package var emailCredits: Int64 { state.ledger.emailCredits }
  package var smsCredits: Double { state.ledger.smsCredits }

  /// What an account of this image begins with.
  package func setEmailCredits(_ count: Int64) throws(DatabaseError) {
    try database.run("UPDATE account SET email_credits = ?", .int(count))
    state.ledger.emailCredits = count
  }

  package func setSMSCredits(_ count: Double) throws(DatabaseError) {
    try database.run("UPDATE account SET sms_credits = ?", .real(count))
    state.ledger.smsCredits = count
  }

  /// Keeps settings of the account's own, in the place of those that it had.
  package func keep(_ settings: JSONObject) throws(DatabaseError) { try state.keep(settings) }

  /// The settings that the account has of its own, as they were given.
  package func ownSettings() throws(DatabaseError) -> JSONObject { try state.ownSettings() }

  /// Six digits that tell whoever gets them by mail from others; the settings may fix them.
  package func drawCode() -> Int64 {
    settings.fixedCode ?? state.identifiers.code(state.drawMessageRow())
  }

  /// Counts a request against a limit of the account, and answers how many more are in it: fewer than
  /// none, if it is over the limit.
  package func spend(
    one bucket: String, of count: Int64, per window: TimeSpan
  ) -> (remaining: Int64, resetsIn: TimeSpan) {
    let start = now.milliseconds - now.milliseconds % window.milliseconds
    let use: Int
    if let known = state.rateUse.firstIndex(where: { $0.bucket == bucket }) {
      use = known
    } else {
      use = state.rateUse.count
      state.rateUse.append(RateUse(bucket: bucket, windowStart: start))
    }
    if state.rateUse[use].windowStart != start {
      state.rateUse[use] = RateUse(bucket: bucket, windowStart: start)
    }
    state.rateUse[use].count += 1
    let reset = start + window.milliseconds - now.milliseconds
    return (count - state.rateUse[use].count, .milliseconds(reset))
  }

  // MARK: The clock

  package var clock: Clock { state.clock }

  /// Sets the account's clock, and lets everything happen that is due then.
  package func set(_ clock: Clock) throws(DatabaseError) {
    try state.set(clock)
    try Transaction(state: state, now: clock.now).settle()
  }
}
