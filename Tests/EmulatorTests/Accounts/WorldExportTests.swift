import APIContract
import BrevoAPI
import BrevoStore
import HTTP
import JSON
import TestSupport
import Testing

@Suite("An exported world") struct WorldExportTests {
  let brevo: TestClient

  init() throws { brevo = try TestClient() }

  /// Everything that a world can say, and nothing that is the same as if it were not said.
  static let full: JSONObject = [
    "settings": ["reseller": true, "senders": "verified", "otp": 123_456],
    "emailCredits": 12, "smsCredits": 3.25, "domains": ["a.example", "B.example"],
    "dedicatedIps": [
      ["id": 4, "ip": "203.0.113.4", "domain": "m.example", "active": false],
      ["id": 2, "ip": "2001:db8::1", "domain": "n.example"],
    ],
    "senders": [
      [
        "id": 7, "name": "New", "email": "New@other.example", "active": false,
        "code": ["number": 654_321, "expiresAt": "2030-01-01T00:00:00.000Z"],
        "ips": [["ip": "203.0.113.4", "weight": 30], ["ip": "2001:db8::1", "weight": 70]],
      ],
      ["id": 3, "name": "Shop", "email": "shop@a.example"],
    ],
    "lists": [["id": 9, "name": "Nine"], ["id": 1, "name": "Test list"]],
    "contacts": [
      [
        "id": 5, "email": "ann@example.com", "attributes": ["SMS": "33612345678", "AGE": 41.5],
        "lists": [1, 9], "emailBlacklisted": true, "smsBlacklisted": true,
      ],
      ["attributes": ["SMS": "33612345679"]],
    ],
    "templates": [
      [
        "id": 8, "name": "T", "subject": "S {{ params.x }}", "htmlContent": "<p>Hello you</p>",
        "sender": "gone@a.example", "senderName": "Gone", "replyTo": "r@a.example",
        "toField": "{FIRSTNAME}", "tag": "t", "attachmentUrl": "https://a.example/b.pdf",
        "active": false, "testSent": true, "createdAt": "2026-01-01T00:00:00.000Z",
        "modifiedAt": "2026-01-02T00:00:00.001Z",
      ]
    ],
    "smsCampaigns": [
      [
        "id": 11, "name": "Autumn", "sender": "Shop", "content": "Books", "unicodeEnabled": true,
        "organisationPrefix": "Shop", "unsubscribeInstruction": "Text STOP", "lists": [9],
        "exclusionLists": [1], "scheduledAt": "2026-01-03T00:00:00.000Z", "status": "archive",
        "statusBeforeArchive": "sent", "sentDate": "2026-01-03T00:00:01.000Z", "testSent": true,
        "createdAt": "2026-01-01T00:00:00.000Z", "modifiedAt": "2026-01-04T00:00:00.000Z",
      ],
      ["id": 12, "name": "Winter", "sender": "Shop", "content": "More books"],
    ],
    "blockedContacts": [
      [
        "email": "bob@example.com", "senderEmail": "shop@a.example", "reason": "hardBounce",
        "blockedAt": "2026-01-01T00:00:00.000Z",
      ],
      ["email": "ann@example.com"],
    ],
    "blockedDomains": ["z.example", "y.example"],
    "users": [
      ["id": "65f0c1a2b3c4d5e6f7a80002", "email": "u@a.example", "name": "U"],
      ["email": "v@a.example", "name": "V"],
    ],
    "companies": [
      ["id": "65f0c1a2b3c4d5e6f7a81001", "name": "C", "attributes": ["size": 3]], ["name": "D"],
    ],
    "deals": [["id": "65f0c1a2b3c4d5e6f7a82001", "name": "D", "attributes": ["sum": 1.5]]],
    "taskTypes": [["id": "65f0c1a2b3c4d5e6f7a83001", "title": "Visit"]],
    "tasks": [
      [
        "id": "65f0c1a2b3c4d5e6f7a84001", "taskType": "Visit", "name": "See them",
        "date": "2026-05-01T00:00:00Z", "duration": 60_000, "notes": "Take cake", "done": true,
        "assignToId": "u@a.example", "contactsIds": [5], "dealsIds": ["65f0c1a2b3c4d5e6f7a82001"],
        "companiesIds": ["65f0c1a2b3c4d5e6f7a81001"],
        "reminder": ["value": 3, "unit": "hours", "types": ["email", "push"]],
        "createdAt": "2026-01-01T00:00:00.000Z", "updatedAt": "2026-01-02T00:00:00.000Z",
      ]
    ],
    "children": [
      [
        "id": 6, "key": "child-6", "email": "c@a.example", "companyName": "Child",
        "domains": [["domain": "c.example"], ["domain": "d.example", "active": false]],
        "ips": ["203.0.113.4"],
      ]
    ],
    "webhooks": [
      [
        "id": 3, "url": "http://127.0.0.1:9/a", "events": ["delivered"], "batched": true,
        "auth": ["type": "bearer", "token": "t"], "headers": [["key": "X-A", "value": "b"]],
        "description": "One",
      ],
      [
        "id": 4, "url": "http://127.0.0.1:9/b",
        "auth": ["type": "basic", "username": "u", "password": "p"],
      ],
    ],
  ]

  /// Imports what an account exports into another one, and compares their exports byte by byte.
  func expectRoundTrip(of client: TestClient) throws {
    let text = try client.exportedWorld
    let world = try JSONValue(parsing: Array(text.utf8))
    #expect(try client.operate(.put, "/world", world) == .noContent, "\(text)")
    #expect(try client.exportedWorld == text)
    let other = client.other(client.key + "-2")
    #expect(try other.operate(.put, "/world", world) == .noContent)
    #expect(try other.exportedWorld == text)
    let object = try #require(world.object)
    #expect(try TestClient(world: object).exportedWorld == text, "as a file of --world")
  }

  @Test func `of the demo comes back to the byte`() throws {
    let demo = try JSONValue(parsing: try Fixture.bytes("worlds/demo.json"))
    #expect(try brevo.operate(.put, "/world", demo) == .noContent)
    try expectRoundTrip(of: brevo)
    let exported = try JSONValue(parsing: Array(try brevo.exportedWorld.utf8)).object
    for (name, value) in demo.object?.members ?? [] where name != "templates" && name != "tasks" {
      let same = exported?[name].map(Self.withoutDates)
      #expect(same == Self.withoutDates(value), "\(name)")
    }
  }

  private static func withoutDates(_ value: JSONValue) -> JSONValue {
    guard let rows = value.array else { return value }
    return .array(
      rows.map { row in
        guard var object = row.object else { return row }
        for name in ["blockedAt", "createdAt", "modifiedAt", "updatedAt"] { object[name] = nil }
        return .object(object)
      })
  }

  @Test func `of a new account comes back to the byte`() throws {
    try expectRoundTrip(of: brevo)
    try expectRoundTrip(of: brevo.other("reseller-a"))
  }

  /// Nobody can add a part, or a member of one, that is only read or only written.
  @Test func `has every part and every member that a world can have`() throws {
    #expect(try brevo.operate(.put, "/world", .object(Self.full)) == .noContent)
    try expectRoundTrip(of: brevo)
    let exported = try JSONValue(parsing: Array(try brevo.exportedWorld.utf8))
    let missing = Self.missing(World.schema, in: exported, at: "")
    #expect(missing == [], "the world of this test says all that can be said")
  }

  /// The paths of the members of `schema` that no value of `value` has.
  private static func missing(
    _ schema: Schema, in value: JSONValue, at path: String
  ) -> [String] {
    switch schema {
    case .array(let item, _):
      let rows = value.array ?? []
      guard let first = rows.first else { return ["\(path)[]"] }
      return rows.dropFirst().reduce(Set(missing(item, in: first, at: path))) {
        $0.intersection(missing(item, in: $1, at: path))
      }.sorted()
    case .object(let clauses):
      return clauses.flatMap { clause -> [String] in
        guard case .member(let member) = clause else { return [] }
        let place = "\(path).\(member.name)"
        guard let inner = value.object?[member.name] else { return [place] }
        return missing(member.schema, in: inner, at: place)
      }
    default: return []
    }
  }

  @Test func `of an account that was changed by its clients comes back to the byte`() throws {
    #expect(try brevo.operate(.put, "/world", .object(Self.full)) == .noContent)
    _ = try brevo.post(
      "/senders",
      [
        "name": "S", "email": "s@third.example",
        "ips": [["ip": "2001:db8::1", "domain": "n.example"]],
      ])
    _ = try brevo.put("/senders/3", ["name": "Shop 2"])
    for changes in [["isActive": true], ["tag": "x", "replyTo": ""]] as [JSONObject] {
      var template: JSONObject = [
        "templateName": "New", "subject": "S", "htmlContent": "<p>Hello you</p>",
        "sender": ["id": 3],
      ]
      for (name, value) in changes.members { template[name] = value }
      #expect(try brevo.post("/smtp/templates", .object(template)).status == 201)
    }
    _ = try brevo.delete("/senders/3")
    for address in ["hard-bounce@magic.test", "unsubscribed@magic.test", "spam@magic.test"] {
      try brevo.sendMail(["to": [["email": .string(address)]]])
    }
    _ = try brevo.post("/smtp/blockedDomains", ["domain": "x.example"])
    _ = try brevo.delete("/smtp/blockedDomains/z.example")
    let type = try brevo.taskType()
    _ = try brevo.post(
      "/crm/tasks", ["name": "T", "taskTypeId": type, "date": "2026-03-20T00:00:00+02:00"])
    _ = try brevo.post("/reseller/children/6/domains", ["domain": "E.example"])
    _ = try brevo.put("/reseller/children/6/domains/c.example", ["domain": "f.example"])
    _ = try brevo.post("/reseller/children/6/ips/associate", ["ip": "2001:db8::1"])
    let seen = try Self.visible(brevo)
    try expectRoundTrip(of: brevo)
    #expect(try Self.visible(brevo) == seen, "clients see no difference")
    #expect(try Self.visible(brevo.other(brevo.key + "-2")) == seen)
  }

  /// What clients see of all that a world can say.
  private static func visible(_ client: TestClient) throws -> [TestReply] {
    let paths = [
      "/senders", "/senders/ips", "/senders/7/ips", "/smtp/templates", "/smtp/blockedContacts",
      "/smtp/blockedDomains", "/crm/tasks", "/crm/tasktypes",
    ]
    return try paths.map(client.get) + [client.control(.get, "/children")]
  }

  @Test func `with references that lead nowhere comes back too, where they may`() throws {
    let loose = try TestClient(world: Self.full) { $0.hasLenientReferences = true }
    let task: JSONValue = [
      "name": "T", "taskTypeId": "65f0c1a2b3c4d5e6f7a80009", "date": "2026-03-20T00:00:00Z",
      "dealsIds": ["65f0c1a2b3c4d5e6f7a80008"], "contactsIds": [99], "assignToId": "nobody",
    ]
    #expect(try loose.post("/crm/tasks", task).status == 201)
    let path = "/reseller/children/6/ips/associate"
    #expect(try loose.post(path, ["ip": "203.0.113.99"]).status == 204)
    let world = try JSONValue(parsing: Array(try loose.exportedWorld.utf8))
    let before = try loose.exportedWorld
    #expect(try loose.operate(.put, "/world", world) == .noContent)
    #expect(try loose.exportedWorld == before)
    #expect(try brevo.operate(.put, "/world", world).status == 400, "not where they may not")
  }

  @Test func `takes the place of everything, but for the clock and the snapshots`() throws {
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
    let before = try brevo.sendMail()
    _ = try brevo.operate(.put, "/snapshots/one")
    #expect(try brevo.operate(.put, "/world", ["emailCredits": 4]) == .noContent)
    try brevo.expectNoMail()
    #expect(try brevo.get("/senders")["senders"]?.array?.count == 1, "as in a new account")
    #expect(try brevo.control(.get, "/clock")["now"] == "2026-03-15T12:00:00.000Z")
    #expect(Set(before).isDisjoint(with: try brevo.sendMail()))
    #expect(try brevo.operate(.get, "/accounts/\(brevo.key)")["emailCredits"] == 3)
    #expect(try brevo.operate(.post, "/snapshots/one/restore") == .noContent)
    #expect(try brevo.rows(ofMessage: before[0]).count == 1)
    _ = try brevo.operate(.post, "/accounts/\(brevo.key)/reset")
    #expect(
      try brevo.operate(.get, "/accounts/\(brevo.key)")["emailCredits"] == 10_000_000,
      "it did not begin so")
  }

  @Test(
    arguments: [
      (["planets": []], "planets is no part of a world"),
      (["senders": [["name": "S", "email": "s"]]], "email is not valid in senders[0]"),
      (["settings": ["speed": 1]], "settings: speed is no setting"),
      (["tasks": [["taskType": "Nap", "name": "N", "date": "2026-01-01T00:00:00Z"]]], "tasks[0]"),
    ] as [(JSONObject, String)])
  func `that is none changes nothing`(world: JSONObject, sentence: String) throws {
    try brevo.sendMail()
    let before = try brevo.exportedWorld
    let reply = try brevo.operate(.put, "/world", .object(world))
    #expect(reply.status == 400)
    #expect(reply["message"]?.string?.hasPrefix(sentence) == true, "\(reply)")
    #expect(try brevo.exportedWorld == before)
    #expect(try brevo.rows(to: "ann@example.com").count == 1)
  }
}
