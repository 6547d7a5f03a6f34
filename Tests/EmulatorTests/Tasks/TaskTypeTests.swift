import BrevoAPI
import BrevoStore
import JSON
import TestSupport
import Testing

@Suite("Task types") struct TaskTypeTests {
  static let standard = ["Email", "Call", "Meeting", "Todo", "Lunch", "Deadline", "LinkedIn"]

  private static func types(_ brevo: TestClient) throws -> [(id: String, title: String)] {
    let reply = try brevo.get("/crm/tasktypes")
    return try #require(reply.body?.array, "\(reply)").map { type in
      (
        try #require(type.object?["id"]?.string), try #require(type.object?["title"]?.string)
      )
    }
  }

  @Test func `are seven unless an account has its own`() throws {
    let brevo = try TestClient()
    #expect(try Self.types(brevo).map(\.title) == Self.standard)
    #expect(try Self.types(brevo.other("another")).map(\.title) == Self.standard)
    #expect(try TestClient(world: ["taskTypes": []]).get("/crm/tasktypes").status == 200)
    let own = try TestClient(world: ["taskTypes": [["title": "Visit"]]])
    #expect(try Self.types(own).map(\.title) == ["Visit"])
  }

  @Test func `have ids of their own, which stay`() throws {
    let brevo = try TestClient()
    let ids = try Self.types(brevo).map(\.id)
    #expect(Set(ids).count == 7)
    #expect(try Self.types(brevo).map(\.id) == ids)
    #expect(Set(try Self.types(brevo.other("another")).map(\.id)).isDisjoint(with: ids))
    for id in ids { try brevo.createTask(["taskTypeId": .string(id)]) }
    #expect(try brevo.taskNames("filter[type]=\(ids[6])").count == 1)
  }

  @Test func `are there at the first use, whatever that is`() throws {
    let brevo = try TestClient()
    let body = TaskWorld.with(["taskTypeId": .string(TaskWorld.nothing)])
    #expect(try brevo.post("/crm/tasks", body) == .notValid)
    #expect(try Self.types(brevo).map(\.title) == Self.standard)
  }

  @Test func `outlive the process with the tasks, in a folder`() throws {
    let folder = try TemporaryFolder()
    var ids: [String] = []
    var task: [String] = []
    do {
      let brevo = try TestClient(folder: DataFolder(path: folder.path))
      ids = try Self.types(brevo).map(\.id)
      task = [
        try brevo.createTask(["taskTypeId": .string(ids[1]), "assignToId": "owner@example.com"])
      ]
      let deleted = try brevo.createTask(["taskTypeId": .string(ids[0])])
      #expect(try brevo.delete("/crm/tasks/\(deleted)") == .noContent)
    }
    let brevo = try TestClient(folder: DataFolder(path: folder.path))
    #expect(try Self.types(brevo).map(\.id) == ids)
    let items = try brevo.get("/crm/tasks")["items"]?.array ?? []
    #expect(items.compactMap { $0.object?["id"]?.string } == task)
    #expect(try brevo.task(task[0])["taskTypeId"] == .string(ids[1]))
    #expect(try brevo.task(task[0])["assignToId"]?.string?.count == 24)
    #expect(!task.contains(try brevo.createTask(["taskTypeId": .string(ids[0])])))
  }
}

@Suite("A world of tasks") struct TaskWorldTests {
  @Test func `has tasks of types by title or id, and what they refer to`() throws {
    var world = TaskWorld.object
    world["tasks"] = [
      ["taskType": "Call", "name": "By title", "date": "2026-03-20T09:00:00Z"],
      [
        "id": "61A5CD07CA1347C82306AD06", "taskType": .string(TaskWorld.email), "name": "By id",
        "date": "2026-03-20T09:00:00Z", "assignToId": "ann@example.com", "contactsIds": [3],
        "dealsIds": [.string(TaskWorld.deals[0])], "done": true,
      ],
    ]
    let brevo = try TestClient(world: world)
    #expect(try brevo.taskNames("sort=asc") == ["By title", "By id"])
    let task = try brevo.task("61a5cd07ca1347c82306ad06")
    #expect(task["assignToId"] == .string(TaskWorld.ann))
    #expect(task["dealsIds"] == [.string(TaskWorld.deals[0])])
  }

  @Test func `may name the standard types`() throws {
    let brevo = try TestClient(world: [
      "tasks": [["taskType": "LinkedIn", "name": "Look", "date": "2026-03-20T09:00:00Z"]]
    ])
    #expect(try brevo.taskNames("") == ["Look"])
    #expect(
      try brevo.get("/crm/tasktypes").body?.array?.compactMap { $0.object?["title"]?.string }
        == TaskTypeTests.standard)
  }

  @Test(
    arguments: [
      (["taskTypes": [["id": "7", "title": "Call"]]], ["taskTypes[0]", "id"]),
      (["users": [["email": "ann", "name": "Ann"]]], ["users[0]", "email"]),
      (["users": [["email": "ann@example.com"]]], ["users[0]", "name"]),
      (["deals": [["name": ""]]], ["deals[0]", "name"]),
      (["companies": [["name": "A", "attributes": 1]]], ["companies[0]", "attributes"]),
      (
        ["tasks": [["taskType": "Visit", "name": "A", "date": "2026-03-20T09:00:00Z"]]],
        ["tasks[0]", "Visit"]
      ),
      (
        [
          "tasks": [
            [
              "taskType": "Call", "name": "A", "date": "2026-03-20T09:00:00Z", "contactsIds": [99],
            ]
          ]
        ], ["tasks[0]", "contact 99"]
      ),
      (["tasks": [["taskType": "Call", "name": "A"]]], ["tasks[0]", "date"]),
    ] as [(JSONObject, [String])])
  func `is refused with the row that is wrong`(world: JSONObject, words: [String]) throws {
    let error = #expect(throws: World.Failure.self) { _ = try TestClient(world: world) }
    for word in words {
      #expect(
        error?.description.contains(word) == true, "\(error?.description ?? "") has no \(word)")
    }
  }
}
