import CivilTime

/// What an account must hold, said again in few words: nothing here is taken from the program.
struct Model {
  struct Event: Equatable {
    var kind: String
    var at: Instant
  }

  /// A mail to one recipient.
  struct Mail {
    var address: String
    var events: [Event] = []
    var isDeleted = false
  }

  /// What one message id names. Messages stand in the order in which they were accepted.
  struct Message {
    enum State { case waiting, left, failed, cancelled }

    var id: String
    /// Versions of one request share it.
    var request: Int
    var sender: String
    var tags: [String]
    var createdAt: Instant
    var scheduledAt: Instant?
    var batch: String?
    var state = State.waiting
    var mails: [Mail]
  }

  struct Block {
    var address: String
    /// Empty for all senders.
    var sender: String
    var reason: String
    var at: Instant
  }

  var now: Instant
  let offset: UTCOffset
  var credits: Int
  var messages: [Message] = []
  var blocks: [Block] = []
  var domains: [String] = []
  /// By tag, then by day; the empty tag is all mail.
  var figures: [String: [Day: [String: Int64]]] = [:]
  var keys: [String: Instant] = [:]

  static let inactiveSender = "new@example.com"

  /// What follows `requests`, by the local part at magic.test.
  private static let fates = [
    "hard-bounce": ["hardBounces"], "soft-bounce": ["softBounces"], "deferred": ["deferred"],
    "blocked": ["blocked"], "invalid": ["invalid"], "error": ["error"],
    "opened": ["delivered", "opened"], "clicked": ["delivered", "opened", "clicks"],
    "loaded-by-proxy": ["delivered", "loadedByProxy"], "spam": ["delivered", "spam"],
    "unsubscribed": ["delivered", "unsubscribed"],
  ]

  /// What an event adds one to, and what the first of its kind does besides.
  private static let counters = [
    "requests": ["requests"], "delivered": ["delivered"], "hardBounces": ["hardBounces"],
    "softBounces": ["softBounces"], "blocked": ["blocked"], "invalid": ["invalid"],
    "opened": ["opens", "uniqueOpens"], "clicks": ["clicks", "uniqueClicks"],
    "spam": ["spamReports"], "unsubscribed": ["unsubscribed"],
  ]

  private static let reasons = [
    "hardBounces": "hardBounce", "spam": "contactFlaggedAsSpam",
    "unsubscribed": "unsubscribedViaEmail",
  ]

  static let readerKinds = ["opened", "clicks", "loadedByProxy", "spam", "unsubscribed"]
  private static let undecided = ["requests", "deferred", "softBounces"]
  private static let serverKinds = ["delivered", "deferred", "softBounces", "hardBounces"]

  // MARK: Sending

  /// Lets time go by: what is due leaves, each mail at its own time.
  mutating func move(to instant: Instant) {
    now = instant
    let due = messages.indices.filter {
      messages[$0].state == .waiting && messages[$0].scheduledAt.map { $0 <= instant } ?? false
    }
    for index in due.sorted(by: { a, b in
      let (first, second) = (messages[a].scheduledAt ?? now, messages[b].scheduledAt ?? now)
      return first == second ? a < b : first < second
    }) {
      depart(index, at: messages[index].scheduledAt ?? now)
    }
  }

  mutating func accept(_ message: Message) {
    messages.append(message)
    credits -= message.mails.count
    if message.scheduledAt == nil { depart(messages.count - 1, at: now) }
  }

  private mutating func depart(_ index: Int, at instant: Instant) {
    let isRefused = messages[index].sender == Self.inactiveSender
    messages[index].state = isRefused ? .failed : .left
    for position in messages[index].mails.indices {
      let address = messages[index].mails[position].address.lowercased()
      let parts = address.split(separator: "@")
      let name = String(parts[0].prefix { $0 != "+" })
      var fate = ["delivered"]
      if isRefused {
        fate = ["error"]
      } else if isBlocked(address, by: messages[index].sender) {
        fate = ["blocked"]
      } else if parts[1] == "magic.test", let own = Self.fates[name] {
        fate = own
      }
      for (milliseconds, kind) in (["requests"] + fate).enumerated() {
        record(kind, at: instant + .milliseconds(Int64(milliseconds)), index, position)
      }
    }
  }

  private func isBlocked(_ address: String, by sender: String) -> Bool {
    domains.contains { address.hasSuffix("@\($0)") }
      || blocks.contains {
        $0.address.lowercased() == address && ["", sender].contains($0.sender)
      }
  }

  // MARK: Events

  mutating func record(_ kind: String, at instant: Instant, _ message: Int, _ position: Int) {
    let mail = messages[message].mails[position]
    let isFirst = !mail.events.contains { $0.kind == kind }
    messages[message].mails[position].events.append(Event(kind: kind, at: instant))
    let day = instant.day(at: offset)
    for counter in Self.counters[kind] ?? [] where isFirst || !counter.hasPrefix("unique") {
      for tag in Set(messages[message].tags + [""]) {
        figures[tag, default: [:]][day, default: [:]][counter, default: 0] += 1
      }
    }
    guard let reason = Self.reasons[kind] else { return }
    let sender = kind == "unsubscribed" ? messages[message].sender : ""
    let isKnown = blocks.contains {
      $0.address.lowercased() == mail.address.lowercased() && $0.sender == sender
    }
    guard !isKnown else { return }
    blocks.append(Block(address: mail.address, sender: sender, reason: reason, at: instant))
  }

  /// Whether `kind` can happen to a mail now.
  func admits(_ kind: String, _ message: Int, _ position: Int) -> Bool {
    let events = messages[message].mails[position].events
    let last = events.last { !Self.readerKinds.contains($0.kind) }?.kind ?? ""
    if Self.readerKinds.contains(kind) { return last == "delivered" }
    return Self.serverKinds.contains(kind) && Self.undecided.contains(last)
  }

  // MARK: What the lists must show

  /// The days that the lists are asked for: all of the history so far.
  var period: ClosedRange<Day> { start...now.day(at: offset) }
  let start: Day

  init(at now: Instant, offset: UTCOffset, credits: Int) {
    self.now = now
    self.offset = offset
    self.credits = credits
    start = now.day(at: offset)
  }

  /// `2026-03-01T06:00:00.000Z delivered ann@example.com <…> a`, oldest first.
  var events: [String] {
    var rows: [(at: Instant, text: String)] = []
    for message in messages {
      for mail in message.mails where !mail.isDeleted {
        for event in mail.events where period.contains(event.at.day(at: offset)) {
          let words = [date(event.at), event.kind, mail.address, message.id]
          rows.append((event.at, (words + message.tags.prefix(1)).joined(separator: " ")))
        }
      }
    }
    return rows.enumerated().sorted { a, b in
      a.element.at == b.element.at ? a.offset < b.offset : a.element.at < b.element.at
    }.map(\.element.text)
  }

  /// `2026-03-01T06:00:00.000Z ann@example.com <…> a,b`, oldest first, of mails that `isWanted` wants.
  func emails(where isWanted: (Message, Mail) -> Bool) -> [String] {
    var rows: [(at: Instant, text: String)] = []
    for message in messages {
      for mail in message.mails where !mail.isDeleted && isWanted(message, mail) {
        guard let at = mail.events.first?.at else { continue }
        let tags = message.tags.joined(separator: ",")
        rows.append((at, "\(date(at)) \(mail.address) \(message.id) \(tags)"))
      }
    }
    return rows.enumerated().sorted { a, b in
      a.element.at == b.element.at ? a.offset < b.offset : a.element.at < b.element.at
    }.map(\.element.text)
  }

  /// The figures of each day of the period on which there is something to tell.
  func days(tag: String) -> [Day: [String: Int64]] {
    (figures[tag] ?? [:]).filter { period.contains($0.key) }
  }

  func status(of message: Message) -> String? {
    guard let scheduledAt = message.scheduledAt else { return nil }
    switch message.state {
    case .waiting: return "queued"
    case .failed: return "error"
    case .cancelled: return nil
    // The second in progress is assumed.
    case .left: return scheduledAt > now - .seconds(1) ? "inProgress" : "processed"
    }
  }

  /// The statuses of the requests of a batch, oldest first: of each its first version that is left.
  func statuses(ofBatch batch: String) -> [String] {
    var seen: Set<Int> = []
    return messages.filter { $0.batch == batch && $0.state != .cancelled }
      .filter { seen.insert($0.request).inserted }.compactMap(status)
  }

  private func date(_ instant: Instant) -> String { instant.formatted(.milliseconds(offset)) }
}
