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
    state.identifiers.uuid(.email, message.row, Int64(position))
  }

  /// A name for the requests that share one schedule.
  package func drawBatchID() -> String {
    state.identifiers.uuid(.batch, state.drawMessageRow())
  }

  /// Stores a message, takes its credits, and sends it off if it leaves now.
  package func accept(_ message: Message, _ departure: Departure) throws(DatabaseError) {
    try MessageTable(database: state.database).insert(message, at: now, departure: departure)
    state.ledger.emailCredits -= Int64(message.recipients.count)
    switch departure {
    case .now:
      let addresses = message.recipients.enumerated().map { index, recipient in
        (position: Int64(index), address: recipient.mailbox.email)
      }
      _ = try depart(
        message.row, from: message.sender.email, to: addresses, tags: message.allTags,
        fault: message.fault, at: now)
    case .scheduled(let instant, _): state.expect(instant)
    }
  }

  /// Sends off every message whose time has come.
  func releaseMail() throws(DatabaseError) {
    let table = MessageTable(database: state.database)
    for message in try table.waiting(until: now) {
      let addresses = try table.addresses(of: message.row)
      let failure = try depart(
        message.row, from: message.sender, to: addresses, tags: message.tags,
        fault: message.fault, at: message.departure)
      try table.release(message.row, at: message.departure, fault: failure)
    }
  }

  /// Lets a message leave at `instant`; answers why it could not, if it could not.
  ///
  /// The sending call never tells: https://github.com/anymail/django-anymail and others saw 201,
  /// and the failure as an event.
  private func depart(
    _ message: Int64, from sender: String, to addresses: [(position: Int64, address: String)],
    tags: [String], fault: String?, at instant: Instant
  ) throws(DatabaseError) -> String? {
    let failure = if let fault { fault as String? } else { try refusal(ofSender: sender) }
    for (position, address) in addresses {
      let mail = Mail(
        message: message, position: position, address: address, sender: sender, tags: tags)
      let fate: [Event.Kind] =
        if failure != nil {
          [.error]
        } else if try isBlocked(address, sender: sender) {
          [.blocked]
        } else {
          MagicRecipient.fate(of: address)
        }
      try record(Event(.requests, at: instant), of: mail, number: 0)
      for (index, kind) in fate.enumerated() {
        let number = Int64(index) + 1
        let reason = kind == .error ? failure ?? kind.lifecycle.reason : kind.lifecycle.reason
        try record(
          Event(kind, at: instant + .milliseconds(number), reason: reason), of: mail,
          number: number)
      }
    }
    return failure
  }

  /// Why mail from `email` cannot be sent; nil if it can.
  private func refusal(ofSender email: String) throws(DatabaseError) -> String? {
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

/// One mail to one recipient, as far as an event concerns it.
struct Mail {
  var message: Int64
  var position: Int64
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
    let events = try EventTable(database: state.database)
      .events(message: mail.message, position: mail.position)
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

  /// Writes down that `event` happened, with all that it brings about: figures, blocks
  /// and calls to webhooks.
  func record(_ event: Event, of mail: Mail, number: Int64) throws(DatabaseError) {
    let table = EventTable(database: state.database)
    let lifecycle = event.kind.lifecycle
    let day = event.at.day(at: settings.offset)
    if let counter = lifecycle.counter { count(counter, of: mail, on: day) }
    let mayBeFirst = lifecycle.uniqueCounter != nil || lifecycle.firstNameInWebhook != nil
    var isFirst = false
    if mayBeFirst {
      isFirst = try !table.contains(
        event.kind, message: mail.message, position: mail.position)
    }
    if isFirst, let counter = lifecycle.uniqueCounter { count(counter, of: mail, on: day) }
    try table.insert(event, message: mail.message, position: mail.position, number: number)
    if !state.webhooks.isEmpty { try tellWebhooks(of: event, of: mail, isFirst: isFirst) }
    if let block = lifecycle.block {
      try blockedContacts.insert(
        BlockedContact(
          email: mail.address, sender: block.isOfSender ? mail.sender : nil,
          reason: block.reason, blockedAt: event.at))
    }
  }

  private func count(_ counter: Counter, of mail: Mail, on day: Day) {
    state.ledger.count(counter, tag: "", day: day)
    for tag in mail.tags { state.ledger.count(counter, tag: tag, day: day) }
  }
}
