import CivilTime
import SQLite

/// Mail that was accepted in this round and is not in its tables yet: several messages are written
/// together, which costs less than one after the other.
struct UnwrittenMail: ~Copyable {
  fileprivate var messages = RowBuffer.messages
  fileprivate var attachments = RowBuffer.attachments
  fileprivate var mails = RowBuffer.mails
}

extension AccountState {
  /// Takes a message that was accepted; its mails follow. No more wait than go into one statement.
  func write(
    _ message: Message, at now: Instant, _ departure: Departure
  ) throws(DatabaseError) {
    if unwritten.messages.count == Database.groupCount { try writeMail() }
    acceptedCount += 1
    unwritten.messages.append(message, at: now, departure)
    for attachment in message.attachments { unwritten.attachments.append(attachment, of: message) }
    writeBeforeNextStatement()
  }

  /// Takes the mail of that message to the recipient at `position`, with what becomes of it if it
  /// leaves now.
  func write(_ message: Message, to position: Int, at sentAt: Instant?, _ fate: Fate?) {
    unwritten.mails.append(message, to: position, at: sentAt, fate)
    writeBeforeNextStatement()
  }

  private func writeBeforeNextStatement() {
    guard database.delayed == nil else { return }
    database.delayed = { [unowned self] () throws(DatabaseError) in try writeMail() }
  }

  /// Writes what is unwritten. If that fails, the whole round fails, and not only the request that
  /// happened to come next: its transaction ends here.
  func writeMail() throws(DatabaseError) {
    guard !unwritten.messages.isEmpty || !unwritten.mails.isEmpty else { return }
    database.delayed = nil
    let changes = database.totalChanges
    defer {
      mailChanges += database.totalChanges - changes
      forgetMail()
    }
    do throws(DatabaseError) {
      try database.insert(unwritten.messages)
      try database.insert(unwritten.attachments)
      try database.insert(unwritten.mails)
    } catch {
      if database.isInTransaction { try database.run("ROLLBACK") }
      throw error
    }
  }

  /// Leaves unwritten what is.
  func forgetMail() {
    unwritten.messages.removeAll()
    unwritten.attachments.removeAll()
    unwritten.mails.removeAll()
    database.delayed = nil
  }
}
