/// The way of a text message: which event may follow which, and what each of them does.
///
/// One row for each kind of event. What reports and calls to `webUrl` call it are different words.
package struct SMSLifecycle: Sendable {
  package var kind: SMSEvent.Kind
  /// In the vendor's reports of text messages.
  package var name: String
  /// In the body of a call to `webUrl`.
  package var nameInWebhook: String
  /// The kinds of events, one of which the message must have had last; none for the first event.
  package var follows: Set<SMSEvent.Kind>
  /// What it adds one to in the statistics of a campaign.
  package var counter: SMSCounter?
  /// Whether it decides what becomes of the message, which is then no longer in process.
  package var isOutcome: Bool
  /// Whether the number gets no more messages.
  package var isUnsubscription: Bool
  package var reason: String?

  package static let table: [SMSLifecycle] = [
    row(.sent, "sent", "sent", after: []),
    row(.accepted, "accepted", "accepted", after: [.sent]),
    row(
      .delivered, "delivered", "delivered", after: onTheWay, counting: .delivered,
      isOutcome: true),
    row(.replied, "replies", "replied", after: arrived, counting: .answered),
    row(
      .unsubscribed, "unsubscription", "unsubscribe", after: arrived,
      counting: .unsubscriptions, isUnsubscription: true),
    row(
      .softBounces, "softBounces", "soft_bounce", after: onTheWay, counting: .softBounces,
      isOutcome: true, reason: "The telephone cannot be reached"),
    row(
      .hardBounces, "hardBounces", "hard_bounce", after: onTheWay, counting: .hardBounces,
      isOutcome: true, reason: "The number does not exist"),
    row(
      .rejected, "rejected", "rejected", after: [], isOutcome: true,
      reason: "The network does not take the message"),
    row(
      .blocked, "blocked", "blocked", after: [], isOutcome: true,
      reason: "The number is blacklisted"),
    row(
      .skipped, "skipped", "skip", after: [], isOutcome: true,
      reason: "The number is left out"),
  ]

  private static let onTheWay: Set<SMSEvent.Kind> = [.sent, .accepted]
  private static let arrived: Set<SMSEvent.Kind> = [.delivered, .replied]

  private static let byKind = Dictionary(uniqueKeysWithValues: table.map { ($0.kind, $0) })

  private static func row(
    _ kind: SMSEvent.Kind, _ name: String, _ nameInWebhook: String,
    after follows: Set<SMSEvent.Kind>, counting counter: SMSCounter? = nil,
    isOutcome: Bool = false, isUnsubscription: Bool = false, reason: String? = nil
  ) -> SMSLifecycle {
    SMSLifecycle(
      kind: kind, name: name, nameInWebhook: nameInWebhook, follows: follows, counter: counter,
      isOutcome: isOutcome, isUnsubscription: isUnsubscription, reason: reason)
  }

  static func row(of kind: SMSEvent.Kind) -> SMSLifecycle {
    guard let row = byKind[kind] else { preconditionFailure("\(kind) has no row") }
    return row
  }
}

extension SMSEvent.Kind {
  package var lifecycle: SMSLifecycle { SMSLifecycle.row(of: self) }
}

/// The figures of a campaign, named as they are in the answers. Stored as numbers, which never
/// change.
package enum SMSCounter: Int64, Sendable, CaseIterable {
  /// Messages that are to go out, or have no outcome yet.
  case processing = 0
  case delivered = 1
  case softBounces = 2
  case hardBounces = 3
  case unsubscriptions = 4
  case answered = 5
}
