import BrevoStore
import CivilTime
import Testing

/// Events stand in two tables, and are read as one.
@Suite("Events in the order of time") struct EventOrderTests {
  private let accounts: Accounts
  private let first = Instant(milliseconds: 1_772_344_800_000)

  /// Mails that leave within a few milliseconds, so that what happens to one falls between what
  /// happens to others; their numbers are not in the order of time.
  init() throws {
    accounts = try Accounts()
    for offset: Int64 in [2, 0, 1, 1, 3, 0] {
      try accounts.freeze("key", at: first + .milliseconds(offset))
      for name in ["ann@example.com", "clicked@magic.test", "hard-bounce@magic.test"] {
        try accounts.mail("key", to: name)
      }
      try accounts.mail("key", to: "deferred@magic.test")
    }
    // Delivered at last, by an event that is none of the mail's beginning.
    let late = try accounts.round("key") { store in
      try store.eventLog.page(.kind(.deferred), Page(limit: 1, offset: 0, sort: .ascending))
        .events[0].mail
    }
    _ = try accounts.round("key") { try $0.happen(.delivered, to: late) }
  }

  /// What happened, by the events of each mail.
  private func expected(
    _ sort: SortOrder, where isWanted: (Happened) -> Bool = { _ in true }
  ) throws -> [Happened] {
    let always = Instant(milliseconds: .min / 2)..<Instant(milliseconds: .max / 2)
    let page = Page(limit: 1000, offset: 0, sort: .ascending)
    let all = try accounts.round("key") { store in
      let mails = try store.emails.page(EmailFilter(period: always), page).emails
      return try mails.flatMap { mail in
        try store.emails.email(uuid: mail.uuid)?.events.map {
          Happened(mail: mail.uuid, address: mail.address, kind: $0.kind, at: $0.at)
        } ?? []
      }
    }
    let sorted = all.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
    let wanted = sorted.map(\.element).filter(isWanted)
    return sort == .ascending ? wanted : wanted.reversed()
  }

  private func told(_ filter: EventLog.Filter, _ page: Page) throws -> [Happened] {
    try accounts.round("key") { store in
      try store.eventLog.page(filter, page).events.map {
        Happened(mail: $0.mail, address: $0.address, kind: $0.event.kind, at: $0.event.at)
      }
    }
  }

  @Test(arguments: [SortOrder.ascending, .descending])
  func `are told once each, page by page`(sort: SortOrder) throws {
    let expected = try expected(sort).map(\.at)
    var told: [Happened] = []
    while let page = try? self.told(
      EventLog.Filter(), Page(limit: 7, offset: Int64(told.count), sort: sort)), !page.isEmpty
    {
      told += page
    }
    #expect(told.map(\.at) == expected)
    #expect(Set(told) == Set(try self.expected(sort)))
    #expect(told.count == 6 * (2 + 4 + 2 + 2) + 1)
  }

  @Test func `are found by what they are and whom they concern`() throws {
    let page = Page(limit: 1000, offset: 0, sort: .ascending)
    for kind in Event.Kind.allCases {
      let told = try told(.kind(kind), page)
      #expect(Set(told) == Set(try expected(.ascending) { $0.kind == kind }), "\(kind)")
    }
    var filter = EventLog.Filter()
    filter.address = "CLICKED@magic.test"
    #expect(Set(try told(filter, page)).count == 6 * 4)
    filter.kind = .delivered
    #expect(try told(filter, page).map(\.kind) == Array(repeating: .delivered, count: 6))
  }

  @Test(arguments: [0, 1, 2, 3, 4, 5])
  func `are within their period`(start: Int64) throws {
    let period = first + .milliseconds(start)..<first + .milliseconds(start + 2)
    let told = try accounts.round("key") { store in
      try store.statistics.events(
        EventFilter(period: period), Page(limit: 1000, offset: 0, sort: .descending)
      ).map(\.event.at)
    }
    #expect(told == (try expected(.descending) { period.contains($0.at) }).map(\.at))
  }
}

private struct Happened: Hashable {
  var mail: String
  var address: String
  var kind: Event.Kind
  var at: Instant
}

extension EventLog.Filter {
  fileprivate static func kind(_ kind: Event.Kind) -> Self {
    var filter = Self()
    filter.kind = kind
    return filter
  }
}
