import CivilTime
package import SQLite

/// The way of a message from its acceptance to its end.
extension Transaction {
  /// A message of this account, not stored yet, with the version of its request that it is.
  ///
  /// Versions count from 1. Those of one request are drawn one after the other: they share a number.
  package func drawMessage(
    version: Int64?, from sender: Mailbox, _ content: Content
  ) -> Message {
    Message(row: state.drawMessageRow(), version: version, sender: sender, content: content)
  }

  package func id(of message: Message) -> MessageID {
    state.identifiers.messageID(row: message.row, createdAt: now, version: message.version)
  }

  /// The name of the mail that the recipient at `position` gets.
  package func uuid(of message: Message, recipient position: Int) -> String {
    state.identifiers.uuid(EmailID(message: message.row, position: Int64(position)))
  }

  /// A name for the requests that share one schedule.
  package func drawBatchID() -> String {
    state.identifiers.uuid(.batch, state.drawMessageRow())
  }

  /// Stores a message, takes its credits, and sends it off if it leaves now.
  package func accept(_ message: Message, _ departure: Departure) throws(DatabaseError) {
    try state.write(message, at: now, departure)
    state.ledger.emailCredits -= Int64(message.recipients.count)
    switch departure {
    case .now:
      let sender = message.sender.email
      let tags = message.allTags
      let failure = try failure(of: message.fault, sender: sender)
      for index in message.recipients.indices {
        let mail = Mail(
          id: EmailID(message: message.row, position: Int64(index)),
          address: message.recipients[index].mailbox.email, sender: sender, tags: tags)
        let fate = try fate(of: mail, failure)
        state.write(message, to: index, at: now, fate)
        try begin(mail, fate, at: now)
      }
    case .scheduled(let instant, _):
      for index in message.recipients.indices {
        state.write(message, to: index, at: nil, nil)
      }
      state.expect(instant)
    }
  }

  /// Sends off every message whose time has come.
  func releaseMail() throws(DatabaseError) {
    let table = MessageTable(database: state.database)
    for message in try table.waiting(until: now) {
      let failure = try failure(of: message.fault, sender: message.sender)
      try table.release(message.row, fault: failure)
      for (id, address) in try table.addresses(of: message.row) {
        let mail = Mail(id: id, address: address, sender: message.sender, tags: message.tags)
        let fate = try fate(of: mail, failure)
        try table.release(mail, fate, at: message.departure)
        try begin(mail, fate, at: message.departure)
      }
    }
  }

  /// Why a message cannot leave; nil if it can.
  ///
  /// The sending call never tells: https://github.com/anymail/django-anymail and others saw 201,
  /// and the failure as an event.
  private func failure(
    of fault: String?, sender: String
  ) throws(DatabaseError) -> String? {
    if let fault { return fault }
    return try refusal(ofSender: sender)
  }

  private func fate(of mail: Mail, _ failure: String?) throws(DatabaseError) -> Fate {
    if failure != nil { return Fate(kinds: [.error], reason: failure) }
    if try isBlocked(mail.address, sender: mail.sender) { return Fate(kinds: [.blocked]) }
    return Fate(kinds: MagicRecipient.fate(of: mail.address))
  }

  /// Lets happen what a mail that leaves at `instant` begins with; its row is there.
  private func begin(_ mail: Mail, _ fate: Fate, at instant: Instant) throws(DatabaseError) {
    try note(Event(.requests, at: instant), of: mail)
    for (index, kind) in fate.kinds.enumerated() {
      let number = Int64(index) + 1
      let event = Event(
        kind, at: instant + .milliseconds(number), reason: fate.reason ?? kind.lifecycle.reason)
      if number == 1, fate.isDelivered {
        try note(event, of: mail)
      } else {
        try record(event, of: mail, number: number)
      }
    }
  }

  /// Why mail from `email` cannot be sent; nil if it can.
  private func refusal(ofSender email: String) throws(DatabaseError) -> String? {
    if settings.senders == .any, !state.mayHaveInactiveSenders { return nil }
    guard try senders.isActive(email: email) ?? (settings.senders == .any) else {
      return
        "Sending has been rejected because the sender you used \(email) is not valid. Validate your sender or authenticate your domain"
    }
    return nil
  }

  /// Whether mail from `sender` is kept from `address`.
  package func isBlocked(_ address: String, sender: String) throws(DatabaseError) -> Bool {
    guard state.mayHaveBlocks else { return false }
    let isBlocked = try state.database.first(
      """
      SELECT 1 FROM blocked_contact WHERE email = ? AND sender IN ('', ?)
      UNION ALL SELECT 1 FROM blocked_domain WHERE domain = ?
      """, .text(address), .text(sender), .text(address.emailDomain)
    ) { _ in true }
    return isBlocked ?? false
  }
}

/// What becomes of a mail as it leaves.
struct Fate {
  /// What happens after it was requested, a millisecond apart.
  let kinds: [Event.Kind]
  /// Why it failed, where that is not the usual reason.
  var reason: String?

  /// Whether it is delivered at once. Then its own row says so.
  var isDelivered: Bool { kinds.first == .delivered }
}

/// One mail to one recipient, as far as an event concerns it.
struct Mail {
  let id: EmailID
  var address: String
  var sender: String
  var tags: [String]
}

extension Transaction {
  /// What became of an event that somebody wanted to happen.
  package enum Happening: Sendable {
    case happened
    /// There is no such mail, or it has not left.
    case unknownMail
    /// The mail did not last have an event that this one can follow.
    case outOfOrder(Lifecycle)
  }

  /// Lets something happen to a mail now, if that can follow what has happened to it. A reason that
  /// is not named is that of the lifecycle.
  package func happen(
    _ kind: Event.Kind, to uuid: String, link: String? = nil, ip: String? = nil,
    reason: String? = nil
  ) throws(DatabaseError) -> Happening {
    guard let mail = try emails.mail(uuid: uuid) else { return .unknownMail }
    let events = try EventTable(state: state).events(of: mail)
    guard let last = events.last(where: { !$0.kind.lifecycle.isOfReader })?.kind,
      kind.lifecycle.follows.contains(last)
    else { return .outOfOrder(kind.lifecycle) }
    // Time does not run backwards for a mail, even if the clock was set back.
    let instant = max(now, events.last?.at ?? now)
    try record(
      Event(kind, at: instant, reason: reason ?? kind.lifecycle.reason, link: link, ip: ip),
      of: mail, number: Int64(events.count))
    return .happened
  }

  /// Writes down that `event` happened, with all that it brings about.
  func record(_ event: Event, of mail: Mail, number: Int64) throws(DatabaseError) {
    let table = EventTable(state: state)
    let isFirst = event.kind.lifecycle.hasFirst ? try !table.contains(event.kind, of: mail) : true
    try table.insert(event, of: mail, number: number)
    try note(event, of: mail, isFirst: isFirst)
  }

  /// Brings about what follows from an event that is written down: figures, calls to webhooks and
  /// blocks.
  private func note(
    _ event: Event, of mail: Mail, isFirst: Bool = true
  ) throws(DatabaseError) {
    let lifecycle = event.kind.lifecycle
    let day = event.at.day(at: settings.offset)
    if let counter = lifecycle.counter { count(counter, of: mail, on: day) }
    if isFirst, let counter = lifecycle.uniqueCounter { count(counter, of: mail, on: day) }
    if !state.webhooks.isEmpty { try tellWebhooks(of: event, of: mail, isFirst: isFirst) }
    if let block = lifecycle.block {
      try blockedContacts.insert(
        BlockedContact(
          email: mail.address, sender: block.isOfSender ? mail.sender : nil,
          reason: block.reason, blockedAt: event.at))
    }
  }

  private func count(_ counter: Counter, of mail: Mail, on day: Day) {
    state.growth.count(counter, tag: "", day: day)
    for tag in mail.tags { state.growth.count(counter, tag: tag, day: day) }
  }
}
