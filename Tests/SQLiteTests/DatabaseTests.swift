import Foundation
import SQLite
import Testing

@Suite("A database") struct DatabaseTests {
  let database: Database

  init() throws {
    database = try Database(path: ":memory:")
    try database.execute("CREATE TABLE pet (id INTEGER PRIMARY KEY, name TEXT UNIQUE, data BLOB)")
  }

  @Test func `gives back what was put in`() throws {
    let name = "Mimi \u{0} \u{1F408}"
    try database.run("INSERT INTO pet (name, data) VALUES (?, ?)", .text(name), .blob([0, 255]))
    try database.run("INSERT INTO pet (name, data) VALUES (?, ?)", .null, .blob([]))
    let rows = try database.rows("SELECT id, name, data, data IS NULL FROM pet ORDER BY id") {
      "\($0.int(0)) \($0.optionalText(1) ?? "nil") \($0.blob(2)) \($0.bool(3))"
    }
    #expect(rows == ["1 \(name) [0, 255] false", "2 nil [] false"])
    #expect(database.lastInsertedRow == 2)
    #expect(try database.run("UPDATE pet SET name = name") == 2)
  }

  @Test func `tells an empty text from none`() throws {
    let texts = ["", nil, "a text that is too long to stand in the string itself"]
    for text in texts {
      let bound = try database.first("SELECT ?", .text(text)) { $0.optionalText(0) }
      #expect(bound == .some(text))
    }
    try database.run("INSERT INTO pet (name, data) VALUES (?, ?)") { values in
      values.text("")
      values.text(nil)
    }
    #expect(
      try database.first("SELECT name = '' AND data IS NULL FROM pet") { $0.bool(0) } == true)
  }

  @Test(arguments: [0, 1, 7, 8, 9, 24, 29])
  func `inserts as many rows as there are`(count: Int) throws {
    let names = (0..<count).map { "pet \($0)" }
    var rows = RowBuffer("INSERT INTO pet (id, name)", columnCount: 2)
    for _ in 1...2 {
      for (id, name) in names.enumerated() {
        rows.int(Int64(id))
        rows.text(name)
      }
      let waiting = rows.count
      #expect(waiting == count)
      try database.run("DELETE FROM pet")
      try database.insert(rows)
      #expect(try database.rows("SELECT name FROM pet ORDER BY id") { $0.text(0) } == names)
      rows.removeAll()
      let isEmpty = rows.isEmpty
      #expect(isEmpty)
    }
  }

  @Test func `keeps rows of every kind and length until they are inserted`() throws {
    let texts = [nil, "", "é", String(repeating: "x", count: 100_000), "Mimi"]
    let numbers = [nil, Int64.min, -2, -1, 0, Int64.max]
    try database.execute("CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT, number INTEGER)")
    var rows = RowBuffer("INSERT INTO note", columnCount: 3)
    for text in texts {
      for number in numbers {
        rows.null()
        rows.text(text)
        rows.int(number)
      }
    }
    try database.insert(rows)
    let found = try database.rows("SELECT text, number FROM note ORDER BY id") {
      "\($0.optionalText(0) ?? "-") \($0.optionalInt(1).map(String.init) ?? "-")"
    }
    let expected = texts.flatMap { text in
      numbers.map { "\(text ?? "-") \($0.map(String.init) ?? "-")" }
    }
    #expect(found == expected)
  }

  @Test func `does what was put off before the next statement, and once`() throws {
    database.delayed = { [unowned database] () throws(DatabaseError) in
      try database.run("INSERT INTO pet (name) VALUES ('Mimi')")
    }
    #expect(database.totalChanges == 0)
    for _ in 1...2 {
      #expect(try database.rows("SELECT name FROM pet") { $0.text(0) } == ["Mimi"])
    }
    database.delayed = { () throws(DatabaseError) in
      throw DatabaseError(kind: .full, message: "no room")
    }
    #expect(throws: DatabaseError.self) { try database.run("DELETE FROM pet") }
    #expect(try database.run("DELETE FROM pet") == 1)
  }

  @Test func `reads numbers to their limits`() throws {
    for number in [Int64.min, -1, 0, Int64.max] {
      #expect(try database.first("SELECT ?", .int(number)) { $0.int(0) } == number)
    }
    #expect(try database.first("SELECT ?", .real(82.85)) { $0.real(0) } == 82.85)
    #expect(try database.first("SELECT 1 WHERE 0") { $0.int(0) } == nil)
  }

  @Test func `builds a statement from literal parts`() throws {
    for name in ["a", "b", "c"] {
      try database.run("INSERT INTO pet (name) VALUES (?)", .text(name))
    }
    var query = Query("SELECT name FROM pet WHERE id > ?", .int(1 as Int64))
    query.append("AND name <> ?", .text("c' OR '1"))
    query.append("ORDER BY id DESC")
    #expect(try database.rows(query) { $0.text(0) } == ["c", "b"])
  }

  @Test func `names the statement that breaks a constraint`() throws {
    try database.run("INSERT INTO pet (name) VALUES (?)", .text("Mimi"))
    let error = try #require(throws: DatabaseError.self) {
      try database.run("INSERT INTO pet (name) VALUES (?)", .text("Mimi"))
    }
    #expect(error.kind == .misuse)
    #expect(error.description.contains("UNIQUE constraint failed: pet.name"))
    #expect(error.description.contains("INSERT INTO pet"))
  }

  @Test func `a statement can be used again after it failed`() throws {
    for _ in 0..<2 {
      #expect(throws: DatabaseError.self) {
        try database.run("INSERT INTO pet (id) VALUES (?)", .text("no number"))
      }
    }
    #expect(try database.run("INSERT INTO pet (id) VALUES (?)", .int(7 as Int64)) == 1)
  }

  @Test func `is told apart: full`() throws {
    try database.execute("PRAGMA max_page_count = 3")
    let error = try #require(throws: DatabaseError.self) {
      try database.run(
        "INSERT INTO pet (data) VALUES (?)", .blob(Array(repeating: 1, count: 1 << 20)))
    }
    #expect(error.kind == .full)
  }

  @Test func `is copied whole`() throws {
    try database.run("INSERT INTO pet (name) VALUES (?)", .text("Mimi"))
    let copy = try Database(path: ":memory:")
    try copy.copy(from: database)
    try copy.run("INSERT INTO pet (name) VALUES (?)", .text("Momo"))
    #expect(try copy.rows("SELECT name FROM pet ORDER BY id") { $0.text(0) } == ["Mimi", "Momo"])
    #expect(try database.rows("SELECT name FROM pet") { $0.text(0) } == ["Mimi"])
  }

  @Test func `survives being written to bytes and read back`() throws {
    try database.run("INSERT INTO pet (name) VALUES (?)", .text("Mimi"))
    let image = try Database(deserializing: database.serialized())
    #expect(try image.first("SELECT name FROM pet") { $0.text(0) } == "Mimi")
    let error = try #require(throws: DatabaseError.self) {
      try Database(deserializing: Array("no database at all".utf8)).first("SELECT 1 FROM pet") {
        $0.int(0)
      }
    }
    #expect(error.kind == .corrupt)
  }
}

@Suite("A database file") struct DatabaseFileTests {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func open(_ name: String = "a.sqlite") throws -> Database {
    try Database(path: folder.appending(path: name).path)
  }

  @Test func `is migrated forward, each script once`() throws {
    let first: [StaticString] = ["CREATE TABLE a (id INTEGER)"]
    try open().migrate(first, applicationID: 7)
    try open().migrate(
      first + ["CREATE TABLE b (id INTEGER); INSERT INTO b VALUES (1)"], applicationID: 7)
    let database = try open()
    try database.migrate(
      first + ["CREATE TABLE b (id INTEGER); INSERT INTO b VALUES (1)"], applicationID: 7)
    #expect(try database.first("SELECT count(*) FROM b") { $0.int(0) } == 1)
  }

  @Test func `keeps its old schema if a migration fails`() throws {
    let database = try open()
    #expect(throws: DatabaseError.self) {
      try database.migrate(
        ["CREATE TABLE a (id INTEGER)", "CREATE TABLE a (id)"], applicationID: 7)
    }
    #expect(try database.first("SELECT count(*) FROM sqlite_schema") { $0.int(0) } == 0)
  }

  @Test func `of another program is refused and left alone`() throws {
    try open().execute("CREATE TABLE theirs (id INTEGER)")
    let error = try #require(throws: DatabaseError.self) {
      try open().migrate(["CREATE TABLE ours (id INTEGER)"], applicationID: 7)
    }
    #expect(error.kind == .corrupt)
    #expect(error.description == "the file is a database of another program")
    #expect(try open().first("SELECT count(*) FROM sqlite_schema") { $0.int(0) } == 1)
  }

  @Test func `of a newer version is refused`() throws {
    try open().migrate(["CREATE TABLE a (id)", "CREATE TABLE b (id)"], applicationID: 7)
    let error = try #require(throws: DatabaseError.self) {
      try open().migrate(["CREATE TABLE a (id)"], applicationID: 7)
    }
    #expect(error.description.contains("has version 2, this program knows versions up to 1"))
  }

  @Test func `is told apart: no database, busy, unavailable`() throws {
    let text = folder.appending(path: "text.sqlite")
    try String(repeating: "This is a letter, not a database. ", count: 40)
      .write(to: text, atomically: true, encoding: .utf8)
    let corrupt = try #require(throws: DatabaseError.self) {
      try open("text.sqlite").migrate(["CREATE TABLE a (id)"], applicationID: 7)
    }
    #expect(corrupt.kind == .corrupt)

    let holder = try open()
    try holder.execute("BEGIN EXCLUSIVE")
    let busy = try #require(throws: DatabaseError.self) {
      try open().migrate(["CREATE TABLE a (id)"], applicationID: 7)
    }
    #expect(busy.kind == .busy)

    let unavailable = try #require(throws: DatabaseError.self) { try open("no/such/folder") }
    #expect(unavailable.kind == .unavailable)
  }

  // MARK: Copies

  @Test func `with a log is copied whole, and the copy can be changed`() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    defer {
      for ending in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: path + ending)
      }
    }
    let file = try Database(path: path)
    try file.execute("PRAGMA journal_mode = WAL; CREATE TABLE pet (name TEXT);")
    try file.run("INSERT INTO pet VALUES ('Mimi')")
    let copy = try Database(deserializing: file.serialized())
    for number in 0..<1000 { try copy.run("INSERT INTO pet VALUES (?)", .text("\(number)")) }
    #expect(try copy.first("SELECT count(*) FROM pet") { $0.int(0) } == 1001)
    #expect(try file.first("SELECT count(*) FROM pet") { $0.int(0) } == 1)
    try file.copy(from: copy)
    #expect(try file.first("SELECT count(*) FROM pet") { $0.int(0) } == 1001)
    #expect(try file.first("PRAGMA journal_mode") { $0.text(0) } == "wal")
    #expect(try file.byteCount() == copy.byteCount())
    #expect(try file.damage() == nil)
  }
}
