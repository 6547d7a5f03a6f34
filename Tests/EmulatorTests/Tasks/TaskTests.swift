import BrevoStore
import Emulator
import JSON
import Testing

@Suite("A task") struct TaskTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient(world: TaskWorld.object)
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
  }

  @Test func `is shown as it was created`() throws {
    let id = try brevo.createTask([
      "date": "2026-03-20T09:00:00.5+02:00", "duration": 600_000, "notes": "By hand\n",
      "done": true,
      "assignToId": "Olivia@Example.com", "contactsIds": [3, 1],
      "dealsIds": [.string(TaskWorld.deals[1].uppercased())],
      "companiesIds": .array(TaskWorld.companies.map { .string($0) }),
      "reminder": ["unit": "hours", "types": ["push", "email"], "value": 0, "by": "post"],
      "colour": "red",
    ])
    #expect(
      try brevo.get("/crm/tasks/\(id)")
        == .ok([
          "id": .string(id), "taskTypeId": .string(TaskWorld.email), "name": "Write to Ann",
          "contactsIds": [3, 1], "dealsIds": [.string(TaskWorld.deals[1])],
          "companiesIds": .array(TaskWorld.companies.map { .string($0) }),
          "assignToId": .string(TaskWorld.olivia), "date": "2026-03-20T07:00:00.500Z",
          "duration": 600_000, "notes": "By hand\n", "done": true,
          "reminder": ["value": 0, "unit": "hours", "types": ["push", "email"]],
          "createdAt": "2026-03-15T12:00:00.000Z", "updatedAt": "2026-03-15T12:00:00.000Z",
        ]))
  }

  @Test func `shows empty lists, and nothing of what was not set`() throws {
    let id = try brevo.createTask(["notes": .null])
    #expect(
      try brevo.get("/crm/tasks/\(id)")
        == .ok([
          "id": .string(id), "taskTypeId": .string(TaskWorld.email), "name": "Write to Ann",
          "contactsIds": [], "dealsIds": [], "companiesIds": [],
          "date": "2026-03-20T09:00:00.000Z", "done": false,
          "createdAt": "2026-03-15T12:00:00.000Z", "updatedAt": "2026-03-15T12:00:00.000Z",
        ]))
  }

  /// A change that is refused in the service's one sentence, and why.
  static let refused: [(JSONObject, String)] = [
    (["name": .null], "no name"), (["name": ""], "an empty name"), (["name": "  "], "blanks"),
    (["name": 1], "a number for a name"), (["taskTypeId": .null], "no type"),
    (["taskTypeId": "Email"], "a title for a type"),
    (["taskTypeId": .string(TaskWorld.nothing)], "a type that does not exist"),
    (["date": .null], "no date"), (["date": "2026-03-20"], "a date without a time (assumed)"),
    (["date": "2026-02-30T09:00:00Z"], "a day that the calendar does not have"),
    (["date": 1_773_561_600_000], "a number for a date"), (["duration": -1], "a negative duration"),
    (["duration": 1.5], "a fraction of a duration"), (["duration": "10"], "a text for a duration"),
    (["done": "true"], "a text for a boolean"), (["notes": ["a"]], "a list for notes"),
    (["assignToId": "nobody@example.com"], "an address of no user"),
    (["assignToId": .string(TaskWorld.nothing)], "an id of no user"),
    (["assignToId": .string(TaskWorld.email)], "the id of something else"),
    (["assignToId": ""], "nobody"), (["assignToId": 5], "a number for a user"),
    (["contactsIds": [1, 4]], "a contact that does not exist"),
    (["contactsIds": ["1"]], "a text for a contact"), (["contactsIds": 1], "no list"),
    (["dealsIds": [.string(TaskWorld.nothing)]], "a deal that does not exist"),
    (["dealsIds": [.string(TaskWorld.companies[0])]], "a company for a deal"),
    (["dealsIds": ["7"]], "what is no id"),
    (["companiesIds": [.string(TaskWorld.deals[0])]], "a deal for a company"),
    (["reminder": [:]], "an empty reminder"),
    (["reminder": ["value": 1, "unit": "hours"]], "a reminder without ways"),
    (["reminder": ["value": 1, "unit": "hours", "types": []]], "a reminder in no way"),
    (["reminder": ["value": 1, "unit": "hours", "types": ["fax"]]], "an unknown way"),
    (["reminder": ["value": 1, "unit": "Hours", "types": ["email"]]], "a capital in a unit"),
    (["reminder": ["value": "1", "unit": "hours", "types": ["email"]]], "a text for a number"),
  ]

  @Test(arguments: refused.indices)
  func `is not created with`(index: Int) throws {
    let (change, reason) = Self.refused[index]
    #expect(try brevo.post("/crm/tasks", TaskWorld.with(change)) == .notValid, "\(reason)")
    #expect(try brevo.taskNames("") == [], "\(reason)")
  }

  @Test func `is refused with a reason for the journal alone`() throws {
    let body = TaskWorld.with(["contactsIds": [1, 4]])
    #expect(try brevo.post("/crm/tasks", body) == .notValid)
    let entry = try #require(brevo.emulator.journal(of: brevo.key).last)
    #expect(entry.explanation?.contains("contact 4 does not exist") == true)
  }

  @Test func `may refer to what is not there where references are lenient`() throws {
    let lenient = try TestClient { $0.hasLenientReferences = true }
    let id = try lenient.createTask([
      "taskTypeId": .string(TaskWorld.nothing), "assignToId": "nobody@example.com",
      "contactsIds": [99], "dealsIds": [.string(TaskWorld.nothing)],
      "companiesIds": [.string(TaskWorld.nothing)],
    ])
    let task = try lenient.task(id)
    #expect(task["taskTypeId"] == .string(TaskWorld.nothing))
    #expect(task["assignToId"] == "nobody@example.com")
    #expect(task["contactsIds"] == [99])
    #expect(task["dealsIds"] == [.string(TaskWorld.nothing)])
    #expect(try lenient.taskNames("filter[assignTo]=Nobody@example.com") == ["Write to Ann"])
    #expect(
      try lenient.post("/crm/tasks", TaskWorld.with(["dealsIds": ["7"]])) == .notValid,
      "but ids are ids")
  }

  @Test func `is deleted once`() throws {
    let (first, second) = (try brevo.createTask(), try brevo.createTask(["name": "Stays"]))
    #expect(try brevo.delete("/crm/tasks/\(first.uppercased())") == .noContent)
    #expect(try brevo.delete("/crm/tasks/\(first)") == .notFound)
    #expect(try brevo.get("/crm/tasks/\(first)") == .notFound)
    #expect(try brevo.patch("/crm/tasks/\(first)", [:]) == .notFound)
    #expect(try brevo.taskNames("") == ["Stays"])
    #expect(try brevo.delete("/crm/tasks/\(second)") == .noContent)
    #expect(try brevo.createTask() != second, "its id is not given again")
  }

  @Test(arguments: [
    "7", "61a5cd07ca1347c82306ad0", "61a5cd07ca1347c82306ad066", "61a5cd07ca1347c82306ad0g", "%20",
    "%zz", "-1",
  ])
  func `is known by 24 digits`(id: String) throws {
    #expect(try brevo.get("/crm/tasks/\(id)") == .noID)
    #expect(try brevo.delete("/crm/tasks/\(id)") == .noID)
    #expect(try brevo.patch("/crm/tasks/\(id)", ["name": 1]) == .noID, "before its body is judged")
  }

  @Test func `is not replaced, only patched`() throws {
    let id = try brevo.createTask()
    #expect(
      try brevo.put("/crm/tasks/\(id)", TaskWorld.with())
        == .refused(404, "not_found", "Invalid route/method passed"))
  }

  @Test func `is of its own account only`() throws {
    let id = try brevo.createTask()
    #expect(try brevo.other("another").get("/crm/tasks/\(id)") == .notFound)
    #expect(try brevo.other("another").taskNames("") == [])
  }

  @Test func `has an id of its own, however many there are`() throws {
    let ids = try (0..<500).map { _ in try brevo.createTask() }
    #expect(Set(ids).count == 500)
    #expect(ids.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{24}/) != nil })
  }
}
