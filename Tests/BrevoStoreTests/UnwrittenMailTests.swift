import SQLite
import Testing

// What waits to be written is seen in the database alone.
@testable import BrevoStore

@Suite("Mail of one round") struct UnwrittenMailTests {
  let accounts: Accounts

  init() throws { accounts = try Accounts() }

  @Test(arguments: [1, 7, 8, 9, 16, 23, 40])
  func `is kept in its order, however much of it comes together`(count: Int) throws {
    let addresses = (0..<count).map { "\($0)@b.io" }
    try accounts.round("key") { store in
      for address in addresses { try store.accept(store.message(to: address), .now) }
    }
    #expect(try accounts.sent("key") == addresses)
  }

  @Test func `is found by whatever asks for it`() throws {
    try accounts.round("key") { store in
      for count in 1...20 as ClosedRange<Int64> {
        try store.accept(store.message(to: "ann@example.com"), .now)
        let found = try store.state.database.first(
          "SELECT count(*) FROM email JOIN message ON message.id = email.id >> 16"
        ) { $0.int(0) }
        #expect(found == count)
      }
    }
  }

  @Test func `is undone with the request that it came with, and no other is`() throws {
    try accounts.account("key").round { round in
      let store = round.transaction
      for number in 0..<12 {
        let isKept = try round.keeps {
          try store.accept(store.message(to: "\(number)@b.io"), .now)
          if number % 3 == 1 { throw Interruption() }
        }
        #expect(isKept == (number % 3 != 1))
      }
    }
    let numbers = [0, 2, 3, 5, 6, 8, 9, 11]
    #expect(try accounts.sent("key") == numbers.map { "\($0)@b.io" })
  }

  @Test func `makes nobody run again who was refused beside it`() throws {
    var runs = 0
    try accounts.account("key").round { round in
      runs += 1
      let store = round.transaction
      let isAccepted = try round.keeps {
        try store.accept(store.message(to: "ann@example.com"), .now)
      }
      #expect(isAccepted)
      let isKept = try round.keeps {
        _ = try store.templates.template(id: 99)
        throw Interruption()
      }
      #expect(!isKept)
    }
    #expect(runs == 1)
    #expect(try accounts.sent("key") == ["ann@example.com"])
  }

  @Test func `goes with its round`() throws {
    #expect(throws: Interruption()) {
      try accounts.round("key") { store in
        try store.accept(store.message(to: "ann@example.com"), .now)
        throw Interruption()
      }
    }
    try accounts.mail("key", to: "bob@example.com")
    #expect(try accounts.sent("key") == ["bob@example.com"])
  }
}
