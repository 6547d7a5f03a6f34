import CivilTime
import SQLite

/// Mail that was accepted in this round and is not in its tables yet: several messages are written
/// together, which costs less than one after the other.
struct UnwrittenMail {
  struct Accepted {
    let message: Message
    let at: Instant
    let departure: Departure
  }

  /// The mail to the recipient at a position, with what becomes of it if it leaves now.
  struct Mail {
    let message: Message
    let position: Int
    let sentAt: Instant?
    let isDelivered: Bool
  }

  fileprivate var messages: [Accepted] = []
  fileprivate var mails: [Mail] = []
}

extension AccountState {
  /// Takes a message that was accepted; its mails follow. No more wait than go into one statement.
  func write(_ message: UnwrittenMail.Accepted) throws(DatabaseError) {
    if unwritten.messages.count == Database.groupCount { try writeMail() }
    acceptedCount += 1
    unwritten.messages.append(message)
    writeBeforeNextStatement()
  }

  func write(_ mail: UnwrittenMail.Mail) {
    unwritten.mails.append(mail)
    writeBeforeNextStatement()
  }

  private func writeBeforeNextStatement() {
    guard database.delayed == nil else { return }
    database.delayed = { [unowned self] () throws(DatabaseError) in try writeMail() }
  }

  /// Writes what is unwritten. If that fails, the whole round fails, and not only the request that
  /// happened to come next: its transaction ends here.
  func writeMail() throws(DatabaseError) {
    guard !unwritten.mails.isEmpty || !unwritten.messages.isEmpty else { return }
    let mail = unwritten
    forgetMail()
    let changes = database.totalChanges
    defer { mailChanges += database.totalChanges - changes }
    do throws(DatabaseError) {
      let table = MessageTable(database: database)
      try table.insert(mail.messages)
      try table.insert(mail.mails)
    } catch {
      if database.isInTransaction { try database.run("ROLLBACK") }
      throw error
    }
  }

  /// Leaves unwritten what is.
  func forgetMail() {
    unwritten = UnwrittenMail()
    database.delayed = nil
  }
}
