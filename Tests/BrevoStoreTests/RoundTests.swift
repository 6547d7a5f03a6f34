import CivilTime
import SQLite
import TestSupport
import Testing

// The store has no way to fill its disk; only its database has.
@testable import BrevoStore

@Suite("A round") struct RoundTests {
  let accounts: Accounts

  init() throws { accounts = try Accounts() }

  @Test func `keeps what it did, if it ends well`() throws {
    let answer = try accounts.round("key") { store in
      try store.addSender("a@example.com")
      return 7
    }
    #expect(answer == 7)
    #expect(try accounts.senders("key") == ["a@example.com"])
  }

  @Test func `leaves nothing if it throws`() throws {
    #expect(throws: Interruption()) {
      try accounts.round("key") { store in
        try store.addSender("a@example.com")
        try store.accept(store.message(to: "ann@example.com"), .now)
        throw Interruption()
      }
    }
    #expect(try accounts.senders("key") == [])
    #expect(try accounts.sent("key") == [])
    #expect(
      try accounts.round("key") { $0.emailCredits } == accounts.round("new") { $0.emailCredits })
  }

  @Test func `undoes an attempt that throws, and none beside it`() throws {
    let kept = try accounts.account("key").round { round in
      let store = round.transaction
      return [
        try round.keeps { try store.addSender("before@example.com") },
        try round.keeps {
          try store.addSender("wrong@example.com")
          try store.accept(store.message(to: "wrong@example.com"), .now)
          throw Interruption()
        },
        try round.keeps {
          try store.addSender("also@example.com")
          try store.addSender("before@example.com")
        },
        try round.keeps {
          try store.addSender("after@example.com")
          try store.accept(store.message(to: "ann@example.com"), .now)
        },
      ]
    }
    #expect(kept == [true, false, false, true])
    #expect(try accounts.senders("key") == ["before@example.com", "after@example.com"])
    #expect(try accounts.sent("key") == ["ann@example.com"])
  }

  @Test func `sees one instant from its beginning to its end`() throws {
    let instants = try accounts.round("key") { store in (0..<1000).map { _ in store.now } }
    #expect(Set(instants).count == 1)
  }

  @Test func `does not stand in the way of other accounts`() throws {
    try accounts.round("one") { [accounts] store in
      try store.addSender("a@example.com")
      try accounts.round("two") { try $0.addSender("b@example.com") }
    }
    #expect(try accounts.senders("one") == ["a@example.com"])
    #expect(try accounts.senders("two") == ["b@example.com"])
  }

  @Test func `is lost when the database is full, and says so`() throws {
    let account = try accounts.account("key")
    try accounts.round("key") { try $0.addSender("before@example.com") }
    // No limit can be below the size that it has.
    try account.round { try $0.state.database.execute("PRAGMA max_page_count = 1") }
    let error = try #require(throws: (any Error).self) {
      try account.round { try $0.fill() }
    }
    var cause = error
    if case RoundInterruption.lost(let lost) = error { cause = lost }
    #expect((cause as? DatabaseError)?.kind == .full, "\(error)")
    #expect(try accounts.sent("key") == [], "nobody was told otherwise")
    #expect(try accounts.senders("key") == ["before@example.com"])
    try account.round { try $0.state.database.execute("PRAGMA max_page_count = 1000000") }
    try accounts.mail("key")
    #expect(try accounts.sent("key") == ["ann@example.com"], "it goes on when there is room")
  }
}

extension Round {
  /// Sends mail until there is no room.
  fileprivate func fill() throws {
    for number in 0..<10_000 {
      try attempt { try transaction.accept(transaction.message(to: "\(number)@b.io"), .now) }
    }
  }
}

@Suite("A message for later") struct DepartureTests {
  let accounts: Accounts
  let now: Instant

  init() throws {
    accounts = try Accounts()
    now = try #require(Instant("2026-03-15T12:00:00Z"))
    try accounts.freeze("key", at: now)
  }

  func later(_ span: TimeSpan) -> Departure {
    .scheduled(at: now + span, batch: "5c6cfa04-eed9-42c2-8b5c-6d470d978e9d")
  }

  @Test func `leaves when the clock reaches its time`() throws {
    try accounts.mail("key", later(.hours(1)))
    try accounts.freeze("key", at: now + .hours(1) - .milliseconds(1))
    #expect(try accounts.sent("key") == [])
    try accounts.freeze("key", at: now + .hours(1))
    #expect(try accounts.sent("key") == ["ann@example.com"])
  }

  @Test func `leaves once, in the order of the times`() throws {
    for (address, hours) in [("c@b.io", 3), ("a@b.io", 1), ("d@b.io", 30), ("b@b.io", 2)] {
      try accounts.mail("key", to: address, later(.hours(Int64(hours))))
    }
    try accounts.freeze("key", at: now + .hours(3))
    #expect(try accounts.sent("key") == ["a@b.io", "b@b.io", "c@b.io"])
    for hours in [4, 30, 31, 300] as [Int64] { try accounts.freeze("key", at: now + .hours(hours)) }
    #expect(try accounts.sent("key") == ["a@b.io", "b@b.io", "c@b.io", "d@b.io"])
  }

  @Test func `leaves on a clock that goes, too`() throws {
    var clock = Clock()
    clock.set(to: now + .hours(2))
    try accounts.mail("key", later(.hours(1)))
    try accounts.round("key") { [clock] in try $0.set(clock) }
    #expect(try accounts.sent("key") == ["ann@example.com"])
  }

  @Test func `leaves after its account was closed and opened again`() throws {
    let folder = try TemporaryFolder()
    do {
      let kept = try Accounts(in: DataFolder(path: folder.path))
      try kept.freeze("key", at: now)
      try kept.mail("key", later(.hours(1)))
    }
    let kept = try Accounts(in: DataFolder(path: folder.path))
    #expect(try kept.sent("key") == [])
    try kept.freeze("key", at: now + .hours(1))
    #expect(try kept.sent("key") == ["ann@example.com"])
  }

  @Test func `does not leave if it was never accepted`() throws {
    #expect(throws: Interruption()) {
      try accounts.round("key") { [departure = later(.hours(1))] store in
        try store.accept(store.message(to: "ann@example.com"), departure)
        throw Interruption()
      }
    }
    try accounts.freeze("key", at: now + .hours(1))
    #expect(try accounts.sent("key") == [])
  }
}
