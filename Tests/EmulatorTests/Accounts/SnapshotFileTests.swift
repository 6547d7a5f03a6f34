import BrevoStore
import HTTP
import JSON
import SQLite
import TestSupport
import Testing

@Suite("The file of a snapshot") struct SnapshotFileTests {
  let brevo: TestClient
  let folder: TemporaryFolder

  init() throws {
    brevo = try TestClient()
    folder = try TemporaryFolder()
    try brevo.sendMail()
    _ = try brevo.operate(.put, "/snapshots/one")
  }

  func file() throws -> [UInt8] { try brevo.document("/snapshots/one/file").body }

  /// A file of the same bytes that a program has changed.
  func changed(by script: StaticString) throws -> [UInt8] {
    try folder.write(try file(), to: "changed")
    do { try Database(path: folder.path + "/changed").execute(script) }
    return try folder.bytes("changed")
  }

  @Test func `is one that SQLite reads`() throws {
    let response = try brevo.document("/snapshots/one/file")
    #expect(response.fields["content-type"] == "application/vnd.sqlite3")
    try folder.write(response.body, to: "one.sqlite")
    let database = try Database(path: folder.path + "/one.sqlite")
    #expect(try database.first("SELECT address FROM email") { $0.text(0) } == "ann@example.com")
    #expect(try database.damage() == nil)
  }

  @Test(arguments: ["memory", "folder"])
  func `is read again by another server, where ids mean the same`(place: String) throws {
    let uuid = try brevo.uuids(to: "ann@example.com")[0]
    let other = try TestClient(folder: place == "folder" ? DataFolder(path: folder.path) : nil)
    #expect(try other.putFile("/snapshots/brought/file", try file()).status == 200)
    try other.expectNoMail()
    #expect(try other.operate(.post, "/snapshots/brought/restore") == .noContent)
    #expect(try other.get("/smtp/emails/\(uuid)").status == 200)
    let stranger = other.other("stranger")
    _ = try stranger.putFile("/snapshots/brought/file", try file())
    _ = try stranger.operate(.post, "/snapshots/brought/restore")
    #expect(try stranger.rows(to: "ann@example.com").count == 1)
    #expect(try stranger.get("/smtp/emails/\(uuid)").status == 404, "another key, other ids")
    #expect(try other.document("/snapshots/brought/file").body == file())
  }

  @Test func `of accounts in a folder is whole, log and all`() throws {
    let kept = try TestClient(folder: DataFolder(path: folder.path))
    try kept.sendMail()
    _ = try kept.operate(.put, "/snapshots/one")
    let file = try kept.document("/snapshots/one/file").body
    #expect(try brevo.putFile("/snapshots/two/file", file).status == 200)
    #expect(try brevo.operate(.post, "/snapshots/two/restore") == .noContent)
    #expect(try brevo.rows(to: "ann@example.com").count == 1)
  }

  @Test func `that is of no account changes nothing`() throws {
    let other = try Database(path: ":memory:")
    try other.execute("CREATE TABLE pet (name TEXT); PRAGMA application_id = 7;")
    var damaged = try file()
    for index in damaged.indices.dropFirst(4096) { damaged[index] = 0x5a }
    let files: [([UInt8], String)] = [
      (Array("{}".utf8), "it is no SQLite file"),
      (Array(try file().prefix(100)), "it is no SQLite file"),
      (try other.serialized(), "the file is a database of another program"),
      (
        try changed(by: "PRAGMA user_version = 1000"),
        "the file has version 1000, this program knows versions up to"
      ),
      (try changed(by: "DELETE FROM account"), "it has no account"),
      (try changed(by: "PRAGMA page_size = 8192; VACUUM;"), "its pages are not 1024 bytes"),
      (damaged, ""),
    ]
    for (bytes, sentence) in files {
      let reply = try brevo.putFile("/snapshots/one/file", bytes)
      #expect(reply.status == 400)
      let message = reply["message"]?.string ?? ""
      #expect(message.hasPrefix("The file is no snapshot: \(sentence)"), "\(reply)")
    }
    #expect(
      try brevo.putFile("/snapshots/one/file", []) == .missing("No input in body"))
    #expect(try brevo.operate(.get, "/snapshots")["snapshots"]?.array?.count == 1)
    #expect(try brevo.operate(.post, "/snapshots/one/restore") == .noContent)
    #expect(try brevo.rows(to: "ann@example.com").count == 1)
  }
}
