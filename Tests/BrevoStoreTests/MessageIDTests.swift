import BrevoStore
import CivilTime
import TestSupport
import Testing

@Suite("The id of a message is given once") struct UniqueMessageIDTests {
  /// Draws ids without storing anything, as the sandbox does.
  static func draw(_ accounts: Accounts, _ count: Int = 3) throws -> [MessageID] {
    try accounts.round("key") { store in
      (0..<count).map { _ in store.id(of: store.message(to: "ann@example.com")) }
    }
  }

  @Test func `whether or not it is stored`() throws {
    let accounts = try Accounts()
    var ids = try Self.draw(accounts)
    ids.append(try accounts.mail("key"))
    ids += try Self.draw(accounts)
    #expect(Set(ids.map(\.number)).count == ids.count)
  }

  @Test func `even if the folder is closed and opened again`() throws {
    let folder = try TemporaryFolder()
    var ids: [MessageID] = []
    for _ in 0..<3 {
      let accounts = try Accounts(in: DataFolder(path: folder.path))
      ids += try Self.draw(accounts)
      ids.append(try accounts.mail("key"))
      ids += try Self.draw(accounts)
    }
    #expect(Set(ids.map(\.number)).count == ids.count)
  }

  @Test func `even if its account is closed for others`() throws {
    let folder = try TemporaryFolder()
    let accounts = try Accounts(in: DataFolder(path: folder.path))
    var ids = try Self.draw(accounts)
    for number in 0..<250 { try accounts.round("other \(number)") { _ in } }
    ids += try Self.draw(accounts)
    #expect(Set(ids.map(\.number)).count == ids.count)
  }

  @Test func `even if the message is deleted`() throws {
    let folder = try TemporaryFolder()
    var ids: [MessageID] = []
    for _ in 0..<3 {
      let accounts = try Accounts(in: DataFolder(path: folder.path))
      let id = try accounts.mail("key")
      ids.append(id)
      try accounts.round("key") { store in _ = try store.emails.delete(id) }
    }
    #expect(Set(ids.map(\.number)).count == ids.count)
  }
}
