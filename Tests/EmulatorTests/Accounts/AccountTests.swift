import BrevoStore
import CivilTime
import Emulator
import HTTP
import JSON
import TestSupport
import Testing

@Suite("Accounts, by hand") struct AccountTests {
  let brevo: TestClient

  init() throws { brevo = try TestClient() }

  @Test func `are listed by their keys, with what is known of them`() throws {
    try brevo.other("b").sendMail()
    try brevo.other("reseller-a").sendMail()
    let reply = try brevo.operate(.get, "/accounts")
    let accounts = reply["accounts"]?.array?.compactMap(\.object) ?? []
    #expect(accounts.map { $0["key"] } == ["b", "reseller-a"])
    #expect(accounts.map { $0["reseller"] } == [false, true])
    #expect(accounts.map { $0["emailCredits"] } == [9_999_999, 9_999_999])
    #expect(accounts.allSatisfy { $0["bytes"]?.int ?? 0 > 50_000 })
    #expect(accounts.allSatisfy { $0["createdAt"] != nil && $0["lastUsedAt"] != nil })
    #expect(reply["count"] == 2, "asking makes none")
  }

  @Test func `are listed in pages`() throws {
    for number in 0..<5 { _ = try brevo.operate(.post, "/accounts", ["key": "k\(number)"]) }
    let page = try brevo.operate(.get, "/accounts?limit=2&offset=3")
    #expect(page["count"] == 5)
    #expect(page["accounts"]?.array?.map { $0.object?["key"] } == ["k3", "k4"])
    #expect(try brevo.operate(.get, "/accounts?offset=9")["accounts"] == [])
    #expect(try brevo.operate(.get, "/accounts?limit=1001").status == 400)
  }

  @Test func `are made with a world and a clock of their own`() throws {
    let reply = try brevo.operate(
      .post, "/accounts",
      [
        "key": "own",
        "world": ["settings": ["reseller": true], "emailCredits": 3, "smsCredits": 2.5],
        "clock": ["now": "2030-01-01T00:00:00Z", "frozen": true],
      ])
    #expect(reply.status == 201)
    #expect(reply["key"] == "own")
    #expect(reply["reseller"] == true)
    #expect(reply["emailCredits"] == 3)
    #expect(reply["smsCredits"] == 2.5)
    #expect(reply["clock"] == ["now": "2030-01-01T00:00:00.000Z", "frozen": true])
    let own = brevo.other("own")
    try own.sendMail()
    #expect(try own.rows(to: "ann@example.com").first?["date"] == "2030-01-01T00:00:00.000Z")
    #expect(try own.get("/senders")["senders"]?.array?.count == 1, "the owner, as ever")
    #expect(try brevo.operate(.get, "/accounts/own")["emailCredits"] == 2)
  }

  @Test func `may have nothing of their own, not even a key`() throws {
    let first = try brevo.operate(.post, "/accounts")
    let second = try brevo.operate(.post, "/accounts", [:])
    #expect(first.status == 201)
    let key = try #require(first["key"]?.string)
    #expect(key.utf8.count == 89)
    #expect(key.wholeMatch(of: /xkeysib-[0-9a-f]{64}-[0-9A-Za-z]{16}/) != nil)
    #expect(second["key"]?.string != key)
    #expect(try brevo.other(key).get("/smtp/templates").status == 200)
  }

  @Test(
    arguments: [
      (["key": "known"], "There is an account known already"), (["key": ""], "key is missing"),
      (["key": 1], "key is not valid"), (["colour": "red"], "colour is not known here"),
      (["world": ["planets": []]], "planets is no part of a world"),
      (["world": ["senders": [["name": "S"]]]], "email is missing in senders[0]"),
      (
        ["world": ["contacts": [["email": "a@b.io", "lists": [9]]]]],
        "contacts[0]: list 9 is not in the world"
      ),
      (
        ["world": ["blockedDomains": ["a.io"], "senders": [["id": 1], ["id": 1]]]],
        "name is missing in senders[0]"
      ),
      (
        [
          "world": [
            "senders": [
              ["name": "S", "email": "s@b.io"], ["name": "S", "email": "S@b.io"],
            ]
          ]
        ], "senders[1]: UNIQUE constraint failed: sender.email"
      ),
      (["world": []], "world is not valid"), (["clock": ["now": "soon"]], "now is not valid"),
    ] as [(JSONObject, String)])
  func `are refused with what is wrong`(body: JSONObject, sentence: String) throws {
    _ = try brevo.operate(.post, "/accounts", ["key": "known"])
    let reply = try brevo.operate(.post, "/accounts", .object(body))
    #expect(reply.status == 400)
    #expect(reply["message"]?.string?.hasPrefix(sentence) == true, "\(reply)")
    #expect(try brevo.operate(.get, "/accounts")["count"] == 1, "none was made")
  }

  @Test func `are not there until they are used`() throws {
    for (method, path) in [
      (.get, "/accounts/x"), (.post, "/accounts/x/reset"), (.delete, "/accounts/x"),
    ] as [(HTTPMethod, String)] {
      #expect(
        try brevo.operate(method, path) == .notFound("There is no account x; there is none"))
    }
    for number in 10..<22 { _ = try brevo.operate(.post, "/accounts", ["key": "k\(number)"]) }
    #expect(
      try brevo.operate(.get, "/accounts/x")
        == .notFound(
          "There is no account x; there are: k10, k11, k12, k13, k14, k15, k16, k17, k18, k19 and 2 more"
        ))
  }

  /// What a client knows of the time before a reset must not lead to anything afterwards.
  @Test func `go back to where they began, and know nothing of the time before`() throws {
    let own = brevo.other("own/key?")
    let path = "/accounts/\(PercentEncoding.encode(own.key))"
    _ = try brevo.operate(
      .post, "/accounts",
      [
        "key": .string(own.key), "world": ["blockedDomains": ["a.example"]],
        "clock": ["now": "2030-01-01T00:00:00Z", "frozen": true],
      ])
    let before = try own.sendMail() + own.sendMail()
    let uuids = try own.uuids(to: "ann@example.com")
    let scheduled = try own.sendMail(["scheduledAt": "2030-01-01T01:00:00Z"])
    _ = try own.delete("/smtp/blockedDomains/a.example")
    try own.advance(seconds: 60)
    #expect(try brevo.operate(.post, path + "/reset") == .noContent)
    try own.expectNoMail()
    #expect(try own.get("/smtp/blockedDomains") == .ok(["domains": ["a.example"]]))
    #expect(
      try own.control(.get, "/clock") == .ok(["now": "2030-01-01T00:00:00.000Z", "frozen": true]))
    try own.advance(seconds: 7200)
    try own.expectNoMail()
    let after = try own.sendMail() + own.sendMail() + own.sendMail()
    #expect(Set(before + scheduled).isDisjoint(with: after))
    #expect(Set(uuids).isDisjoint(with: try own.uuids(to: "ann@example.com")))
    for uuid in uuids { #expect(try own.open("/_mock/m/\(uuid)").status == .notFound) }
    #expect(own.emulator.journal(of: own.key).count < 12, "the journal began anew")
  }

  @Test func `without a world of their own go back to the server's`() throws {
    let brevo = try TestClient(world: ["emailCredits": 5])
    for key in ["plain", "reseller-plain"] {
      try brevo.other(key).sendMail()
      _ = try brevo.operate(.post, "/accounts/\(key)/reset")
      let shown = try brevo.operate(.get, "/accounts/\(key)")
      #expect(shown["emailCredits"] == 5)
      #expect(shown["reseller"] == .bool(key != "plain"))
    }
  }

  @Test func `are gone when they are deleted, and their keys name new ones`() throws {
    let own = brevo.other("own")
    _ = try brevo.operate(.post, "/accounts", ["key": "own", "world": ["emailCredits": 1]])
    let before = try own.sendMail()
    let uuid = try own.uuids(to: "ann@example.com")[0]
    _ = try own.operate(.put, "/snapshots/one")
    #expect(try brevo.operate(.delete, "/accounts/own") == .noContent)
    #expect(try brevo.operate(.get, "/accounts/own").status == 404)
    #expect(try brevo.open("/_mock/m/\(uuid)").status == .notFound)
    #expect(try brevo.operate(.get, "/accounts")["count"] == 0, "the link made none")
    #expect(try own.sendMail() != before)
    #expect(try brevo.operate(.get, "/accounts/own")["emailCredits"] == 9_999_999)
    #expect(try own.operate(.get, "/snapshots") == .ok(["snapshots": []]))
    _ = try brevo.operate(.post, "/accounts/own/reset")
    #expect(try brevo.operate(.get, "/accounts/own")["emailCredits"] == 10_000_000)
  }

  // MARK: In a folder

  func inFolder(_ folder: TemporaryFolder) throws -> TestClient {
    try TestClient(folder: DataFolder(path: folder.path))
  }

  @Test func `of a folder are known, and begin as they began, after a restart`() throws {
    let folder = try TemporaryFolder()
    do {
      let brevo = try inFolder(folder)
      _ = try brevo.operate(
        .post, "/accounts",
        [
          "key": "own", "world": ["emailCredits": 7],
          "clock": ["now": "2030-01-01T00:00:00Z", "frozen": true],
        ])
      try brevo.other("own").sendMail()
      try brevo.other("plain").sendMail()
    }
    let brevo = try inFolder(folder)
    let accounts = try brevo.operate(.get, "/accounts")["accounts"]?.array ?? []
    #expect(accounts.map { $0.object?["key"] } == ["own", "plain"])
    #expect(accounts.map { $0.object?["createdAt"] } == [nil, nil], "an earlier process made them")
    #expect(try brevo.operate(.post, "/accounts", ["key": "plain"]).status == 400)
    #expect(try brevo.operate(.post, "/accounts/own/reset") == .noContent)
    let own = try brevo.operate(.get, "/accounts/own")
    #expect(own["emailCredits"] == 7)
    #expect(own["clock"] == ["now": "2030-01-01T00:00:00.000Z", "frozen": true])
  }

  @Test func `of a folder take their files with them`() throws {
    let folder = try TemporaryFolder()
    do {
      let brevo = try inFolder(folder)
      _ = try brevo.operate(.post, "/accounts", ["key": "own", "world": ["emailCredits": 7]])
      _ = try brevo.other("own").operate(.put, "/snapshots/one")
      try brevo.other("plain").sendMail()
      #expect(try folder.names(ending: "").count > 4)
    }
    let brevo = try inFolder(folder)
    for key in ["own", "plain"] {
      #expect(try brevo.operate(.delete, "/accounts/\(key)") == .noContent)
      #expect(try brevo.operate(.get, "/accounts/\(key)").status == 404)
    }
    #expect(try folder.names(ending: "") == ["lock"])
    try brevo.other("own").sendMail()
    #expect(try brevo.operate(.get, "/accounts/own")["emailCredits"] == 9_999_999)
  }
}
