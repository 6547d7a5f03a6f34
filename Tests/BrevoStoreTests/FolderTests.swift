import BrevoStore
import CivilTime
import SQLite
import Synchronization
import TestSupport
import Testing

@Suite("Accounts in a folder") struct FolderTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func open() throws -> Accounts { try Accounts(in: DataFolder(path: folder.path)) }

  @Test func `are there again when it is opened again`() throws {
    var id: MessageID?
    do {
      let accounts = try open()
      try accounts.round("one") { try $0.addSender("a@example.com") }
      try accounts.round("two") { try $0.addSender("b@example.com") }
      id = try accounts.mail("one")
    }
    let accounts = try open()
    #expect(try accounts.senders("one") == ["a@example.com"])
    #expect(try accounts.senders("two") == ["b@example.com"])
    #expect(try accounts.sent("one") == ["ann@example.com"])
    let found = try accounts.round("one") { [id] store in
      var filter = EmailFilter(period: Instant(milliseconds: 0)..<store.now + .days(1))
      filter.messageID = id
      return try store.emails.page(filter, Page(limit: 1, offset: 0, sort: .ascending)).count
    }
    #expect(found == 1, "it is still known by its id")
  }

  @Test func `begin with their image once, not each time`() throws {
    let image = try AccountImage(at: Clock().now) { try $0.addSender("owner@example.com") }
    for _ in 0..<3 {
      let data = try DataFolder(path: folder.path)
      let accounts = Accounts(in: data, image: { image }, settings: Settings())
      #expect(try accounts.senders("one") == ["owner@example.com"])
    }
  }

  @Test func `begin with an image that is made once, for the first of them`() throws {
    let count = Mutex(0)
    let accounts = Accounts(
      in: try DataFolder(path: folder.path),
      image: {
        count.withLock { $0 += 1 }
        return try AccountImage(at: Clock().now) { try $0.addSender("owner@example.com") }
      }, settings: Settings())
    #expect(count.withLock { $0 } == 0)
    for key in ["one", "two"] { #expect(try accounts.senders(key) == ["owner@example.com"]) }
    #expect(count.withLock { $0 } == 1)
  }

  @Test func `may be more than can be open at once`() throws {
    let accounts = try open()
    let keys = (0..<450).map { "key \($0)" }
    for key in keys { try accounts.round(key) { try $0.addSender("\(key.dropFirst(4))@b.io") } }
    for key in keys.reversed() {
      #expect(try accounts.senders(key) == ["\(key.dropFirst(4))@b.io"])
    }
    #expect(try folder.names(ending: ".sqlite").count == 450)
  }

  @Test func `keep their clocks when they are closed for others`() throws {
    let accounts = try open()
    let instant = try #require(Instant("2030-01-01T00:00:00Z"))
    try accounts.freeze("first", at: instant)
    for number in 0..<250 { try accounts.round("key \(number)") { _ in } }
    #expect(try accounts.round("first") { $0.now } == instant)
  }

  @Test func `have keys of any characters`() throws {
    let keys = [
      "../../etc/passwd", "a/b", "a\u{0}b", "ключ 🐈", String(repeating: "k", count: 9000),
    ]
    do {
      let accounts = try open()
      for (index, key) in keys.enumerated() {
        try accounts.round(key) { try $0.addSender("\(index)@example.com") }
      }
    }
    #expect(try folder.names(ending: ".sqlite").count == keys.count)
    let accounts = try open()
    for (index, key) in keys.enumerated() {
      #expect(try accounts.senders(key) == ["\(index)@example.com"])
    }
  }

  @Test func `that were being replaced when the process ended are replaced`() throws {
    let one = try file(of: "one")
    let two = try file(of: "two")
    try folder.write(try folder.bytes(one), to: one + ".ready")
    try folder.write(try folder.bytes(two), to: one)
    try folder.write([1, 2, 3], to: two + ".new")
    let accounts = try open()
    #expect(try accounts.senders("one") == ["one@example.com"])
    #expect(try accounts.senders("two") == ["two@example.com"], "a draft counts for nothing")
    #expect(try folder.names(ending: ".ready") == [])
  }

  // MARK: Refusals

  /// The name of the file that an account has.
  func file(of key: String) throws -> String {
    let before = try folder.names(ending: ".sqlite")
    do { try open().round(key) { try $0.addSender("\(key)@example.com") } }
    return try #require(try folder.names(ending: ".sqlite").first { !before.contains($0) })
  }

  @Test(arguments: ["no database", "a database of another program", "a newer one", "a damaged one"])
  func `are not opened from a file that is`(what: String) throws {
    let name = try file(of: "one")
    let path = folder.path + "/" + name
    switch what {
    case "no database": try folder.write(Array("Dear diary, ".utf8) + [0, 1, 2], to: name)
    case "a newer one": try Database(path: path).execute("PRAGMA user_version = 1000")
    case "a damaged one": try Database(path: path).execute("PRAGMA user_version = -2147483647")
    default: try Database(path: path).execute("PRAGMA application_id = 7")
    }
    let before = try folder.bytes(name)
    let accounts = try open()
    let error = try #require(throws: DatabaseError.self) { try accounts.account("one") }
    #expect(error.kind == .corrupt)
    #expect(!error.message.isEmpty, "\(error)")
    #expect(try folder.bytes(name) == before, "it is left alone")
    try accounts.round("two") { try $0.addSender("two@example.com") }
    #expect(try accounts.senders("two") == ["two@example.com"], "others are none the worse")
  }

  @Test func `are not opened from the file of another key`() throws {
    let one = try file(of: "one")
    let two = try file(of: "two")
    try folder.write(try folder.bytes(two), to: one)
    let error = try #require(throws: DatabaseError.self) { try open().account("one") }
    #expect(error.kind == .corrupt)
    #expect(error.message == "\(one): the file belongs to another key")
    #expect(try open().senders("two") == ["two@example.com"])
  }

  @Test func `belong to one process at a time`() throws {
    var first: DataFolder? = try DataFolder(path: folder.path)
    let failure = try #require(throws: DataFolder.Failure.self) {
      try DataFolder(path: folder.path)
    }
    #expect(failure.description.contains("\(folder.path) is in use"))
    #expect(first != nil)
    first = nil
    #expect(throws: Never.self) { try DataFolder(path: folder.path) }
  }

  @Test func `are kept in a folder that is made if need be`() throws {
    let path = folder.path + "/a/b/c"
    try Accounts(in: DataFolder(path: path)).round("one") { try $0.addSender("a@b.io") }
    #expect(try Accounts(in: DataFolder(path: path + "/")).senders("one") == ["a@b.io"])
  }

  @Test func `are not kept in a file`() throws {
    try folder.write([], to: "file")
    for path in ["/file", "/file/folder"] {
      let failure = try #require(throws: DataFolder.Failure.self) {
        try DataFolder(path: folder.path + path)
      }
      #expect(failure.description.hasPrefix("cannot "), "\(failure)")
    }
  }
}
