package import CivilTime
package import SQLite

/// The way of a message from its acceptance to its end.
extension Transaction {
  /// A message of this account, not stored yet.
  ///
  /// - Parameter version: Which version of its request it is, counted from 1. The versions of one
  ///   request are drawn one after the other: they share a number.
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

  /// Stores a message, and sends it off if it leaves now.
  package func accept(_ message: Message, _ departure: Departure) throws(DatabaseError) {
    try MessageTable(database: state.database).insert(message, at: now, departure: departure)
    switch departure {
    case .now:
      try recordDeparture(
        of: message.row, from: message.sender.email, recipients: message.recipients.count,
        fault: message.fault, at: now)
    case .scheduled(let instant, _): state.expect(instant)
    }
  }

  /// How many test mails were accepted since `instant`.
  package func testEmails(since instant: Instant) throws(DatabaseError) -> Int {
    let count = try state.database.first(
      "SELECT count(*) FROM message WHERE is_test AND created_at >= ?", .int(instant.milliseconds)
    ) { Int($0.int(0)) }
    return count ?? 0
  }

  /// A name for the requests that share one schedule.
  package func drawBatchID() -> String {
    state.identifiers.uuid(.batch, state.drawMessageRow())
  }

  /// Sends off every message whose time has come.
  func settle() throws(DatabaseError) {
    guard let due = state.nextDeparture, due <= now else { return }
    let waiting = try state.database.rows(
      """
      SELECT id, sender_email, fault, scheduled_at,
        (SELECT count(*) FROM email WHERE message = message.id)
      FROM message WHERE is_waiting AND scheduled_at <= ? ORDER BY scheduled_at, id
      """, .int(now.milliseconds)
    ) { row in
      (
        id: row.int(0), sender: row.text(1), fault: row.optionalText(2),
        at: Instant(milliseconds: row.int(3)), recipients: Int(row.int(4))
      )
    }
    for message in waiting {
      try state.database.run("UPDATE message SET is_waiting = 0 WHERE id = ?", .int(message.id))
      try state.database.run(
        "UPDATE email SET sent_at = ? WHERE message = ?", .int(message.at.milliseconds),
        .int(message.id))
      try recordDeparture(
        of: message.id, from: message.sender, recipients: message.recipients,
        fault: message.fault, at: message.at)
    }
    try state.findNextDeparture()
  }

  /// A message left at `instant`: it was requested, and then was delivered or failed.
  private func recordDeparture(
    of message: Int64, from sender: String, recipients: Int, fault: String?, at instant: Instant
  ) throws(DatabaseError) {
    let events = EventTable(database: state.database)
    let reason = if let fault { fault as String? } else { try refusal(ofSender: sender) }
    let outcome = Event(
      kind: reason == nil ? .delivered : .error, at: instant + .milliseconds(1), reason: reason)
    for position in 0..<Int64(recipients) {
      try events.insert(
        Event(kind: .requests, at: instant), message: message, position: position, number: 0)
      try events.insert(outcome, message: message, position: position, number: 1)
    }
  }

  /// Why mail from `email` cannot be sent; nil if it can.
  ///
  /// The sending call never tells: https://github.com/anymail/django-anymail and others saw 201,
  /// and then this sentence as an `error` event.
  private func refusal(ofSender email: String) throws(DatabaseError) -> String? {
    let sender = try senders.sender(email: email)
    guard sender?.isActive ?? (settings.senders == .any) else {
      return
        "Sending has been rejected because the sender you used \(email) is not valid. Validate your sender or authenticate your domain"
    }
    return nil
  }
}
