@testable import BrevoStore
import SQLite
import TestSupport
import Testing

@Suite("A file of an older version") struct MigrationTests {
  @Test func `keeps its senders, their numbers and what they are`() throws {
    let folder = try TemporaryFolder()
    do {
      let database = try Database(path: DataFolder(path: folder.path).file(for: "one"))
      try database.migrate([AccountSchema.mail], applicationID: AccountSchema.applicationID)
      try database.run("UPDATE account SET key = 'one'")
      try database.run(
        "INSERT INTO sender VALUES (1, 'Olivia', 'Olivia@b.io', 1), (7, 'Pat', 'pat@b.io', 0)")
    }
    let accounts = try Accounts(in: DataFolder(path: folder.path))
    #expect(
      try accounts.round("one") { try $0.senders.all() } == [
        Sender(id: 1, name: "Olivia", email: "Olivia@b.io", isActive: true),
        Sender(id: 7, name: "Pat", email: "pat@b.io", isActive: false),
      ])
    #expect(try accounts.round("one") { try $0.senders.sender(email: "olivia@B.io")?.id } == 1)
    #expect(try accounts.round("one") { try $0.senders.delete(id: 7) })
    try accounts.round("one") { try $0.addSender("ann@b.io") }
    #expect(try accounts.round("one") { try $0.senders.sender(email: "ann@b.io")?.id } == 8)
  }
}
