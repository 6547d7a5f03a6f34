/// The way of a mail to one recipient: which event may follow which, and what each of them does.
///
/// One row for each kind of event. What filters and counters, single mails and webhooks call it are
/// different words, which the contract lists in its section 5.1.
///
/// A class, because rows are looked up for every event: one costs a reference.
package final class Lifecycle: Sendable {
  package let kind: Event.Kind
  /// As a filter, and in the rows, of `/smtp/statistics/events`.
  package let name: String
  /// In the events of a single mail.
  package let nameInContent: String
  /// In the body of a webhook; of the first of its kind, where that has a name of its own.
  package let nameInWebhook: String
  package let firstNameInWebhook: String?
  /// The kinds of events, one of which the mail must have had last; what its reader did since it
  /// was delivered does not count.
  package let follows: Set<Event.Kind>
  /// What it adds one to in the reports.
  package let counter: Counter?
  /// What the first of its kind adds one to besides.
  package let uniqueCounter: Counter?
  package let block: Block?
  /// The reason that is given when nobody names one.
  package let reason: String?

  /// Whom an event keeps from getting more mail.
  package struct Block: Sendable, Equatable {
    package var reason: BlockReason
    /// Whether only mail of the same sender is blocked.
    package var isOfSender: Bool
  }

  package static let table: [Lifecycle] = [
    Lifecycle(.requests, "requests", "sent", "request", after: [], counting: .requests),
    Lifecycle(
      .delivered, "delivered", "delivered", "delivered",
      after: notAccepted, counting: .delivered),
    Lifecycle(
      .deferred, "deferred", "deferred", "deferred", after: notAccepted,
      reason: "Error connection timeout"),
    Lifecycle(
      .softBounces, "softBounces", "soft_bounce", "soft_bounce", after: notAccepted,
      counting: .softBounces, reason: "452 4.2.2 The recipient's mailbox is full"),
    Lifecycle(
      .hardBounces, "hardBounces", "hard_bounce", "hard_bounce", after: notAccepted,
      counting: .hardBounces, blocking: Block(reason: .hardBounce, isOfSender: false),
      reason: "550 5.5.0 Requested action not taken: mailbox unavailable."),
    Lifecycle(
      .blocked, "blocked", "blocked", "blocked", after: [.requests], counting: .blocked,
      reason: "blocked : due to blacklist user"),
    Lifecycle(
      .invalid, "invalid", "invalid_email", "invalid_email", after: [.requests],
      counting: .invalid),
    Lifecycle(
      .error, "error", "error", "error", after: [.requests],
      reason: "The mail could not be sent"),
    Lifecycle(
      .opened, "opened", "open", "opened", first: "unique_opened", after: [.delivered],
      counting: .opens, uniquely: .uniqueOpens),
    Lifecycle(
      .clicks, "clicks", "click", "click", after: [.delivered], counting: .clicks,
      uniquely: .uniqueClicks),
    Lifecycle(
      .loadedByProxy, "loadedByProxy", "loaded_by_proxy", "proxy_open",
      first: "unique_proxy_open", after: [.delivered]),
    Lifecycle(
      .spam, "spam", "spam", "spam", after: [.delivered], counting: .spamReports,
      blocking: Block(reason: .contactFlaggedAsSpam, isOfSender: false)),
    Lifecycle(
      .unsubscribed, "unsubscribed", "unsubscribed", "unsubscribed", after: [.delivered],
      counting: .unsubscribed, blocking: Block(reason: .unsubscribedViaEmail, isOfSender: true)),
  ]

  /// What a mail had last for which the receiving server has not said yes or no for good.
  private static let notAccepted: Set<Event.Kind> = [.requests, .deferred, .softBounces]

  /// By the numbers of their kinds.
  private static let byKind = Event.Kind.allCases.map { kind in
    guard let row = table.first(where: { $0.kind == kind }) else {
      preconditionFailure("\(kind) has no row")
    }
    return row
  }

  private init(
    _ kind: Event.Kind, _ name: String, _ nameInContent: String, _ nameInWebhook: String,
    first firstNameInWebhook: String? = nil, after follows: Set<Event.Kind>,
    counting counter: Counter? = nil, uniquely uniqueCounter: Counter? = nil,
    blocking block: Block? = nil, reason: String? = nil
  ) {
    self.kind = kind
    self.name = name
    self.nameInContent = nameInContent
    self.nameInWebhook = nameInWebhook
    self.firstNameInWebhook = firstNameInWebhook
    self.follows = follows
    self.counter = counter
    self.uniqueCounter = uniqueCounter
    self.block = block
    self.reason = reason
  }

  /// Whether it matters which of several such events is a mail's first.
  var hasFirst: Bool { uniqueCounter != nil || firstNameInWebhook != nil }

  /// Whether it is something that the reader of a delivered mail does.
  var isOfReader: Bool { follows == [.delivered] }

  static func row(of kind: Event.Kind) -> Lifecycle { byKind[Int(kind.rawValue)] }
}

extension Event.Kind {
  package var lifecycle: Lifecycle { Lifecycle.row(of: self) }
}

/// The figures of the reports, named as they are in the answers. Stored as numbers, which never
/// change.
package enum Counter: Int64, Sendable, CaseIterable {
  case requests = 0
  case delivered = 1
  case hardBounces = 2
  case softBounces = 3
  case clicks = 4
  case uniqueClicks = 5
  case opens = 6
  case uniqueOpens = 7
  case spamReports = 8
  case blocked = 9
  case invalid = 10
  case unsubscribed = 11
}
