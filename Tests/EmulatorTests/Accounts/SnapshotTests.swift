import BrevoStore
import CivilTime
import HTTP
import JSON
import TestSupport
import Testing

@Suite("A snapshot") struct SnapshotTests {
  /// Each test is run with accounts in memory, and with accounts in a folder.
  static let places = ["memory", "folder"]

  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  func client(_ place: String) throws -> TestClient {
    let brevo = try TestClient(folder: place == "folder" ? DataFolder(path: folder.path) : nil)
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
    return brevo
  }

  func save(_ brevo: TestClient, _ name: String = "one") throws {
    #expect(try brevo.operate(.put, "/snapshots/\(name)").status == 200)
  }

  func restore(_ brevo: TestClient, _ name: String = "one") throws {
    #expect(try brevo.operate(.post, "/snapshots/\(name)/restore") == .noContent)
  }

  @Test(arguments: places)
  func `brings back rows, figures, credits and the clock`(place: String) throws {
    let brevo = try client(place)
    try brevo.sendMail(["to": [["email": "hard-bounce@magic.test"]], "tags": ["a"]])
    let scheduled = try brevo.sendMail(["scheduledAt": "2026-03-15T13:00:00Z"])[0]
    let figures = try brevo.figures()
    let world = try brevo.exportedWorld
    try save(brevo)

    try brevo.advance(seconds: 7200)
    try brevo.sendMail()
    _ = try brevo.post("/smtp/blockedDomains", ["domain": "a.example"])
    _ = try brevo.delete("/smtp/blockedContacts/hard-bounce@magic.test")
    #expect(try brevo.rows(ofMessage: scheduled).count == 1)
    #expect(try brevo.figures() != figures)

    try restore(brevo)
    #expect(try brevo.figures() == figures)
    #expect(try brevo.exportedWorld == world)
    #expect(try brevo.control(.get, "/clock")["now"] == "2026-03-15T12:00:00.000Z")
    #expect(try brevo.status(of: scheduled)["status"] == "queued")
    try brevo.expectNoMail()
    try brevo.advance(seconds: 3600)
    #expect(try brevo.rows(ofMessage: scheduled).count == 1, "it leaves again when it is due")
  }

  @Test(arguments: places)
  func `leaves ids as they are, and gives none of later ones again`(place: String) throws {
    let brevo = try client(place)
    let kept = try brevo.sendMail()[0]
    let uuid = try brevo.uuids(to: "ann@example.com")[0]
    let task: JSONValue = [
      "name": "T", "taskTypeId": try brevo.taskType(), "date": "2026-03-20T00:00:00Z",
    ]
    try save(brevo)
    var later = try brevo.sendMail() + brevo.sendMail(["headers": ["X-Sib-Sandbox": "drop"]])
    var uuids = try brevo.uuids(to: "ann@example.com").filter { $0 != uuid }
    var tasks = [try brevo.post("/crm/tasks", task)["id"]]
    for way in ["restore", "reset and restore"] {
      if way != "restore" { _ = try brevo.operate(.post, "/accounts/\(brevo.key)/reset") }
      try restore(brevo)
      #expect(try brevo.rows(ofMessage: kept).count == 1)
      #expect(try brevo.get("/smtp/emails/\(uuid)").status == 200)
      for id in later { #expect(try brevo.rows(ofMessage: id).isEmpty) }
      let sent = try brevo.sendMail() + brevo.sendMail()
      #expect(Set(later).isDisjoint(with: sent), "\(way)")
      let new = try brevo.uuids(to: "ann@example.com").filter { $0 != uuid }
      #expect(Set(uuids).isDisjoint(with: new), "\(way)")
      let made = try brevo.post("/crm/tasks", task)["id"]
      #expect(made != nil && !tasks.contains(made), "\(way)")
      later += sent
      uuids += new
      tasks.append(made)
    }
  }

  @Test(arguments: places)
  func `is listed, replaced and deleted`(place: String) throws {
    let brevo = try client(place)
    for name in ["b", "a.1-x_Y", "b"] {
      try brevo.sendMail()
      try save(brevo, name)
      try brevo.advance(seconds: 1)
    }
    let list = try brevo.operate(.get, "/snapshots")["snapshots"]?.array?.compactMap(\.object) ?? []
    #expect(list.map { $0["name"] } == ["a.1-x_Y", "b"])
    #expect(
      list.map { $0["at"] } == ["2026-03-15T12:00:01.000Z", "2026-03-15T12:00:02.000Z"])
    #expect(list.allSatisfy { $0["bytes"]?.int ?? 0 > 50_000 })
    try restore(brevo, "b")
    #expect(try brevo.rows(to: "ann@example.com").count == 3, "the later one of that name")
    #expect(try brevo.operate(.delete, "/snapshots/b") == .noContent)
    #expect(try brevo.operate(.get, "/snapshots")["snapshots"]?.array?.count == 1)
    _ = try brevo.operate(.post, "/accounts/\(brevo.key)/reset")
    #expect(try brevo.operate(.get, "/snapshots")["snapshots"]?.array?.count == 1, "a reset")
    #expect(try brevo.other("x").operate(.get, "/snapshots")["snapshots"] == [])
  }

  @Test(arguments: places)
  func `that is not there is named, with those that are`(place: String) throws {
    let brevo = try client(place)
    try save(brevo)
    try save(brevo, "two")
    let unknown = TestReply.notFound("There is no snapshot three; there are: one, two")
    #expect(try brevo.operate(.post, "/snapshots/three/restore") == unknown)
    #expect(try brevo.operate(.delete, "/snapshots/three") == unknown)
    #expect(try brevo.operate(.post, "/snapshots/three/fork", ["key": "k"]) == unknown)
    #expect(try TestReply(brevo.document("/snapshots/three/file")) == unknown)
    for name in ["a%2Fb", "a%20b", "%C3%A9", String(repeating: "n", count: 65)] {
      #expect(
        try brevo.operate(.put, "/snapshots/\(name)") == .invalid("name is not valid"))
    }
  }

  // MARK: Forks

  @Test(arguments: places)
  func `makes another account, which goes its own way`(place: String) throws {
    let brevo = try client(place)
    let id = try brevo.sendMail()[0]
    let uuid = try brevo.uuids(to: "ann@example.com")[0]
    _ = try brevo.post("/smtp/blockedDomains", ["domain": "a.example"])
    try save(brevo)
    let reply = try brevo.operate(.post, "/snapshots/one/fork", ["key": "fork"])
    #expect(reply.status == 201)
    #expect(reply["key"] == "fork")
    #expect(reply["clock"]?.object?["now"] == "2026-03-15T12:00:00.000Z")
    let fork = brevo.other("fork")
    #expect(try fork.rows(to: "ann@example.com").count == 1)
    #expect(try fork.rows(ofMessage: id).isEmpty, "ids are its own")
    #expect(try fork.get("/smtp/emails/\(uuid)").status == 404)
    #expect(Set(try fork.sendMail()).isDisjoint(with: try brevo.sendMail()))
    _ = try fork.delete("/smtp/blockedDomains/a.example")
    #expect(try brevo.get("/smtp/blockedDomains") == .ok(["domains": ["a.example"]]))
    _ = try brevo.operate(.post, "/accounts/fork/reset")
    #expect(try fork.get("/smtp/blockedDomains") == .ok(["domains": ["a.example"]]))
    #expect(try fork.rows(to: "ann@example.com").count == 1, "it began as the snapshot")
  }

  @Test(arguments: places)
  func `replaces another account only if that is wanted`(place: String) throws {
    let brevo = try client(place)
    let other = brevo.other("other")
    try save(brevo)
    let before = try other.sendMail()
    try save(other)
    #expect(
      try brevo.operate(.post, "/snapshots/one/fork", ["key": "other"])["code"]
        == "duplicate_parameter")
    #expect(try other.rows(to: "ann@example.com").count == 1)
    let wanted: JSONValue = ["key": "other", "replace": true]
    #expect(try brevo.operate(.post, "/snapshots/one/fork", wanted).status == 201)
    try other.expectNoMail()
    #expect(Set(before).isDisjoint(with: try other.sendMail()))
    try restore(other)
    #expect(try other.rows(ofMessage: before[0]).count == 1, "its own snapshots stay")
    let itself: JSONValue = ["key": .string(brevo.key), "replace": true]
    #expect(
      try brevo.operate(.post, "/snapshots/one/fork", itself)
        == .invalid("key is the account's own; its snapshot can be restored"))
    #expect(try brevo.operate(.post, "/snapshots/one/fork", [:]) == .missing("key is missing"))
  }

  // MARK: A restart

  @Test func `in a folder outlives the process`() throws {
    do {
      let brevo = try client("folder")
      try brevo.sendMail()
      try save(brevo)
      try brevo.sendMail()
      _ = try brevo.operate(.post, "/snapshots/one/fork", ["key": "fork"])
    }
    let brevo = try client("folder")
    let list = try brevo.operate(.get, "/snapshots")["snapshots"]?.array ?? []
    #expect(list.map { $0.object?["at"] } == ["2026-03-15T12:00:00.000Z"])
    #expect(try brevo.rows(to: "ann@example.com").count == 2)
    try restore(brevo)
    #expect(try brevo.rows(to: "ann@example.com").count == 1)
    let fork = brevo.other("fork")
    try fork.sendMail()
    _ = try fork.operate(.post, "/accounts/fork/reset")
    #expect(try fork.rows(to: "ann@example.com").count == 1)
  }
}
