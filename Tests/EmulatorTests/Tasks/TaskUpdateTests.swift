import CivilTime
import JSON
import TestSupport
import Testing

@Suite("A task is updated") struct TaskUpdateTests {
  let brevo: TestClient

  init() throws {
    brevo = try TestClient(world: TaskWorld.object)
    try brevo.freeze(at: .text("2026-03-15T12:00:00Z"))
  }

  /// For each property the values that it takes in turn, as they are shown.
  static let values: [(name: String, values: [JSONValue])] = [
    ("name", ["Call Ann", "Call Bob", "Rest"]),
    ("taskTypeId", [.string(TaskWorld.email), .string(TaskWorld.call)]),
    ("date", ["2026-03-21T00:00:00.000Z", "1999-12-31T23:59:59.999Z"]),
    ("duration", [0, 60_000, 3_600_000]), ("notes", ["", "Short", "Long\nnotes"]),
    ("done", [true, false]),
    ("assignToId", [.string(TaskWorld.olivia), .string(TaskWorld.ann)]),
    ("contactsIds", [[], [1], [3, 2]]),
    ("dealsIds", [[], .array(TaskWorld.deals.map { .string($0) })]),
    ("companiesIds", [[], [.string(TaskWorld.companies[1])]]),
    (
      "reminder",
      [
        ["value": 1, "unit": "days", "types": ["email"]],
        ["value": 30, "unit": "minutes", "types": ["push", "email"]],
      ]
    ),
  ]

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `by what is named, and keeps the rest`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let id = try brevo.createTask()
    var expected = try brevo.task(id)
    for step in 1...20 {
      var change = JSONObject()
      for (name, values) in Self.values.shuffled(using: &generator)
      where Int.random(in: 0..<3, using: &generator) == 0 {
        change[name] = values.randomElement(using: &generator)
      }
      let instant = try Instant.text("2026-03-15T12:00:00Z") + .minutes(Int64(step))
      try brevo.freeze(at: instant)
      #expect(try brevo.patch("/crm/tasks/\(id)", .object(change)) == .noContent)
      for (name, value) in change.members { expected[name] = value }
      expected["updatedAt"] = .string(instant.formatted(.milliseconds(.utc)))
      let task = try brevo.task(id)
      for name in Set((expected.members + task.members).map(\.name)) {
        #expect(task[name] == expected[name], "\(name) after \(change) of seed \(seed)")
      }
    }
  }

  @Test func `by nothing, in so many words`() throws {
    let id = try brevo.createTask(["notes": "Kept"])
    #expect(try brevo.patch("/crm/tasks/\(id)", [:]) == .noContent)
    #expect(try brevo.patch("/crm/tasks/\(id)", ["notes": .null]) == .noContent)
    #expect(try brevo.patch("/crm/tasks/\(id)", ["colour": "red"]) == .noContent)
    #expect(try brevo.task(id)["notes"] == "Kept")
  }

  @Test func `with a user by address, shown by id`() throws {
    let id = try brevo.createTask(["assignToId": .string(TaskWorld.olivia)])
    #expect(try brevo.patch("/crm/tasks/\(id)", ["assignToId": "ann@example.com"]) == .noContent)
    #expect(try brevo.task(id)["assignToId"] == .string(TaskWorld.ann))
  }

  @Test(arguments: TaskTests.refused.indices)
  func `but not with`(index: Int) throws {
    let (change, reason) = TaskTests.refused[index]
    // What is absent from a new task is kept of an old one.
    guard change.members.allSatisfy({ $0.value != .null }) else { return }
    let id = try brevo.createTask()
    let before = try brevo.task(id)
    try brevo.freeze(at: .text("2026-03-16T12:00:00Z"))
    var body = change
    body["notes"] = change["notes"] ?? "Changed"
    #expect(try brevo.patch("/crm/tasks/\(id)", .object(body)) == .notValid, "\(reason)")
    #expect(try brevo.task(id) == before, "\(reason)")
  }

  @Test func `after its body is judged, and before what it refers to`() throws {
    let path = "/crm/tasks/\(TaskWorld.nothing)"
    #expect(try brevo.patch(path, ["name": 1]) == .notValid)
    #expect(try brevo.patch(path, ["contactsIds": [99]]) == .notFound)
  }
}
