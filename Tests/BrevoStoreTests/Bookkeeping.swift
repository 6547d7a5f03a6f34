import BrevoStore
import CivilTime

/// What the tests of the store do with accounts.
extension Accounts {
  convenience init(in folder: DataFolder? = nil) throws {
    let image = try AccountImage(at: Clock().now) { _ in }
    self.init(in: folder, image: { image }, settings: Settings())
  }

  /// Runs `body` in a round of its own.
  @discardableResult
  func round<Result: Sendable>(
    _ key: String, _ body: @Sendable (Transaction) throws -> Result
  ) throws -> Result {
    try account(key).round { try body($0.transaction) }
  }

  func senders(_ key: String, upTo last: Int64 = 20) throws -> [String] {
    try round(key) { store in
      try (1...last).compactMap { try store.senders.sender(id: $0)?.email }
    }
  }

  /// Stops the clock of an account.
  func freeze(_ key: String, at instant: Instant) throws {
    var clock = Clock()
    clock.freeze()
    clock.set(to: instant)
    try round(key) { [clock] in try $0.set(clock) }
  }

  /// Accepts a mail and answers its id.
  @discardableResult
  func mail(
    _ key: String, to address: String = "ann@example.com", _ departure: Departure = .now
  ) throws -> MessageID {
    try round(key) { store in
      let message = store.message(to: address)
      try store.accept(message, departure)
      return store.id(of: message)
    }
  }

  /// The addresses of all mail that has left, oldest first.
  func sent(_ key: String) throws -> [String] {
    try round(key) { store in
      let always = Instant(milliseconds: .min / 2)..<Instant(milliseconds: .max / 2)
      let page = Page(limit: 1000, offset: 0, sort: .ascending)
      return try store.emails.page(EmailFilter(period: always), page).emails.map(\.address)
    }
  }
}

extension Transaction {
  func message(to address: String) -> Message {
    let message = drawMessage(
      version: nil, from: Mailbox(email: "shop@example.com"),
      Content(subject: "Hello", html: "<p>Hello</p>", text: nil))
    message.recipients = [Recipient(.to, Mailbox(email: address))]
    return message
  }

  func addSender(_ email: String) throws {
    try senders.insert(name: "Somebody", email: email, isActive: true)
  }
}

struct Interruption: Error, Equatable {}

extension Round {
  /// Whether an attempt is kept: it did not throw.
  func keeps(_ body: () throws -> Void) throws -> Bool {
    do { try attempt(body) } catch let error as RoundInterruption { throw error } catch {
      return false
    }
    return true
  }
}
